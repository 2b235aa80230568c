import { isTerminalStatus } from "../../../shared/domain/run.ts";
import type { ImportRecord, RunReading } from "../../ledger/ledger.ts";
import type { ListedRun } from "../../sources/apify/answers.ts";
import { listedCost } from "../../sources/apify/transform.ts";

/**
 * Whether what the list says of a run asks for its detail. A reset reads every run once again; any other import leaves a
 * known run to the schedule of its readings, unless the list tells something new of it.
 */
export function needsReading(
  listed: ListedRun,
  known: RunReading | undefined,
  current: Pick<ImportRecord, "id" | "isReset">,
): boolean {
  if (known === undefined || known.costReadAtMs === null || known.goneAtMs !== null) return true;
  if (current.isReset) return known.importId !== current.id;
  // The list may leave the end out of a run that has one.
  const hasOtherEnd = typeof listed.finishedAt === "number" && listed.finishedAt !== known.finishedAtMs;
  if (known.status !== listed.status || hasOtherEnd) return true;

  // The list's cost may be of another kind than the detail's: only its own change means something.
  const cost = listedCost(listed);
  const hasNewCost = cost !== null && cost !== known.listedNanoUsd;
  const isAwaited = known.costNanoUsd === null || known.listedNanoUsd !== null;
  return hasNewCost && isAwaited && isTerminalStatus(listed.status);
}
