import type { ScraperRunsAnswer, ScraperRunsQuery } from "../../../shared/api/scraper-runs.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { totalsAnswer } from "../spending/totals-answer.ts";
import { pageMark, positionOf } from "./page-mark.ts";
import { runAnswer } from "./run-answer.ts";
import { runFilter } from "./run-filter.ts";

/** @throws AppError `invalid_request` when `from` lies after `to`, or `after` is of no such list. */
export async function listRuns(
  { ledger }: { readonly ledger: Ledger },
  { userId, query }: { readonly userId: string; readonly query: ScraperRunsQuery },
): Promise<ScraperRunsAnswer> {
  const { limit, offset, sort, order } = query;
  const after = query.after === undefined ? null : positionOf(query, query.after);
  const { runs, totals, next } = await ledger.listRuns(userId, runFilter(query), { limit, offset, sort, order, after });
  return { runs: runs.map(runAnswer), ...totalsAnswer(totals), next: next && pageMark(query, next) };
}
