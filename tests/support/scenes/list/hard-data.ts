import type { SpendingChart } from "../../../../shared/api/spending-chart.ts";
import { nanoUsdFromUsd, usdFromNanoUsd } from "../../../../shared/domain/money.ts";
import type { ShownSummary } from "../../../../shared/ipc/figures.ts";
import type { FakeDesktop } from "../../desktop-bridge/fake-desktop.ts";
import { sampleAlert, thresholdOf } from "../../desktop-bridge/sample-alerts.ts";
import { sampleBudget, sampleProjection } from "../../desktop-bridge/sample-budgets.ts";
import { sampleChart, sampleShownSummary } from "../../desktop-bridge/sample-figures.ts";
import { sampleReconciliation } from "../../desktop-bridge/sample-reconciliation.ts";
import { sampleRun } from "../../desktop-bridge/sample-runs.ts";
import type { Scene } from "../scene.ts";

const ACTOR_COUNT = 1_000;

/** Titles as people give them: endless, from right to left, of pictures, without a place to break, like markup. */
const TITLES = [
  "The extraordinarily long-winded Google Maps, Instagram, TikTok & website contact details scraper with e-mail verification, enrichment and scheduling (2025 edition)",
  "كاشط منتجات المتاجر الإلكترونية ‏(الإصدار 2.0)",
  "סורק מחירים יומי",
  "👩‍👩‍👧‍👦🛒 Shop watch 🇫🇷",
  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsverzeichnis",
  '<b>Bold</b> & "quoted" {{count}} $t(app.name)',
  null,
] as const;

const actorAt = (index: number) => ({
  name: `an-organisation-with-a-rather-long-name-${index}/scraper-of-everything-that-there-is-to-scrape-${index}`,
  title: TITLES[index % TITLES.length] ?? null,
});

/** From less than a hundredth of a cent to a million. */
const COSTS = [0.00005, 1_000_000, 0.0123, 999_999.99, 12, 0, 54_321.987654321] as const;
const costAt = (index: number): number => COSTS[index % COSTS.length] ?? 0;

const sums = (nanoUsd: bigint, runs: number, runsWithoutCost = 0) => ({
  costUsd: usdFromNanoUsd(nanoUsd),
  costNanoUsd: String(nanoUsd),
  runs,
  runsWithoutCost,
});

/** A total and a curve, of which each day cost so much. */
function answerDays(fake: FakeDesktop, costOf: (daysAgo: number) => number, runsOf: (daysAgo: number) => number): void {
  const days = (timeRange: "7d" | "30d" | "90d"): SpendingChart => {
    const dates = sampleChart(timeRange).map(({ date }) => date);
    return dates.map((date, index) => {
      const daysAgo = dates.length - 1 - index;
      const runs = runsOf(daysAgo);
      return { date, ...sums(runs === 0 ? 0n : nanoUsdFromUsd(costOf(daysAgo)), runs) };
    });
  };
  const month = days("30d");
  const total = month.reduce((sum, { costNanoUsd }) => sum + BigInt(costNanoUsd), 0n);
  const totals = {
    totalCostUsd: usdFromNanoUsd(total),
    totalCostNanoUsd: String(total),
    totalRuns: month.reduce((sum, { runs }) => sum + runs, 0),
    runsWithoutCost: 0,
  };
  fake.answer("getSummary", ({ period }): ShownSummary => {
    const { previous, ...sample } = sampleShownSummary(period);
    return { ...sample, ...totals, previous: previous && { ...previous, ...totals, totalCostNanoUsd: "50000" } };
  });
  fake.answer("getSpendingChart", ({ timeRange }) => days(timeRange));
}

