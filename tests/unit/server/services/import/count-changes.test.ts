import { expect, test } from "vitest";
import type { ImportedRun, RunReading } from "../../../../../server/ledger/ledger.ts";
import { countChanges } from "../../../../../server/services/import/run-import.ts";
import { makeImportedRun } from "../../../../support/ledger/make-imported-run.ts";

const reading = ({ settling, ...run }: ImportedRun): RunReading => ({ ...run, ...settling, importId: 1 });
const known = (...runs: readonly ImportedRun[]) => new Map(runs.map((run) => [run.runId, reading(run)]));

const run = makeImportedRun({ runId: "a", costNanoUsd: 5n });
const absent = makeImportedRun({ runId: "a", costNanoUsd: null });

test.each([
  ["nothing", [], known(), 0, 0],
  ["a run that the ledger did not hold", [run], known(), 1, 0],
  ["one without a cost", [absent], known(), 1, 0],
  ["a run that says the same again", [run], known(run), 0, 0],
  ["another cost", [{ ...run, costNanoUsd: 6n }], known(run), 0, 1],
  ["another status at the same cost", [{ ...run, status: "RUNNING" }], known(run), 0, 1],
  ["a cost that was not known", [run], known(absent), 0, 1],
  ["a cost that is absent now, which takes nothing away", [absent], known(run), 0, 0],
  ["a cost that is absent still", [absent], known(absent), 0, 0],
  [
    "a price beside the settled one",
    [{ ...run, settling: { ...run.settling, costReadNanoUsd: 9n } }],
    known(run),
    0,
    0,
  ],
  [
    "some of each",
    [run, { ...run, runId: "b" }, { ...run, runId: "c", costNanoUsd: 1n }],
    known(run, { ...run, runId: "c" }),
    1,
    1,
  ],
] as const)("%s counts as that", (_, runs, before, runsNew, runsChanged) => {
  expect(countChanges(runs, before)).toEqual({ runsNew, runsChanged });
});
