import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { serveLedger, USER, type ServedLedger } from "../../support/client/served-ledger.ts";

const KEY = "dk_canary0000000000000000000000000000";

/** What Apify answers to the start of a run; the stand-in only reads. */
let answerOfApify: { status: number; body: unknown };
const apify = createServer((request, response) => {
  request.resume();
  response.writeHead(answerOfApify.status, { "content-type": "application/json" });
  response.end(JSON.stringify(answerOfApify.body));
});

let served: ServedLedger;
let post: (request: Request) => Promise<Response>;

beforeAll(async () => {
  served = await serveLedger(KEY);
  apify.listen(0, "127.0.0.1");
  await once(apify, "listening");
  vi.stubEnv("DECOMPTE_URL", served.address);
  vi.stubEnv("DECOMPTE_API_KEY", KEY);
  vi.stubEnv("APIFY_TOKEN", "apify_api_canary");
  vi.stubEnv("APIFY_API_BASE_URL", `http://127.0.0.1:${(apify.address() as AddressInfo).port}`);
  vi.stubEnv("NO_PROXY", "127.0.0.1");
  ({ POST: post } = await import("../../../examples/nextjs-route/app/api/scrape/route.ts"));
});

afterAll(async () => {
  vi.unstubAllEnvs();
  apify.closeAllConnections();
  apify.close();
  await served.stop();
});

beforeEach(() => served.sql.execute("delete from scraper_runs"));

const scrape = () => post(new Request("https://app.test/api/scrape", { method: "POST", body: '{"search":"a"}' }));

const ended = (status: string) => ({
  status: 201,
  body: {
    data: {
      id: "HG7ML7M8z78YcAPEB",
      actId: "shu8hvrXbJbY3Eb9W",
      status,
      startedAt: "2026-11-22T09:58:00.000Z",
      finishedAt: "2026-11-22T09:58:20.000Z",
      usageTotalUsd: 0.012,
    },
  },
});

test.each(["SUCCEEDED", "FAILED"])("a run that ends as %s is recorded by the one line of the route", async (status) => {
  answerOfApify = ended(status);
  const response = await scrape();
  expect(await response.json()).toEqual({ runId: "HG7ML7M8z78YcAPEB", status });
  expect(await served.ledger.findRun(USER, "HG7ML7M8z78YcAPEB")).toMatchObject({
    scraperId: "apify/instagram-scraper",
    source: "scraping",
    status,
    costNanoUsd: 12_000_000n,
    createdAtMs: Date.parse("2026-11-22T09:58:00.000Z"),
  });
});

test("a start that Apify refuses is recorded as failed, and the route fails by Apify's own error", async () => {
  const error = { type: "not-enough-usage-to-run-paid-actor", message: "The monthly limit is reached" };
  answerOfApify = { status: 402, body: { error } };
  await expect(scrape()).rejects.toThrow("The monthly limit is reached");
  const { runs } = await served.ledger.listRuns(USER, {}, { limit: 10, offset: 0 });
  expect(runs).toMatchObject([
    { status: "FAILED", source: "scraping", costNanoUsd: null, usageDetails: { error: "ApifyApiError" } },
  ]);
});
