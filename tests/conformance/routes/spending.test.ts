import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { spendingChartSchema } from "../../../shared/api/spending-chart.ts";
import { summarySchema } from "../../../shared/api/summary.ts";
import { openTestLedger, type TestLedger } from "../../support/ledger/test-ledger.ts";
import { createTestApp, type TestApp } from "../../support/ledger/test-app.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");

let temporary: TestLedger;
let app: TestApp;

beforeAll(async () => {
  temporary = await openTestLedger(() => NOW);
  app = createTestApp({ ledger: temporary.ledger, now: () => NOW });
  const runs = [
    { runId: "today", costUsd: 0.1, createdAt: "2026-11-22T09:00:00Z" },
    { runId: "today-unknown", costUsd: null, createdAt: "2026-11-22T09:30:00Z" },
    { runId: "six-days-ago", costUsd: 0.2, createdAt: "2026-11-16T00:00:00Z" },
    { runId: "seven-days-ago", costUsd: 1, createdAt: "2026-11-15T23:59:59.999Z" },
    { runId: "29-days-ago", costUsd: 2, createdAt: "2026-10-24T00:00:00Z" },
    { runId: "years-ago", costUsd: 40, createdAt: "2020-01-01T00:00:00Z" },
  ];
  for (const run of runs) {
    const body = { scraperId: "actor", source: "scraping", status: "SUCCEEDED", ...run };
    await app.send("POST", "/api/scraper-runs", { body });
  }
});

afterAll(() => temporary.remove());

/** The period before, until the time of day that it is now. */
const nothingBetween = (first: string, last: string) => ({
  from: `${first}T00:00:00.000Z`,
  until: `${last}T10:00:00.000Z`,
  totalCostUsd: 0,
  totalCostNanoUsd: "0",
  totalRuns: 0,
  runsWithoutCost: 0,
});

describe("the summary", () => {
  test.each([
    ["day", 0.1, "100000000", 2, nothingBetween("2026-11-21", "2026-11-21")],
    ["week", 0.3, "300000000", 3, nothingBetween("2026-11-09", "2026-11-15")],
    ["month", 3.3, "3300000000", 5, nothingBetween("2026-09-24", "2026-10-23")],
    ["all", 43.3, "43300000000", 6, null],
  ] as const)(
    "of %s is exact and counts the runs without cost",
    async (period, totalCostUsd, totalCostNanoUsd, totalRuns, previous) => {
      const { status, body } = await app.get(`/api/scraper-runs/summary?period=${period}`);
      expect(status).toBe(200);
      expect(summarySchema.parse(body)).toEqual({
        period,
        totalCostUsd,
        totalCostNanoUsd,
        totalRuns,
        runsWithoutCost: 1,
        completeFrom: null,
        previous,
      });
    },
  );

  test("tells from when on the ledger is complete", async () => {
    const complete = { fromMs: NOW - 31 * 86_400_000, toMs: NOW };
    const { id } = await temporary.ledger.startImport("carol", { ...complete, isReset: false });
    await temporary.ledger.endImport("carol", id, { state: "completed", keptFromMs: null, complete });
    const { body } = await app.get("/api/scraper-runs/summary?period=all", "carol");
    expect(body).toMatchObject({ completeFrom: "2026-10-22T10:00:00.000Z" });
  });

  test("of somebody without runs is zero", async () => {
    const { body } = await app.get("/api/scraper-runs/summary?period=all", "bob");
    expect(body).toMatchObject({ totalCostUsd: 0, totalCostNanoUsd: "0", totalRuns: 0, runsWithoutCost: 0 });
  });

  test.each(["", "?period=", "?period=year", "?period=Day", "?period=day%00"])(
    "refuses the period of %j and names the allowed ones",
    async (query) => {
      const { status, body } = await app.get(`/api/scraper-runs/summary${query}`);
      expect(status).toBe(400);
      expect(body).toMatchObject({
        error: {
          code: "invalid_request",
          message: 'Parameter "period" must be one of day, week, month, all',
          details: { parameter: "period", allowed: ["day", "week", "month", "all"] },
        },
      });
    },
  );

  test("names the parameter of a wrong zone", async () => {
    const { status, body } = await app.get("/api/scraper-runs/summary?period=day&tz=Mars/Olympus");
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: {
        message: 'Parameter "tz" must be an IANA time zone such as "Europe/Paris"',
        details: { parameter: "tz" },
      },
    });
  });

  test("ignores what it does not know", async () => {
    const { status } = await app.get("/api/scraper-runs/summary?period=day&colour=red&limit=x");
    expect(status).toBe(200);
  });
});

describe("the daily curve", () => {
  test.each([
    ["7d", 7],
    ["30d", 30],
    ["90d", 90],
  ])("of %s has %d days, oldest first, today last", async (timeRange, days) => {
    const { status, body } = await app.get(`/api/dashboard/spending-chart?timeRange=${timeRange}`);
    const chart = spendingChartSchema.parse(body);
    expect(status).toBe(200);
    expect(chart).toHaveLength(days);
    expect(chart.map(({ date }) => date)).toEqual(chart.map(({ date }) => date).toSorted());
    expect(chart.at(-1)).toEqual({
      date: "2026-11-22",
      costUsd: 0.1,
      costNanoUsd: "100000000",
      runs: 2,
      runsWithoutCost: 1,
    });
    expect(chart.at(-2)).toEqual({ date: "2026-11-21", costUsd: 0, costNanoUsd: "0", runs: 0, runsWithoutCost: 0 });
  });

  test("follows the zone: what was today in UTC is tomorrow in Kolkata and yesterday in New York", async () => {
    const late = {
      runId: "late",
      scraperId: "a",
      source: "s",
      status: "SUCCEEDED",
      costUsd: 1,
      createdAt: "2026-11-21T20:00:00Z",
    };
    await app.send("POST", "/api/scraper-runs", { body: late, as: "carol" });
    const dateIn = async (timeZone: string) => {
      const { body } = await app.get(`/api/dashboard/spending-chart?timeRange=7d&tz=${timeZone}`, "carol");
      return spendingChartSchema.parse(body).find(({ runs }) => runs > 0)?.date;
    };
    expect(await dateIn("UTC")).toBe("2026-11-21");
    expect(await dateIn("Asia/Kolkata")).toBe("2026-11-22");
    expect(await dateIn("America/New_York")).toBe("2026-11-21");
  });

  test.each(["", "?timeRange=7", "?timeRange=7D", "?timeRange=365d"])(
    "refuses the range of %j and names the allowed ones",
    async (query) => {
      const { status, body } = await app.get(`/api/dashboard/spending-chart${query}`);
      expect(status).toBe(400);
      expect(body).toMatchObject({ error: { details: { parameter: "timeRange", allowed: ["7d", "30d", "90d"] } } });
    },
  );

  test("names the parameter of a wrong zone", async () => {
    const { status, body } = await app.get("/api/dashboard/spending-chart?timeRange=7d&tz=%2B02:00");
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { details: { parameter: "tz" } } });
  });
});
