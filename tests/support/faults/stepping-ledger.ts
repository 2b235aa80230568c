import type { ImportedRun, Ledger } from "../../../server/ledger/ledger.ts";

export interface StepCounter {
  /** How many steps were taken. */
  taken: number;
  /** One step more; the process dies at the one that was chosen. */
  take(): void;
}

export function createStepCounter(killAtStep: number | null): StepCounter {
  const counter: StepCounter = {
    taken: 0,
    take() {
      counter.taken += 1;
      if (counter.taken === killAtStep) process.kill(process.pid, "SIGKILL");
    },
  };
  return counter;
}

/** What the witness log holds: what was acknowledged, one line each. */
export type WitnessLine =
  | { readonly kind: "runs"; readonly costs: Readonly<Record<string, string | null>> }
  | { readonly kind: "announced"; readonly window: number }
  | { readonly kind: "ended"; readonly state: string };

const costsOf = (runs: readonly ImportedRun[]): WitnessLine => ({
  kind: "runs",
  costs: Object.fromEntries(runs.map(({ runId, costNanoUsd }) => [runId, costNanoUsd?.toString() ?? null])),
});

/**
 * Takes a step before each write, one when it was asked for and is not answered yet, and one when it was acknowledged
 * and witnessed.
 */
export function steppingLedger(ledger: Ledger, step: StepCounter, witness: (line: WitnessLine) => void): Ledger {
  async function around<Value>(write: () => Promise<Value>, line?: (value: Value) => WitnessLine): Promise<Value> {
    step.take();
    const answer = write();
    step.take();
    const value = await answer;
    if (line !== undefined) witness(line(value));
    step.take();
    return value;
  }
  return {
    ...ledger,
    startImport: (...args) => around(() => ledger.startImport(...args)),
    commitImported: (userId, importId, batch) =>
      around(
        () => ledger.commitImported(userId, importId, batch),
        () => costsOf(batch.runs),
      ),
    commitReadings: (userId, runs) =>
      around(
        () => ledger.commitReadings(userId, runs),
        () => costsOf(runs),
      ),
    saveRetention: (...args) => around(() => ledger.saveRetention(...args)),
    saveActors: (...args) => around(() => ledger.saveActors(...args)),
    endImport: (...args) =>
      around(
        () => ledger.endImport(...args),
        ({ state }) => ({ kind: "ended", state }),
      ),
  };
}
