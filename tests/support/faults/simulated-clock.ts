interface Happening {
  readonly atMs: number;
  readonly happen: () => void;
}

/** Time that passes when a test says so; what was planned happens at its instant. */
export class SimulatedClock {
  #nowMs: number;
  readonly #planned: Happening[] = [];

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  readonly now = (): number => this.#nowMs;

  at(atMs: number, happen: () => void): void {
    let index = this.#planned.length;
    while (index > 0 && (this.#planned[index - 1]?.atMs ?? 0) <= atMs) index -= 1;
    // The next one stands last, so that taking it moves no other.
    this.#planned.splice(index, 0, { atMs, happen });
  }

  advance(ms: number): void {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const next = this.#planned.at(-1);
      if (next === undefined || next.atMs > untilMs) break;
      this.#planned.pop();
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.happen();
    }
    this.#nowMs = untilMs;
  }

  /** For a client's pauses: those that begin together also end together, as they would in real time. */
  readonly sleep = async (delayMs: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted();
    const wakeAtMs = this.#nowMs + delayMs;
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    if (wakeAtMs > this.#nowMs) this.advance(wakeAtMs - this.#nowMs);
  };
}
