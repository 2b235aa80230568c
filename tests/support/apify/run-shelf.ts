import type { StandInRun } from "./stand-in-run.ts";

/** Runs in ascending order of start; those that share a start stay in the order in which they came. */
export class RunShelf {
  readonly #byId = new Map<string, StandInRun>();
  readonly #ascending: StandInRun[];

  constructor(runs: readonly StandInRun[]) {
    this.#ascending = runs.toSorted((left, right) => left.startedAtMs - right.startedAtMs);
    for (const run of runs) this.#register(run);
  }

  get ascending(): readonly StandInRun[] {
    return this.#ascending;
  }

  find(id: string): StandInRun | undefined {
    return this.#byId.get(id);
  }

  get(id: string): StandInRun {
    const run = this.#byId.get(id);
    if (run === undefined) throw new Error(`There is no run ${id}`);
    return run;
  }

  add(run: StandInRun): void {
    this.#register(run);
    this.#ascending.splice(this.firstIndexFrom(run.startedAtMs + 1), 0, run);
  }

  remove(run: StandInRun): void {
    this.#ascending.splice(this.#indexOf(run), 1);
    this.#byId.delete(run.id);
  }

  replace(before: StandInRun, after: StandInRun): void {
    if (after.startedAtMs === before.startedAtMs) {
      this.#ascending[this.#indexOf(before)] = after;
      this.#byId.set(after.id, after);
    } else {
      this.remove(before);
      this.add(after);
    }
  }

  /** The index of the first run that starts at `startedAtMs` or later. */
  firstIndexFrom(startedAtMs: number): number {
    let low = 0;
    let high = this.#ascending.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const run = this.#ascending[middle];
      if (run !== undefined && run.startedAtMs < startedAtMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #indexOf(run: StandInRun): number {
    return this.#ascending.indexOf(run, this.firstIndexFrom(run.startedAtMs));
  }

  #register(run: StandInRun): void {
    if (this.#byId.has(run.id)) throw new Error(`There is a run ${run.id} already`);
    this.#byId.set(run.id, run);
  }
}
