import type { ScraperRunsAnswer, ScraperRunsQuery } from "../../../shared/api/scraper-runs.ts";
import { dayOfIsoDate } from "../../../shared/domain/day.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Ledger, RunFilter } from "../../ledger/ledger.ts";
import { totalsAnswer } from "../spending/totals-answer.ts";
import { runAnswer } from "./run-answer.ts";

/** @throws AppError `invalid_request` when `from` lies after `to`. */
export async function listRuns(
  { ledger }: { readonly ledger: Ledger },
  { userId, query }: { readonly userId: string; readonly query: ScraperRunsQuery },
): Promise<ScraperRunsAnswer> {
  const { runs, totals } = await ledger.listRuns(userId, filterOf(query), query);
  return { runs: runs.map(runAnswer), ...totalsAnswer(totals) };
}

/** A date means the whole day in the viewer's zone, an instant means itself; both ends are included. */
function filterOf({ from, to, tz, scraperId, source, status }: ScraperRunsQuery): RunFilter {
  const fromMs = from === undefined ? undefined : isDate(from) ? dayOfIsoDate(from, tz).fromMs : Date.parse(from);
  const toMs = to === undefined ? undefined : isDate(to) ? dayOfIsoDate(to, tz).toMs : Date.parse(to) + 1;
  // The same date twice is right even where the zone skipped it, and nothing lies within.
  if (fromMs !== undefined && toMs !== undefined && fromMs >= toMs && from !== to) {
    throw new AppError("invalid_request", 'Parameter "from" must not lie after "to"', {
      details: { parameter: "from" },
    });
  }
  return { fromMs, toMs, scraperId, source, status };
}

const isDate = (text: string): boolean => !text.includes("T");
