import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { spendingChartSchema, type SpendingChart } from "../../shared/api/spending-chart.ts";
import { summarySchema, type Summary } from "../../shared/api/summary.ts";
import { PERIOD_DAYS, TIME_RANGE_DAYS, type Period, type TimeRange } from "../../shared/domain/period.ts";
import { TIME_ZONES } from "../support/ledger/local-date.ts";
import { lastDates, sumOf, sumsByDate, type Row } from "../support/ledger/row-oracle.ts";
import { examples, openTestLedger, type TestLedger } from "../support/ledger/test-ledger.ts";
import { createTestApp, type TestApp } from "../support/ledger/test-app.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Where clocks go forward or back, and where Apia skipped a date. */
const TURNS = [
  "2026-03-29T01:00:00Z",
  "2026-10-25T01:00:00Z",
  "2026-03-08T07:00:00Z",
  "2026-11-01T06:00:00Z",
  "2026-04-04T15:00:00Z",
  "2026-10-03T15:30:00Z",
  "2026-04-23T22:00:00Z",
  "2026-10-29T21:00:00Z",
  "2026-09-06T04:00:00Z",
  "2026-04-05T03:00:00Z",
  "2011-12-30T10:00:00Z",
  "2026-12-31T23:00:00Z",
  "2028-02-29T12:00:00Z",
].map((text) => Date.parse(text));

/** Now, near a turn or up to 95 days after it, so that each window meets it somewhere. */
const anyNow = fc
  .tuple(
    fc.constantFrom(...TURNS),
    fc.oneof(fc.integer({ min: -2 * DAY_MS, max: 2 * DAY_MS }), fc.integer({ min: 0, max: 95 * DAY_MS })),
  )
  .map(([turnMs, distanceMs]) => turnMs + distanceMs);

/** Runs up to 95 days back and two ahead; many within a millisecond of a quarter of an hour, where days meet. */
const anyRunAge = fc.oneof(
  fc.integer({ min: -2 * DAY_MS, max: 95 * DAY_MS }),
  fc.integer({ min: -36 * HOUR_MS, max: 36 * HOUR_MS }),
);
const anyRun = fc.record({
  ageMs: anyRunAge,
  edge: fc.option(fc.constantFrom(-1, 0, 1)),
  costNanoUsd: fc.option(fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.constantFrom(1n, 10n ** 15n)), {
    freq: 5,
  }),
});

let nowMs = 0;
let temporary: TestLedger;
let app: TestApp;
let count = 0;

beforeAll(async () => {
  temporary = await openTestLedger(() => nowMs);
  app = createTestApp({ ledger: temporary.ledger, now: () => nowMs });
});

afterAll(() => temporary.remove());

async function summaryOf(user: string, period: Period, timeZone: string): Promise<Summary> {
  const answer = await app.get(`/api/scraper-runs/summary?period=${period}&tz=${encodeURIComponent(timeZone)}`, user);
  return summarySchema.parse(answer.body);
}

async function chartOf(user: string, timeRange: TimeRange, timeZone: string): Promise<SpendingChart> {
  const answer = await app.get(
    `/api/dashboard/spending-chart?timeRange=${timeRange}&tz=${encodeURIComponent(timeZone)}`,
    user,
  );
  return spendingChartSchema.parse(answer.body);
}

const toSum = (summary: Summary) => ({
  costNanoUsd: BigInt(summary.totalCostNanoUsd),
  runs: summary.totalRuns,
  runsWithoutCost: summary.runsWithoutCost,
});

const sumOfChart = (chart: SpendingChart) => ({
  costNanoUsd: chart.reduce((sum, day) => sum + BigInt(day.costNanoUsd), 0n),
  runs: chart.reduce((sum, day) => sum + day.runs, 0),
  runsWithoutCost: chart.reduce((sum, day) => sum + day.runsWithoutCost, 0),
});

/** Written in plain SQL, so that nothing but the answers is Décompte's. */
async function write(
  user: string,
  runs: readonly { ageMs: number; edge: number | null; costNanoUsd: bigint | null }[],
): Promise<Row[]> {
  const rows = runs.map(({ ageMs, edge, costNanoUsd }, index) => {
    const startMs = nowMs - ageMs;
    return {
      userId: user,
      runId: `run-${index}`,
      source: "import",
      status: "SUCCEEDED",
      costNanoUsd,
      createdAtMs: edge === null ? startMs : startMs - (startMs % (HOUR_MS / 4)) + edge,
    };
  });
  await temporary.byHand.insert(rows);
  return rows;
}

