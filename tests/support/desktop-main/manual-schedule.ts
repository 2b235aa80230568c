/** A clock that moves when the test says so. */
export interface ManualSchedule {
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
  readonly now: () => number;
  /** Moves on, and lets what follows from each callback happen. */
  advance(ms: number): Promise<void>;
  /** The clock on the wall jumps and the timers do not notice: the machine slept, or the clock was set. */
  jump(ms: number): void;
  /** How many calls are still to come. */
  readonly pending: () => number;
}

export function createManualSchedule(startMs = 0): ManualSchedule {
  let nowMs = startMs;
  let jumpedMs = 0;
  const due = new Set<{ readonly atMs: number; readonly callback: () => void }>();
  return {
    schedule(callback, delayMs) {
      const entry = { atMs: nowMs + delayMs, callback };
      due.add(entry);
      return () => due.delete(entry);
    },
    now: () => nowMs + jumpedMs,
    jump: (ms) => void (jumpedMs += ms),
    async advance(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        const [next] = [...due].filter(({ atMs }) => atMs <= untilMs).toSorted((left, right) => left.atMs - right.atMs);
        if (next === undefined) break;
        due.delete(next);
        nowMs = next.atMs;
        next.callback();
        await settle();
      }
      nowMs = untilMs;
    },
    pending: () => due.size,
  };
}

/** Lets every promise that can settle by now do so. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