function answerThousandActors(fake: FakeDesktop): void {
  answerDays(fake, costAt, () => 40_000);
  const costs = Array.from({ length: ACTOR_COUNT }, (_, index) => nanoUsdFromUsd(costAt(index)));
  const sumOf = (part: readonly bigint[]) => part.reduce((sum, cost) => sum + cost, 0n);
  const total = sumOf(costs);
  const totals = {
    totalCostUsd: usdFromNanoUsd(total),
    totalCostNanoUsd: String(total),
    totalRuns: 1_200_000,
    runsWithoutCost: 3_456,
  };
  fake.answer("getRuns", ({ limit, offset }) => ({
    runs: Array.from({ length: limit }, (_, index) =>
      sampleRun({
        runId: `hardRun${offset + index}`,
        scraperId: `hardActor${(offset + index) % ACTOR_COUNT}`,
        source: index % 3 === 0 ? "import" : "a-feature-with-a-name-that-nobody-would-want-to-read-in-a-narrow-table",
        cost: costAt(offset + index),
        actor: actorAt((offset + index) % ACTOR_COUNT),
        createdAt: new Date(Date.parse("2025-02-28T09:42:00Z") - (offset + index) * 600_000).toISOString(),
      }),
    ),
    ...totals,
    next: null,
  }));
  fake.answer("getBreakdown", ({ by }) => ({
    by,
    groups: costs.slice(0, 100).map((cost, index) => ({
      key: `hardActor${index}`,
      label: actorAt(index).title ?? actorAt(index).name,
      actor: by === "actor" ? actorAt(index) : null,
      ...sums(cost, 1_200, index % 5),
      previous: sums(index % 2 === 0 ? 50_000n : 0n, index % 2, 0),
    })),
    rest: { groups: ACTOR_COUNT - 100, ...sums(sumOf(costs.slice(100)), 1_080_000, 3_000), previous: sums(1n, 1) },
    ...totals,
    previous: null,
  }));
  fake.answer("getScrapers", () =>
    costs.map((_, index) => ({ scraperId: `hardActor${index}`, name: actorAt(index).name })),
  );
  const amount = (usd: number) => ({ usd, nanoUsd: String(nanoUsdFromUsd(usd)) });
  fake.answer("getReconciliation", () => ({
    ...sampleReconciliation,
    usage: amount(1_000_000.5),
    limit: amount(0.5),
    runs: { ...sampleReconciliation.runs, ...amount(1_000_000.49995), count: 1_200_000 },
    unattributed: amount(0.00005),
  }));
}

const farOver = sampleBudget({
  amount: 0.01,
  spent: 1_000_000,
  scraperId: "hardActor0",
  scraperName: actorAt(0).name,
  projection: sampleProjection(25_000_000, 1_000_000, 250_000_000, 1),
  webhook: { host: `${"a-very-long-subdomain.".repeat(6)}example.org`, secret: "this-session" },
});

const crossed = sampleAlert({
  announcement: thresholdOf(1_000, 1_000_000, {
    scraperName: actorAt(1).name,
    amountNanoUsd: String(nanoUsdFromUsd(0.01)),
  }),
});

/** What nobody has at once: nothing breaks, overflows or shows what is not a number. */
export const hardScenes: readonly Scene[] = [
  {
    name: "hard-thousand-actors",
    accepted: "fr light 380",
    isWholePage: true,
    desktop: {
      session: { kind: "apify", username: "an-organisation-with-a-rather-long-name-indeed", credential: "kept" },
      budgets: [farOver],
      alerts: { alerts: [crossed] },
    },
    main: answerThousandActors,
  },
  {
    name: "hard-thousand-actors-wide",
    accepted: "en dark 1200",
    isWholePage: true,
    desktop: { budgets: [farOver], alerts: { alerts: [crossed] }, preferences: { chartTimeRange: "90d" } },
    main: answerThousandActors,
  },
  {
    name: "hard-alerts",
    accepted: "en light 380",
    desktop: { budgets: [farOver], alerts: { alerts: [crossed] } },
    main: answerThousandActors,
    open: async (page, { alerts }) => {
      await page.getByRole("button", { name: alerts.bell }).click();
      await page.getByRole("dialog", { name: alerts.title }).waitFor();
    },
  },
  {
    name: "hard-hundredths-of-cents",
    accepted: "fr dark 380",
    main: (fake) =>
      answerDays(
        fake,
        () => 0.00005,
        () => 1,
      ),
  },
  {
    name: "hard-one-run",
    accepted: "en light 1200",
    main: (fake) =>
      answerDays(
        fake,
        () => 1_000_000,
        (daysAgo) => (daysAgo === 3 ? 1 : 0),
      ),
  },
  {
    name: "hard-no-cost-known",
    accepted: "fr dark 480",
    main: (fake) => {
      fake.answer("getSummary", ({ period }) => ({
        ...sampleShownSummary(period),
        totalCostUsd: 0,
        totalCostNanoUsd: "0",
        totalRuns: 120,
        runsWithoutCost: 120,
      }));
      fake.answer("getSpendingChart", ({ timeRange }) =>
        sampleChart(timeRange).map(({ date }) => ({ date, ...sums(0n, 4, 4) })),
      );
      fake.answer("getRuns", ({ limit }) => ({
        runs: Array.from({ length: Math.min(limit, 120) }, (_, index) =>
          sampleRun({ runId: `unknownRun${index}`, cost: null, settledAt: null, actor: null }),
        ),
        totalCostUsd: 0,
        totalCostNanoUsd: "0",
        totalRuns: 120,
        runsWithoutCost: 120,
        next: null,
      }));
    },
  },
];
