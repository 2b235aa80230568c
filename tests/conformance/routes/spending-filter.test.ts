import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FILTERED_BY } from "../../../shared/api/run-filter.ts";
import { spendingChartSchema } from "../../../shared/api/spending-chart.ts";
import { rangeSummarySchema, summarySchema } from "../../../shared/api/summary.ts";
import { PERIOD_DAYS, PERIODS } from "../../../shared/domain/period.ts";
import {
  anyAskedFilter,
  anyAskedRuns,
  ASKED_NOW,
  type AskedFilter,
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

const read = async (path: string, asked: Parameters<typeof queryOf>[0], as: string): Promise<unknown> =>
  (await app.get(`${path}?${queryOf(asked)}`, as)).body;

const told = ({ totalCostNanoUsd, totalRuns, runsWithoutCost }: Omit<Totals, "totalCostUsd">) => ({
  costNanoUsd: BigInt(totalCostNanoUsd),
  runs: totalRuns,
  runsWithoutCost,
});
type Totals = ReturnType<typeof summarySchema.parse>;

const anyFilter = anyAskedFilter.map(({ tz, scraperId, source, status, origin }): AskedFilter => {
  return { tz, scraperId, source, status, origin };
});

test("totals, those before and curves are of the runs alone that a filter lets pass", async () => {
  await fc.assert(
    fc.asyncProperty(anyAskedRuns, fc.array(anyFilter, { minLength: 1, maxLength: 4 }), async (runs, filters) => {
      const userId = `alice-${(users += 1)}`;
      await keepRuns(temporary.ledger, userId, runs);
      for (const filter of filters) {
        const today = localDate(ASKED_NOW, filter.tz);
        for (const period of PERIODS) {
          const summary = summarySchema.parse(await read(SUMMARY, { ...filter, period }, userId));
          const [from] = period === "all" ? [] : lastDates(PERIOD_DAYS[period], ASKED_NOW, filter.tz);
          const days = period === "all" ? filter : { ...filter, from, to: today };
          expect(told(summary)).toEqual(sumsOf(passing(runs, days)));
          const before = passingBefore(runs, days);
          expect(summary.previous && told({ ...summary, ...summary.previous })).toEqual(before && sumsOf(before));
        }
        const range = { ...filter, from: "2026-11-03", to: "2026-11-19" };
        const ofRange = rangeSummarySchema.parse(await read(SUMMARY, range, userId));
        expect(told({ ...ofRange, period: "all" })).toEqual(sumsOf(passing(runs, range)));

        for (const asked of [{ ...filter, timeRange: "30d" }, range]) {
          const chart = spendingChartSchema.parse(await read(CHART, asked, userId));
          const expected = chart.map(({ date }) => sumsOf(passing(runs, { ...filter, from: date, to: date })));
          expect(
            chart.map((day) => ({
              costNanoUsd: BigInt(day.costNanoUsd),
              runs: day.runs,
              runsWithoutCost: day.runsWithoutCost,
            })),
          ).toEqual(expected);
        }
      }
    }),
    { numRuns: examples(15) },
  );
});

test.each([
  [`${SUMMARY}?period=all&status=FAILED&source=import`, "source, status"],
  [`${SUMMARY}?from=2026-11-03&origin=unknown`, "origin"],
  [`${CHART}?timeRange=7d&scraperId=actor-a`, "scraperId"],
  [`${SUMMARY}?period=all&q=maps`, null],
])("%s tells by what it was narrowed", async (path, names) => {
  const { status, headers } = await app.get(path);
  expect([status, headers.get(FILTERED_BY)]).toEqual([200, names]);
});

test.each([
  [`${SUMMARY}?period=all&status=`, "status"],
  [`${SUMMARY}?period=day&origin=%00`, "origin"],
  [`${CHART}?timeRange=7d&source=${"s".repeat(65)}`, "source"],
  [`${CHART}?from=2026-11-03&scraperId=%20a`, "scraperId"],
])("%s is refused by its parameter's name", async (path, parameter) => {
  const { status, body } = await app.get(path);
  expect([status, body]).toMatchObject([400, { error: { details: { parameter } } }]);
});
