import { describe, expect, test } from "vitest";
import { type ApiClient, createApiClient } from "../../../../electron/main/api-client.ts";
import { sampleBreakdown } from "../../../support/desktop-bridge/sample-breakdown.ts";
import { sampleRun } from "../../../support/desktop-bridge/sample-runs.ts";
import { ERROR_CODES } from "../../../../shared/errors.ts";
import { emptyImport } from "../../../support/desktop-main/fake-api.ts";
import {
  idleStatus,
  sampleChart,
  sampleShownSummary,
  sampleSummary,
} from "../../../support/desktop-bridge/sample-figures.ts";

const imported = { ...emptyImport, runsListed: 3, runsRecorded: 3, runsNew: 3 };
const runs = { runs: [], totalCostUsd: 0, totalCostNanoUsd: "0", totalRuns: 0, runsWithoutCost: 0, next: null };

function clientOver(answer: () => Response | Promise<Response>) {
  const requests: Request[] = [];
  let timeZone = "Europe/Paris";
  const client = createApiClient({
    fetch: (request) => {
      requests.push(request);
      return answer();
    },
    baseUrl: "http://embedded.invalid",
    timeZone: () => timeZone,
  });
  return {
    client,
    asked: () => requests.map(({ method, url }) => `${method} ${url.replace("http://embedded.invalid", "")}`),
    travel: (zone: string) => (timeZone = zone),
  };
}

const failure = (code: string, status: number, rest: object = {}) =>
  Response.json({ error: { code, message: `About ${code}`, requestId: "r1", ...rest } }, { status });

describe("a call", () => {
  test.each([
    [
      "summary",
      (client: ApiClient) => client.summary("week"),
      sampleSummary("week"),
      "GET /api/scraper-runs/summary?period=week&tz=Europe%2FParis",
    ],
    [
      "chart",
      (client: ApiClient) => client.spendingChart("7d"),
      sampleChart("7d"),
      "GET /api/dashboard/spending-chart?timeRange=7d&tz=Europe%2FParis",
    ],
    [
      "summary of a filter",
      (client: ApiClient) => client.summary("week", { scraperId: "a/b", status: "FAILED" }),
      sampleSummary("week"),
      "GET /api/scraper-runs/summary?period=week&scraperId=a%2Fb&status=FAILED&tz=Europe%2FParis",
    ],
    [
      "summary of days",
      (client: ApiClient) => client.rangeSummary({ from: "2026-11-01", to: "2026-11-09" }, { source: "import" }),
      sampleShownSummary({ from: "2026-11-01", to: "2026-11-09" }),
      "GET /api/scraper-runs/summary?from=2026-11-01&to=2026-11-09&source=import&tz=Europe%2FParis",
    ],
    [
      "chart of a filter",
      (client: ApiClient) => client.spendingChart("7d", { origin: "API" }),
      sampleChart("7d"),
      "GET /api/dashboard/spending-chart?timeRange=7d&origin=API&tz=Europe%2FParis",
    ],
    [
      "breakdown",
      (client: ApiClient) => client.breakdown("status", { from: "2026-11-01", to: "2026-11-09" }, { source: "import" }),
      sampleBreakdown("status"),
      "GET /api/scraper-runs/breakdown?by=status&from=2026-11-01&to=2026-11-09&source=import&tz=Europe%2FParis",
    ],
    [
      "run",
      (client: ApiClient) => client.run("../me?x"),
      { ...sampleRun(), costReadings: [] },
      "GET /api/scraper-runs/..%2Fme%3Fx",
    ],
    [
      "sorted runs of a search",
      (client: ApiClient) => client.runs({ q: "maps", sort: "cost", order: "asc", limit: 200, offset: 0 }),
      runs,
      "GET /api/scraper-runs?q=maps&sort=cost&order=asc&limit=200&offset=0&tz=Europe%2FParis",
    ],
    ["status", (client: ApiClient) => client.importStatus(), idleStatus, "GET /api/scraper-runs/backfill"],
    ["refresh", (client: ApiClient) => client.refresh(), imported, "POST /api/scraper-runs/refresh"],
    [
      "backfill",
      (client: ApiClient) => client.backfill(90, false),
      imported,
      "POST /api/scraper-runs/backfill?days=90&reset=0",
    ],
    [
      "reset",
      (client: ApiClient) => client.backfill(30, true),
      imported,
      "POST /api/scraper-runs/backfill?days=30&reset=1",
    ],
    [
      "runs",
      (client: ApiClient) => client.runs({ limit: 10, offset: 20 }),
      runs,
      "GET /api/scraper-runs?limit=10&offset=20&tz=Europe%2FParis",
    ],
    [
      "reconciliation",
      (client: ApiClient) => client.reconciliation(),
      { state: "not-allowed" },
      "GET /api/reconciliation",
    ],
    [
      "reconciliation of a former cycle",
      (client: ApiClient) => client.reconciliation("2026-11-14"),
      { state: "not-allowed" },
      "GET /api/reconciliation?date=2026-11-14",
    ],
  ])("for the %s asks the contract's path and answers its body", async (_, call, body, asked) => {
    const over = clientOver(() => Response.json(body));
    expect(await call(over.client)).toEqual(body);
    expect(over.asked()).toEqual([asked]);
  });

  test.each([
    [
      "spent",
      (client: ApiClient) =>
        client.spent({ fromMs: Date.UTC(2026, 10, 1), toMs: Date.UTC(2026, 11, 1), scraperId: null }),
      { ...runs, totalCostNanoUsd: "9007199254740993" },
      "GET /api/scraper-runs?from=2026-11-01T00%3A00%3A00.000Z&to=2026-11-30T23%3A59%3A59.999Z&limit=1",
      { spentNanoUsd: 9_007_199_254_740_993n, runsWithoutCost: 0 },
    ],
    [
      "days",
      (client: ApiClient) => client.days({ scraperId: "apify/web-scraper", timeZone: "Asia/Tokyo" }),
      sampleChart("90d"),
      "GET /api/dashboard/spending-chart?timeRange=90d&tz=Asia%2FTokyo&scraperId=apify%2Fweb-scraper",
      sampleChart("90d").map(({ date, costNanoUsd, runsWithoutCost }) => ({
        date,
        costNanoUsd: BigInt(costNanoUsd),
        runsWithoutCost,
      })),
    ],
    [
      "scrapers",
      (client: ApiClient) => client.scrapers(),
      { scrapers: [{ scraperId: "a", actor: null }] },
      "GET /api/scrapers",
      [{ scraperId: "a", actor: null }],
    ],
  ])("for %s asks the contract's path and answers exact amounts", async (_, call, body, asked, answer) => {
    const over = clientOver(() => Response.json(body));
    expect(await call(over.client)).toEqual(answer);
    expect(over.asked()).toEqual([asked]);
  });

  test("to cancel needs no body in return", async () => {
    const over = clientOver(() => new Response(null, { status: 204 }));
    await expect(over.client.cancelImport()).resolves.toBeUndefined();
    expect(over.asked()).toEqual(["DELETE /api/scraper-runs/backfill"]);
  });

  test("asks in the zone of the moment", async () => {
    const over = clientOver(() => Response.json(sampleSummary("day")));
    await over.client.summary("day");
    over.travel("America/New_York");
    await over.client.summary("day");
    expect(over.asked()[1]).toContain("tz=America%2FNew_York");
  });
});

