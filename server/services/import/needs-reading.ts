import { COST_AWAITED_MS, COST_MOVES_MS, isTerminalStatus } from "../../../shared/domain/run.ts";
import type { ImportRecord, RunReading } from "../../ledger/ledger.ts";
import type { ListedRun } from "../../sources/apify/answers.ts";

/**
 * Whether the run's detail must be asked for. A reset reads every run once again; any other import leaves alone what
 * was read after the run came to rest, as long as the list still tells the same of it.
 */
export function needsReading(
  listed: ListedRun,
  known: RunReading | undefined,
  current: Pick<ImportRecord, "id" | "isReset">,
): boolean {
  if (known === undefined || known.costReadAtMs === null) return true;
  if (current.isReset) return known.importId !== current.id;
  const hasMoved = known.status !== listed.status || known.finishedAtMs !== (listed.finishedAt ?? null);
  if (hasMoved || !isTerminalStatus(listed.status)) return true;

  const restingMs = known.costReadAtMs - (known.finishedAtMs ?? listed.startedAt);
  return restingMs < (known.isCostKnown ? COST_MOVES_MS : COST_AWAITED_MS);
}
