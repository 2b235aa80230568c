import { describe, expect, test } from "vitest";
import { chartOutlook } from "../../../../../renderer/features/daily-spending/chart-outlook.ts";
import { sampleBudget, sampleProjection } from "../../../../support/desktop-bridge/sample-budgets.ts";
import { sampleChart } from "../../../../support/desktop-bridge/sample-figures.ts";

const days = sampleChart("30d");
const projection = (count: number) => sampleProjection(60, 50, 70, count);

describe("the budget of a day", () => {
  test("is a day's own before the share of any other", () => {
    const budgets = [sampleBudget({ amount: 56 }), sampleBudget({ window: "day", amount: 5 })];
    expect(chartOutlook(budgets, days).daily).toMatchObject({ window: "day", nanoUsdPerDay: 5_000_000_000n });
  });

  test.each([
    ["month", 56, 28, 2_000_000_000n],
    ["cycle", 56, 28, 2_000_000_000n],
    ["week", 20, 7, 2_857_142_857n],
  ] as const)("is else what a %s has for each of its days", (window, amount, windowDays, nanoUsdPerDay) => {
    expect(chartOutlook([sampleBudget({ window, amount })], days).daily).toMatchObject({ windowDays, nanoUsdPerDay });
  });

  test("is the smaller one of two", () => {
    const budgets = [sampleBudget({ window: "day", amount: 5 }), sampleBudget({ window: "day", amount: 3 })];
    expect(chartOutlook(budgets, days).daily?.nanoUsdPerDay).toBe(3_000_000_000n);
  });

  test("is none of a budget that is off, for one scraper, or of a window that is not known", () => {
    const budgets = [
      sampleBudget({ window: "day", isOn: false }),
      sampleBudget({ window: "day", scraperId: "one", scraperName: "one" }),
      sampleBudget({ window: "cycle", spent: null }),
    ];
    expect(chartOutlook(budgets, days).daily).toBeNull();
  });
});

describe("what is expected", () => {
  test("begins with today, what it has cost so far included", () => {
    const { expected } = chartOutlook([sampleBudget({ projection: projection(3) })], days);
    expect(expected).toEqual([
      { date: "2025-02-28", expectedNanoUsd: 2_953_620_468n, lowNanoUsd: 1_903_620_468n, highNanoUsd: 4_003_620_468n },
      { date: "2025-03-01", expectedNanoUsd: 400_000_000n, lowNanoUsd: 200_000_000n, highNanoUsd: 600_000_000n },
      { date: "2025-03-02", expectedNanoUsd: 400_000_000n, lowNanoUsd: 200_000_000n, highNanoUsd: 600_000_000n },
    ]);
  });

  test("reaches as far as the furthest projection", () => {
    const budgets = [
      sampleBudget({ window: "day", projection: projection(1) }),
      sampleBudget({ window: "cycle", projection: projection(8) }),
    ];
    const { expected, projected } = chartOutlook(budgets, days);
    expect(expected).toHaveLength(8);
    expect(projected).toMatchObject({ window: "cycle", expectedNanoUsd: 60_000_000_000n });
  });

  test("ends before the day of which the billing cycle has a few hours left", () => {
    const { expected } = chartOutlook([sampleBudget({ window: "cycle", projection: projection(9) })], days);
    expect(expected.at(-1)?.date).toBe("2025-03-07");
  });

  test("is also what is left of a billing cycle's last hours, while nothing else is", () => {
    const { expected } = chartOutlook([sampleBudget({ window: "cycle", projection: projection(1) })], days);
    expect(expected).toHaveLength(1);
  });

  test("shows no more days to come than days that were", () => {
    const { expected } = chartOutlook([sampleBudget({ projection: projection(28) })], sampleChart("7d"));
    expect(expected).toHaveLength(8);
  });

  test("is nothing while it was projected on another day than the chart's last", () => {
    const former = days.slice(0, -3);
    const outlook = chartOutlook([sampleBudget({ projection: projection(3) })], former);
    expect(outlook).toMatchObject({ expected: [], projected: null });
  });
});
