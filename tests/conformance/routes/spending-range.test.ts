import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { spendingChartSchema } from "../../../shared/api/spending-chart.ts";
import { rangeSummarySchema, summarySchema } from "../../../shared/api/summary.ts";
import {
  anyAskedFilter,
  anyAskedRuns,
  ASKED_NOW,
  keepRuns,
  passing,
  passingBefore,
  queryOf,
  sumsOf,
} from "../../support/ledger/asked-runs.ts";
import { localDate } from "../../support/ledger/local-date.ts";
import { lastDates } from "../../support/ledger/row-oracle.ts";
import { createTestApp, type TestApp } from "../../support/ledger/test-app.ts";
import { examples, openTestLedger, type TestLedger } from "../../support/ledger/test-ledger.ts";

const SUMMARY = "/api/scraper-runs/summary";
const CHART = "/api/dashboard/spending-chart";

let temporary: TestLedger;
let app: TestApp;
let users = 0;

beforeAll(async () => {
  temporary = await openTestLedger(() => ASKED_NOW);
  app = createTestApp({ ledger: temporary.ledger, now: () => ASKED_NOW });
});

afterAll(() => temporary.remove());

async function read(path: string, asked: Parameters<typeof queryOf>[0], as: string): Promise<unknown> {
  const { status, body } = await app.get(`${path}?${queryOf(asked)}`, as);
  expect([status, body]).toMatchObject([200, {}]);
  return body;
}

const anyRange = anyAskedFilter.map(({ tz, from, to }) => ({
  tz,
  from: from ?? "2026-11-01",
  to: from === undefined ? undefined : to,
}));

test("the total and the curve of any days, and of those before, are what each run's own date says", async () => {
  await fc.assert(
    fc.asyncProperty(anyAskedRuns, fc.array(anyRange, { minLength: 1, maxLength: 5 }), async (runs, ranges) => {
      const userId = `alice-${(users += 1)}`;
      await keepRuns(temporary.ledger, userId, runs);
      for (const { tz, from, to = localDate(ASKED_NOW, tz) } of ranges.filter(
        (range) => range.from <= (range.to ?? "3"),
      )) {
        if (from > to) continue;
        const days = { tz, from, to };
        const summary = rangeSummarySchema.parse(await read(SUMMARY, days, userId));
        const { costNanoUsd, runs: count, runsWithoutCost } = sumsOf(passing(runs, days));
        expect(summary).toMatchObject({ totalCostNanoUsd: String(costNanoUsd), totalRuns: count, runsWithoutCost });
        const before = passingBefore(runs, days);
        expect(summary.previous?.totalCostNanoUsd ?? null).toBe(before && String(sumsOf(before).costNanoUsd));
        expect(summary.previous?.totalRuns ?? null).toBe(before && before.length);

        const chart = spendingChartSchema.parse(await read(CHART, days, userId));
        expect([chart.at(0)?.date, chart.at(-1)?.date]).toEqual([from, to]);
        for (const { date, costNanoUsd: ofDay } of chart) {
          expect(ofDay).toBe(String(sumsOf(passing(runs, { tz, from: date, to: date })).costNanoUsd));
        }
        const ofActor = spendingChartSchema.parse(await read(CHART, { ...days, scraperId: "actor-a" }, userId));
        expect(ofActor.reduce((sum, day) => sum + BigInt(day.costNanoUsd), 0n)).toBe(
          sumsOf(passing(runs, { ...days, scraperId: "actor-a" })).costNanoUsd,
        );
      }
    }),
    { numRuns: examples(20) },
  );
});

test.each([
  ["day", 1],
  ["week", 7],
  ["month", 30],
])("the %s and the period before it are those of the same days as a range", async (period, count) => {
  const runs = fc.sample(anyAskedRuns, { numRuns: 1, seed: 7 })[0] ?? [];
  const userId = `carol-${period}`;
  await keepRuns(temporary.ledger, userId, runs);
  const [from] = lastDates(count, ASKED_NOW, "Asia/Kolkata");
  const ofPeriod = summarySchema.parse(await read(SUMMARY, { period, tz: "Asia/Kolkata" }, userId));
  expect(await read(SUMMARY, { from, tz: "Asia/Kolkata" }, userId)).toMatchObject({ ...ofPeriod, period: "range" });
});

test("a billing cycle is a range between instants, and its curve adds up to its total in any zone", async () => {
  const runs = (fc.sample(anyAskedRuns, { numRuns: 9, seed: 3 }).flat() ?? []).map((run, index) => ({
    ...run,
    runId: `run-${index}`,
  }));
  await keepRuns(temporary.ledger, "dora", runs);
  const cycle = { from: "2026-11-14T00:00:00.000Z", to: "2026-12-13T23:59:59.999Z", tz: "America/New_York" };
  const isInCycle = ({ createdAtMs }: { readonly createdAtMs: number }) =>
    createdAtMs >= Date.parse(cycle.from) && createdAtMs <= Date.parse(cycle.to);
  const summary = rangeSummarySchema.parse(await read(SUMMARY, cycle, "dora"));
  expect(summary.totalCostNanoUsd).toBe(String(sumsOf(runs.filter(isInCycle)).costNanoUsd));
  const chart = spendingChartSchema.parse(await read(CHART, cycle, "dora"));
  expect([chart.length, chart[0]?.date]).toEqual([31, "2026-11-13"]);
  expect(String(chart.reduce((sum, day) => sum + BigInt(day.costNanoUsd), 0n))).toBe(summary.totalCostNanoUsd);
});

describe("a range that can't be answered is refused by its parameter's name:", () => {
  test.each([
    [SUMMARY, "to=2026-11-22", "from"],
    [SUMMARY, "from=2026-11-22&to=2026-11-21", "from"],
    [SUMMARY, "from=2026-11-23", "from"],
    [SUMMARY, "from=2026-11-22T10:07:00Z", "from"],
    [SUMMARY, "from=2026-11-22&to=2026-11-22T12:00:00Z", "to"],
    [SUMMARY, "from=2026-11-22&period=day", "period"],
    [SUMMARY, "from=", "from"],
    [CHART, "from=2026-11-22&timeRange=7d", "timeRange"],
    [CHART, "from=2025-10-18", "from"],
    [CHART, "from=1000-01-01", "from"],
    [CHART, "from=2026-11-22&tz=Mars", "tz"],
  ])("%s?%s", async (path, query, parameter) => {
    const { status, body } = await app.get(`${path}?${query}`);
    expect([status, body]).toMatchObject([400, { error: { code: "invalid_request", details: { parameter } } }]);
  });

  test("400 days are answered", async () => {
    const { body } = await app.get(`${CHART}?from=2025-10-19`);
    expect(spendingChartSchema.parse(body)).toHaveLength(400);
  });
});
