import type { ScraperRun } from "../../../shared/api/scraper-runs.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { runAnswer } from "./run-answer.ts";

/** @throws AppError `not_found`, also for a run of another user: whether it exists is not told. */
export async function findRun(
  { ledger }: { readonly ledger: Ledger },
  { userId, runId }: { readonly userId: string; readonly runId: string },
): Promise<ScraperRun> {
  const run = await ledger.findRun(userId, runId);
  if (run === null) throw new AppError("not_found", "There is no such run");
  return runAnswer(run);
}
