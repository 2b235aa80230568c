import { BREAKDOWN_PATH } from "../../../shared/api/breakdown.ts";
import { SCRAPER_RUNS_PATH } from "../../../shared/api/scraper-runs.ts";
import { SPENDING_CHART_PATH } from "../../../shared/api/spending-chart.ts";
import { SUMMARY_PATH } from "../../../shared/api/summary.ts";

/** What no sum is kept for: with one of them, each run of the span is read. */
const FILTERS = ["source", "status", "origin", "q"];
const ASKED_OF_RUNS: ReadonlySet<string> = new Set([SCRAPER_RUNS_PATH, SUMMARY_PATH, SPENDING_CHART_PATH]);

/** Whether the ledger answers by reading run after run: with 100,000 of them that is a tenth of a second and more. */
export function isLongReading({ method, url }: Pick<Request, "method" | "url">): boolean {
  if (method !== "GET") return false;
  const { pathname, searchParams } = new URL(url);
  if (pathname === BREAKDOWN_PATH) return true;
  if (!ASKED_OF_RUNS.has(pathname)) return false;
  const sort = searchParams.get("sort") ?? "createdAt";
  return sort !== "createdAt" || FILTERS.some((name) => searchParams.has(name));
}
