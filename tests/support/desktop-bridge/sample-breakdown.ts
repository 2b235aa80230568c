import type { Breakdown } from "../../../shared/api/breakdown.ts";
import type { Grouping } from "../../../shared/domain/breakdown.ts";
import { usdFromNanoUsd } from "../../../shared/domain/money.ts";

interface SampleGroup {
  readonly key: string;
  readonly actor?: Breakdown["groups"][number]["actor"];
  /** In cents, now and in the period before. */
  readonly cents: number;
  readonly before: number;
  readonly runs: number;
  readonly runsWithoutCost?: number;
}

const GROUPS: Readonly<Record<Grouping, readonly SampleGroup[]>> = {
  actor: [
    {
      key: "nwua9Gu5YrADL7ZDj",
      actor: { name: "compass/crawler-google-places", title: "Google Maps Scraper" },
      cents: 3_212,
      before: 2_570,
      runs: 61,
    },
    {
      key: "shu8hvrXbJbY3Eb9W",
      actor: { name: "apify/instagram-scraper", title: "Instagram Scraper" },
      cents: 1_804,
      before: 2_005,
      runs: 84,
      runsWithoutCost: 2,
    },
    {
      key: "priceWatchActorId",
      actor: { name: "camille/price-watch", title: null },
      cents: 1_080,
      before: 0,
      runs: 39,
    },
  ],
  source: [
    { key: "import", cents: 4_096, before: 4_120, runs: 120, runsWithoutCost: 3 },
    { key: "find-email", cents: 2_000, before: 455, runs: 64 },
  ],
  status: [
    { key: "SUCCEEDED", cents: 5_176, before: 4_350, runs: 168 },
    { key: "FAILED", cents: 765, before: 180, runs: 12 },
    { key: "RUNNING", cents: 155, before: 45, runs: 4, runsWithoutCost: 3 },
  ],
  origin: [
    { key: "SCHEDULER", cents: 5_000, before: 4_000, runs: 150 },
    { key: "unknown", cents: 1_096, before: 575, runs: 34, runsWithoutCost: 3 },
  ],
};

/** The month's 60.96 $, divided by what its runs have in common. */
export function sampleBreakdown(by: Grouping): Breakdown {
  const groups = GROUPS[by];
  const sum = (part: (group: SampleGroup) => number) => groups.reduce((total, group) => total + part(group), 0);
  const before = sums(
    sum((group) => group.before),
    170,
    0,
  );
  return {
    by,
    groups: groups.map((group) => ({
      key: group.key,
      label: group.actor?.title ?? group.actor?.name ?? group.key,
      actor: group.actor ?? null,
      ...sums(group.cents, group.runs, group.runsWithoutCost ?? 0),
      previous: sums(group.before, group.before === 0 ? 0 : group.runs, 0),
    })),
    rest: null,
    ...totals(
      sums(
        sum((group) => group.cents),
        sum((group) => group.runs),
        sum((group) => group.runsWithoutCost ?? 0),
      ),
    ),
    previous: { from: "2024-12-31T00:00:00.000Z", until: "2025-01-30T00:00:00.000Z", ...totals(before) },
  };
}

function sums(cents: number, runs: number, runsWithoutCost: number) {
  const costNanoUsd = BigInt(cents) * 10_000_000n;
  return { costUsd: usdFromNanoUsd(costNanoUsd), costNanoUsd: String(costNanoUsd), runs, runsWithoutCost };
}

const totals = ({ costUsd, costNanoUsd, runs, runsWithoutCost }: ReturnType<typeof sums>) => ({
  totalCostUsd: costUsd,
  totalCostNanoUsd: costNanoUsd,
  totalRuns: runs,
  runsWithoutCost,
});
