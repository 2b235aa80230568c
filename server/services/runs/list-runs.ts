import type { ScraperRunsAnswer, ScraperRunsQuery } from "../../../shared/api/scraper-runs.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { totalsAnswer } from "../spending/totals-answer.ts";
import { runAnswer } from "./run-answer.ts";
import { runFilter } from "./run-filter.ts";

/** @throws AppError `invalid_request` when `from` lies after `to`. */
export async function listRuns(
  { ledger }: { readonly ledger: Ledger },
  { userId, query }: { readonly userId: string; readonly query: ScraperRunsQuery },
): Promise<ScraperRunsAnswer> {
  const { runs, totals } = await ledger.listRuns(userId, runFilter(query), query);
  return { runs: runs.map(runAnswer), ...totalsAnswer(totals) };
}