describe.each(TIME_ZONES)("in %s, around every turn of the clocks", (timeZone) => {
  test("each day holds the runs that a calendar puts on its date, and the periods are exact sums of days", async () => {
    await fc.assert(
      fc.asyncProperty(anyNow, fc.array(anyRun, { maxLength: 40 }), async (now, runs) => {
        nowMs = now;
        count += 1;
        const user = `${timeZone}-${count}`;
        const rows = await write(user, runs);

        for (const [timeRange, days] of Object.entries(TIME_RANGE_DAYS)) {
          const chart = await chartOf(user, timeRange as TimeRange, timeZone);
          const dates = lastDates(days, nowMs, timeZone);
          expect(chart.map(({ date }) => date)).toEqual(dates);
          expect(
            chart.map((day) => ({
              costNanoUsd: BigInt(day.costNanoUsd),
              runs: day.runs,
              runsWithoutCost: day.runsWithoutCost,
            })),
          ).toEqual(sumsByDate(rows, dates, timeZone));
        }
        const week = await chartOf(user, "7d", timeZone);
        const month = await chartOf(user, "30d", timeZone);
        expect(toSum(await summaryOf(user, "day", timeZone))).toEqual(sumOfChart(week.slice(-PERIOD_DAYS.day)));
        expect(toSum(await summaryOf(user, "week", timeZone))).toEqual(sumOfChart(week));
        expect(toSum(await summaryOf(user, "month", timeZone))).toEqual(sumOfChart(month));
        expect(toSum(await summaryOf(user, "all", timeZone))).toEqual(sumOf(rows));
      }),
      { numRuns: examples(40) },
    );
  });
});

describe("a run at an edge", () => {
  const at = async (now: string, start: string, timeZone: string) => {
    nowMs = Date.parse(now);
    count += 1;
    const user = `edge-${count}`;
    await write(user, [{ ageMs: nowMs - Date.parse(start), edge: null, costNanoUsd: 5n }]);
    const chart = await chartOf(user, "7d", timeZone);
    return chart.filter(({ runs }) => runs > 0).map(({ date }) => date);
  };

  test("of a day of 23 hours belongs to the day on which it started", async () => {
    expect(await at("2026-03-30T10:00:00Z", "2026-03-28T22:59:59.999Z", "Europe/Paris")).toEqual(["2026-03-28"]);
    expect(await at("2026-03-30T10:00:00Z", "2026-03-28T23:00:00.000Z", "Europe/Paris")).toEqual(["2026-03-29"]);
    expect(await at("2026-03-30T10:00:00Z", "2026-03-29T21:59:59.999Z", "Europe/Paris")).toEqual(["2026-03-29"]);
    expect(await at("2026-03-30T10:00:00Z", "2026-03-29T22:00:00.000Z", "Europe/Paris")).toEqual(["2026-03-30"]);
  });

  test("of a day of 25 hours belongs to the day on which it started", async () => {
    expect(await at("2026-10-26T10:00:00Z", "2026-10-24T22:00:00.000Z", "Europe/Paris")).toEqual(["2026-10-25"]);
    expect(await at("2026-10-26T10:00:00Z", "2026-10-25T22:59:59.999Z", "Europe/Paris")).toEqual(["2026-10-25"]);
    expect(await at("2026-10-26T10:00:00Z", "2026-10-25T23:00:00.000Z", "Europe/Paris")).toEqual(["2026-10-26"]);
  });

  test("in the future shows from its day on, and is not lost before", async () => {
    expect(await at("2026-11-22T10:00:00Z", "2026-11-22T23:30:00Z", "UTC")).toEqual(["2026-11-22"]);
    expect(await at("2026-11-22T10:00:00Z", "2026-11-23T00:00:00Z", "UTC")).toEqual([]);
    const user = `edge-${count}`;
    expect(await summaryOf(user, "all", "UTC")).toMatchObject({ totalRuns: 1, totalCostNanoUsd: "5" });
    nowMs += DAY_MS;
    expect(await summaryOf(user, "day", "UTC")).toMatchObject({ totalRuns: 1 });
  });
});

test("a sum that no binary number holds is told to its last digit", async () => {
  nowMs = Date.parse("2026-11-22T10:00:00Z");
  const runs = Array.from({ length: 20 }, () => ({ ageMs: 0, edge: null, costNanoUsd: 10n ** 15n - 1n }));
  await write("rich", runs);
  const summary = await summaryOf("rich", "week", "UTC");
  expect(summary.totalCostNanoUsd).toBe(String(20n * (10n ** 15n - 1n)));
  expect(summary.totalCostUsd).toBe(19_999_999.999_999_98);
});
