import type { ImportedRun } from "../../ledger/ledger.ts";

interface SampleScraper {
  readonly scraperId: string;
  readonly title: string;
  readonly runsPerDay: number;
  readonly itemsPerRun: number;
  readonly nanoUsdPerItem: number;
}

/** Invented use, at the prices of common Actors. */
const SCRAPERS: readonly SampleScraper[] = [
  {
    scraperId: "compass/crawler-google-places",
    title: "Google Maps Scraper",
    runsPerDay: 1.6,
    itemsPerRun: 240,
    nanoUsdPerItem: 4_000_000,
  },
  {
    scraperId: "apify/instagram-profile-scraper",
    title: "Instagram Profile Scraper",
    runsPerDay: 4.2,
    itemsPerRun: 60,
    nanoUsdPerItem: 2_600_000,
  },
  {
    scraperId: "apify/google-search-scraper",
    title: "Google Search Results Scraper",
    runsPerDay: 5.5,
    itemsPerRun: 90,
    nanoUsdPerItem: 3_500_000,
  },
  {
    scraperId: "apify/website-content-crawler",
    title: "Website Content Crawler",
    runsPerDay: 2.8,
    itemsPerRun: 120,
    nanoUsdPerItem: 702_648,
  },
  {
    scraperId: "code_crafter/leads-finder",
    title: "Leads Finder",
    runsPerDay: 0.7,
    itemsPerRun: 800,
    nanoUsdPerItem: 1_500_000,
  },
];

/** A run of the last hour is still provisional. */
const PROVISIONAL_MS = 60 * 60 * 1000;
const DAYS = 120;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Sunday first: little on week-ends, most in mid-week. */
const WEEKDAY_SHARE = [0.25, 0.9, 1.15, 1.3, 1.2, 1, 0.3] as const;

export const SAMPLE_ACTORS = SCRAPERS.map(({ scraperId, title }) => ({
  actorId: scraperId,
  actor: { name: scraperId, title },
}));

/** Four months of runs that end now, the same for a given instant. */
export function sampleRuns(nowMs: number): readonly ImportedRun[] {
  const random = randomNumbers(20_250_201);
  const runs: ImportedRun[] = [];
  for (let daysAgo = DAYS - 1; daysAgo >= 0; daysAgo -= 1) {
    const dayMs = nowMs - daysAgo * DAY_MS;
    const share = WEEKDAY_SHARE[new Date(dayMs).getUTCDay()] ?? 1;
    const growth = 0.6 + (0.8 * (DAYS - daysAgo)) / DAYS;
    for (const scraper of SCRAPERS) {
      const count = Math.floor(scraper.runsPerDay * share * growth * (0.5 + random()) + random());
      for (let index = 0; index < count; index += 1) {
        runs.push(
          sampleRun(scraper, `sample${String(runs.length).padStart(5, "0")}`, dayMs - random() * DAY_MS, nowMs, random),
        );
      }
    }
  }
  return runs;
}

function sampleRun(
  { scraperId, itemsPerRun, nanoUsdPerItem }: SampleScraper,
  runId: string,
  startMs: number,
  nowMs: number,
  random: () => number,
): ImportedRun {
  const itemCount = Math.ceil(itemsPerRun * (0.3 + 1.4 * random()));
  const chance = random();
  const status = chance > 0.06 ? "SUCCEEDED" : chance > 0.03 ? "FAILED" : chance > 0.012 ? "TIMED-OUT" : "ABORTED";
  const isCostKnown = random() > 0.008;
  const createdAtMs = Math.floor(startMs);
  const finishedAtMs = Math.min(createdAtMs + Math.floor(20_000 + random() * 900_000), nowMs);
  const costNanoUsd = isCostKnown ? BigInt(itemCount * nanoUsdPerItem + 50_000) : null;
  const isSettled = isCostKnown && nowMs - finishedAtMs > PROVISIONAL_MS;
  const origin = ORIGINS[createdAtMs % ORIGINS.length] ?? null;
  return {
    runId,
    scraperId,
    status,
    costNanoUsd,
    itemCount,
    usageDetails: { origin, pricingModel: "PAY_PER_EVENT" },
    createdAtMs,
    finishedAtMs,
    costReadAtMs: nowMs,
    settling: {
      costReadNanoUsd: costNanoUsd,
      costAgreedAtMs: nowMs,
      settledAtMs: isSettled ? nowMs : null,
      nextReadAtMs: isSettled || !isCostKnown ? null : nowMs,
      repriced: null,
    },
    listedNanoUsd: null,
    goneAtMs: null,
    origin,
  };
}

/** What starts most runs: a schedule, then a program. */
const ORIGINS = ["SCHEDULER", "SCHEDULER", "API", "WEB"];

/** Mulberry32: small, and the same everywhere for a seed. Source: Tommy Ettinger, public domain. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
