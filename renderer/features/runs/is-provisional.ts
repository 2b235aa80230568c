import type { ScraperRun } from "../../../shared/api/scraper-runs.ts";

/** Whether Apify may still correct the cost. What it has deleted is never read again. */
export function isProvisional({ costNanoUsd, settledAt, isGone }: ScraperRun): boolean {
  return costNanoUsd !== null && settledAt === null && !isGone;
}
