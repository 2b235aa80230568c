import { FILTERED_BY } from "../../../shared/api/run-filter.ts";
import { SPENDING_CHART_PATH } from "../../../shared/api/spending-chart.ts";
import { SUMMARY_PATH } from "../../../shared/api/summary.ts";
import { RUN_ATTRIBUTES } from "../../../shared/domain/run-filter.ts";
import { AppError } from "../../../shared/errors.ts";

/**
 * A server of a former version passes over the filters that it does not know, and answers with every run.
 *
 * @throws AppError `server_bad_answer` for such an answer
 */
export function assertFilterHeeded({ url }: Pick<Request, "url">, { ok, headers }: Response): void {
  const { pathname, searchParams } = new URL(url);
  if (!ok || (pathname !== SUMMARY_PATH && pathname !== SPENDING_CHART_PATH)) return;
  const heeded = new Set(headers.get(FILTERED_BY)?.split(", "));
  // The curve of one scraper is as old as the curve.
  if (pathname === SPENDING_CHART_PATH) heeded.add("scraperId");
  if (RUN_ATTRIBUTES.every((attribute) => !searchParams.has(attribute) || heeded.has(attribute))) return;
  throw new AppError("server_bad_answer", "The server's version can't filter its figures");
}
