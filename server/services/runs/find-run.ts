import type { ScraperRunDetails } from "../../../shared/api/scraper-runs.ts";
import { usdFromNanoUsd } from "../../../shared/domain/money.ts";
import { AppError } from "../../../shared/errors.ts";
import type { CostReading, Ledger } from "../../ledger/ledger.ts";
import { runAnswer } from "./run-answer.ts";

/** @throws AppError `not_found`, also for a run of another user: whether it exists is not told. */
export async function findRun(
  { ledger }: { readonly ledger: Ledger },
  { userId, runId }: { readonly userId: string; readonly runId: string },
): Promise<ScraperRunDetails> {
  const [run, readings] = await Promise.all([ledger.findRun(userId, runId), ledger.costReadings(userId, runId)]);
  if (run === null) throw new AppError("not_found", "There is no such run");
  return { ...runAnswer(run), costReadings: readings.map(readingAnswer) };
}

const readingAnswer = ({ readAtMs, status, costNanoUsd }: CostReading) => ({
  readAt: new Date(readAtMs).toISOString(),
  status,
  costUsd: costNanoUsd === null ? null : usdFromNanoUsd(costNanoUsd),
  costNanoUsd: costNanoUsd === null ? null : String(costNanoUsd),
});