describe("a failure", () => {
  test.each(ERROR_CODES)("with code %s keeps it, and its words", async (code) => {
    const { client } = clientOver(() => failure(code, 500));
    await expect(client.refresh()).rejects.toMatchObject({ code, message: `About ${code}`, details: undefined });
  });

  test("keeps its details", async () => {
    const details = { parameter: "period", allowed: ["day"] };
    const { client } = clientOver(() => failure("invalid_request", 400, { details }));
    await expect(client.summary("day")).rejects.toMatchObject({ code: "invalid_request", details });
  });

  test.each([
    ["a page", () => new Response("<h1>Bad gateway</h1>", { status: 502 })],
    ["an empty body", () => new Response(null, { status: 502 })],
    ["JSON of another form", () => Response.json({ message: "no" }, { status: 502 })],
    ["a code that nobody knows", () => failure("teapot", 502)],
  ])("told by %s is internal, with the status alone in its words", async (_, answer) => {
    const { client } = clientOver(answer);
    await expect(client.refresh()).rejects.toMatchObject({
      code: "internal",
      message: "The server answered with status 502",
    });
  });
});

describe("an answer that is not the contract's", () => {
  test.each([
    ["a page", () => new Response("<h1>Sign in</h1>")],
    ["an amount that is no number", () => Response.json({ ...sampleSummary("day"), totalCostNanoUsd: "1e9" })],
    ["a field less", () => Response.json({ period: "day" })],
    ["another shape", () => Response.json([])],
  ])("is refused: %s", async (_, answer) => {
    await expect(clientOver(answer).client.summary("day")).rejects.toBeInstanceOf(Error);
  });
});
