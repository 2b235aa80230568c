import type { ScraperRun, ScraperRunDetails, ScraperRunsAnswer } from "../../../shared/api/scraper-runs.ts";
import { nanoUsdFromUsd } from "../../../shared/domain/money.ts";

const NEWEST = Date.parse("2025-02-28T09:42:00Z");
const HOUR_MS = 3_600_000;
const RUNS_KEPT = 25;

const ACTORS = [
  { name: "apify/instagram-scraper", title: "Instagram Scraper" },
  { name: "compass/crawler-google-places", title: "Google Maps Scraper" },
  { name: "apify/website-content-crawler", title: "Website Content Crawler" },
  { name: "camille/price-watch", title: null },
] as const;

export interface SampleRunOptions extends Omit<Partial<ScraperRun>, "costUsd" | "costNanoUsd"> {
  readonly cost?: number | null;
}

/** A settled run of an hour's length, unless told otherwise. */
export function sampleRun({ cost = 0.4, ...rest }: SampleRunOptions = {}): ScraperRun {
  const createdAt = rest.createdAt ?? new Date(NEWEST).toISOString();
  const finishedAt = new Date(Date.parse(createdAt) + HOUR_MS).toISOString();
  return {
    runId: "a1B2c3D4e5F6g7H8i",
    scraperId: "shu8hvrXbJbY3Eb9W",
    source: "import",
    status: "SUCCEEDED",
    costUsd: cost,
    costNanoUsd: cost === null ? null : String(nanoUsdFromUsd(cost)),
    itemCount: null,
    usageDetails: null,
    createdAt,
    finishedAt,
    costReadAt: finishedAt,
    settledAt: finishedAt,
    repriced: null,
    isGone: false,
    origin: "API",
    actor: ACTORS[0],
    ...rest,
  };
}

/** A run whose cost was corrected once. */
export function sampleRunDetails(runId: string): ScraperRunDetails {
  const run = sampleRun({ runId });
  return {
    ...run,
    costReadings: [
      { readAt: "2025-02-28T10:42:10.000Z", status: "SUCCEEDED", costUsd: 0.38, costNanoUsd: "380000000" },
      { readAt: "2025-02-28T11:42:10.000Z", status: "SUCCEEDED", costUsd: 0.4, costNanoUsd: "400000000" },
    ],
  };
}

/** One run of each kind first, then ordinary ones, newest first. */
export function sampleRuns(limit: number, offset: number): ScraperRunsAnswer {
  const runs = Array.from({ length: RUNS_KEPT }, (_, index) => runAt(index));
  return {
    runs: runs.slice(offset, offset + limit),
    totalCostUsd: 12.45,
    totalCostNanoUsd: "12450000000",
    totalRuns: RUNS_KEPT,
    runsWithoutCost: 2,
    next: null,
  };
}

const FIRST_RUNS: readonly SampleRunOptions[] = [
  { status: "RUNNING", cost: null, finishedAt: null, settledAt: null },
  { cost: 2.0002, settledAt: null },
  { cost: 0.012 },
  { status: "FAILED", cost: 0.31, source: "find-email" },
  { status: "TIMED-OUT", cost: 1.5 },
  { status: "ABORTED", cost: 51.2, isGone: true },
  { cost: 0.0056211831, repriced: { costUsd: 0.0041, costNanoUsd: "4100000", readAt: "2025-02-28T10:00:00.000Z" } },
  { cost: null, settledAt: null, actor: null },
];

function runAt(index: number): ScraperRun {
  return sampleRun({
    runId: `sampleRun${index}`,
    createdAt: new Date(NEWEST - index * 5 * HOUR_MS).toISOString(),
    actor: ACTORS[index % ACTORS.length] ?? null,
    cost: 0.05 * (index + 1),
    ...FIRST_RUNS[index],
  });
}
