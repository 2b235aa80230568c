import type { ScraperRun } from "../../shared/api/scraper-runs.ts";
import { isApifyId } from "../../shared/domain/run.ts";
import { AppError } from "../../shared/errors.ts";

const CONSOLE = "https://console.apify.com";

/**
 * The run's page in Apify's console.
 *
 * @throws AppError `not_found` for a run whose id is none of Apify's
 */
export function consolePageOf({ runId, scraperId }: Pick<ScraperRun, "runId" | "scraperId">): string {
  if (!isApifyId(runId)) throw new AppError("not_found", "The run is none of Apify's");
  // What a feature names its scraper is often not the Actor's id.
  return isApifyId(scraperId) ? `${CONSOLE}/actors/${scraperId}/runs/${runId}` : `${CONSOLE}/actors/runs/${runId}`;
}
