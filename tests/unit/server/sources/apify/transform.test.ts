import { describe, expect, test } from "vitest";
import type { RunReading } from "../../../../../server/ledger/ledger.ts";
import { runDetailSchema } from "../../../../../server/sources/apify/answers.ts";
import {
  goneRun,
  importedRun,
  listedCost,
  vanishedRun,
  type ReadingContext,
} from "../../../../../server/sources/apify/transform.ts";

const READ_AT_MS = Date.parse("2026-11-22T10:00:00Z");

/** A detail as Apify sends it, with what the case is about. */
const recorded = (facts: object) => ({
  id: "HG7ML7M8z78YcAPEB",
  actId: "nFJndFXA5zjCTuudP",
  userId: "N6xhVk9nGQm3hS6vk",
  status: "SUCCEEDED",
  startedAt: "2026-11-22T09:30:00.000Z",
  finishedAt: "2026-11-22T09:30:10.703Z",
  meta: { origin: "API", clientIp: "203.0.113.7", userAgent: "ApifyClient" },
  stats: { inputBodyLen: 214, runTimeSecs: 10.703, computeUnits: 0.0029 },
  options: { build: "latest", timeoutSecs: 604_800, memoryMbytes: 1024 },
  ...facts,
});

const STARTED_AT_MS = Date.parse("2026-11-22T09:30:00Z");
const FINISHED_AT_MS = Date.parse("2026-11-22T09:30:10.703Z");

const imported = (facts: object, context: Partial<ReadingContext> = {}) =>
  importedRun(runDetailSchema.parse(recorded(facts)), {
    listed: null,
    known: null,
    readAtMs: READ_AT_MS,
    ...context,
  });

/** What the ledger knows of the run once it has settled at ten cents. */
const settled: RunReading = {
  runId: "HG7ML7M8z78YcAPEB",
  scraperId: "nFJndFXA5zjCTuudP",
  status: "SUCCEEDED",
  costNanoUsd: 100_000_000n,
  createdAtMs: STARTED_AT_MS,
  finishedAtMs: FINISHED_AT_MS,
  costReadAtMs: FINISHED_AT_MS + 20_000,
  costReadNanoUsd: 100_000_000n,
  costAgreedAtMs: FINISHED_AT_MS + 5_000,
  settledAtMs: FINISHED_AT_MS + 20_000,
  nextReadAtMs: null,
  repriced: null,
  listedNanoUsd: 100_000_000n,
  goneAtMs: null,
  importId: 3,
};
const provisional: RunReading = { ...settled, settledAtMs: null, nextReadAtMs: FINISHED_AT_MS + 30_000 };

const listed = {
  id: settled.runId,
  actId: settled.scraperId,
  status: "SUCCEEDED",
  startedAt: STARTED_AT_MS,
  finishedAt: FINISHED_AT_MS,
};

const payPerEvent = (charged: Record<string, number>, accounted: Record<string, number> = charged) => ({
  pricingInfo: { pricingModel: "PAY_PER_EVENT", pricingPerEvent: { actorChargeEvents: {} } },
  platformUsageBillingModel: "DEVELOPER",
  chargedEventCounts: charged,
  accountedChargedEventCounts: accounted,
});

const usageUsd = {
  ACTOR_COMPUTE_UNITS: 0.00556,
  KEY_VALUE_STORE_READS: 0.000005,
  KEY_VALUE_STORE_WRITES: 0.00005,
  DATA_TRANSFER_EXTERNAL_GBYTES: 0.0000061830505728715,
  DATASET_WRITES: null,
};

describe("the cost of a run", () => {
  test.each([
    [
      "that was charged for its start only",
      { ...payPerEvent({ "apify-actor-start": 1 }), usageTotalUsd: 0.00005 },
      50_000n,
    ],
    ["of one's own Actor", { platformUsageBillingModel: "USER", usageTotalUsd: 0.000516 }, 516_000n],
    ["of a few reads", { platformUsageBillingModel: "USER", usageTotalUsd: 0.0000845 }, 84_500n],
    ["paid by usage, at full precision", { usageTotalUsd: 0.0056211830505728715, usageUsd }, 5_621_183n],
    [
      "priced by event, once settled",
      { ...payPerEvent({ "search-page-scraped": 3 }), usageTotalUsd: 0.012 },
      12_000_000n,
    ],
    ["of one profile", { ...payPerEvent({ "profile-scraped": 1 }), usageTotalUsd: 0.0026 }, 2_600_000n],
    ["of ten jobs", { ...payPerEvent({ result: 10 }), usageTotalUsd: 0.05 }, 50_000_000n],
    ["of 500 places", { ...payPerEvent({ "place-scraped": 500 }), usageTotalUsd: 2.0002 }, 2_000_200_000n],
    [
      "that ran into its time limit",
      { ...payPerEvent({ post: 1000 }), status: "TIMED-OUT", usageTotalUsd: 1.7 },
      1_700_000_000n,
    ],
    ["that failed half-way", { ...payPerEvent({ review: 70 }), status: "FAILED", usageTotalUsd: 0.31 }, 310_000_000n],
    ["of 2,500 rows", { ...payPerEvent({ rfq: 2500 }), usageTotalUsd: 35.85 }, 35_850_000_000n],
    ["of a great crawl, aborted", { status: "ABORTED", usageTotalUsd: 51.2 }, 51_200_000_000n],
    ["that still runs, so far", { status: "RUNNING", finishedAt: null, usageTotalUsd: 0.4 }, 400_000_000n],
    ["that is being aborted, so far", { status: "ABORTING", finishedAt: null, usageTotalUsd: 0.1 }, 100_000_000n],
    ["that ended and was free", { usageTotalUsd: 0 }, 0n],
    ["that charged nothing", { ...payPerEvent({ result: 0 }), usageTotalUsd: 0 }, 0n],
  ])("%s is what the detail says", (_, facts, costNanoUsd) => {
    expect(imported(facts).costNanoUsd).toBe(costNanoUsd);
  });

  test.each([
    ["the detail leaves out", {}],
    ["the detail says null of", { usageTotalUsd: null }],
    ["is priced by item, of somebody else's Actor", { pricingInfo: { pricingModel: "PRICE_PER_DATASET_ITEM" } }],
    ["has not started", { status: "READY", finishedAt: null, usageTotalUsd: 0 }],
    ["runs and has charged nothing so far", { status: "RUNNING", finishedAt: null, usageTotalUsd: 0 }],
    ["is timing out with a zero", { status: "TIMING-OUT", finishedAt: null, usageTotalUsd: 0 }],
    ["has charged events that are not accounted", { ...payPerEvent({ result: 10 }, { result: 0 }), usageTotalUsd: 0 }],
    [
      "has charged events of which none is listed as accounted",
      { ...payPerEvent({ result: 10 }, {}), usageTotalUsd: 0 },
    ],
  ])("that %s is not known, never zero", (_, facts) => {
    expect(imported(facts).costNanoUsd).toBeNull();
  });
});

describe("an imported run", () => {
  test("keeps what Apify tells of it", () => {
    expect(imported({ ...payPerEvent({ "apify-default-dataset-item": 37 }), usageTotalUsd: 0.1 })).toEqual({
      runId: "HG7ML7M8z78YcAPEB",
      scraperId: "nFJndFXA5zjCTuudP",
      status: "SUCCEEDED",
      costNanoUsd: 100_000_000n,
      itemCount: 37,
      usageDetails: {
        origin: "API",
        pricingModel: "PAY_PER_EVENT",
        platformUsageBillingModel: "DEVELOPER",
        computeUnits: 0.0029,
        runTimeSecs: 10.703,
        chargedEventCounts: { "apify-default-dataset-item": 37 },
      },
      createdAtMs: STARTED_AT_MS,
      finishedAtMs: FINISHED_AT_MS,
      costReadAtMs: READ_AT_MS,
      settling: {
        costReadNanoUsd: 100_000_000n,
        costAgreedAtMs: READ_AT_MS,
        settledAtMs: null,
        nextReadAtMs: READ_AT_MS + 10_000,
        repriced: null,
      },
      listedNanoUsd: null,
      goneAtMs: null,
      origin: "API",
    });
  });

  test("keeps its usage in dollars, and neither the address nor the program of who started it", () => {
    const run = imported({ usageTotalUsd: 0.1, usageUsd });
    expect(run.usageDetails).toMatchObject({ usageUsd });
    expect(JSON.stringify(run.usageDetails)).not.toMatch(/203\.0\.113\.7|ApifyClient/);
  });

  test("knows no end while it runs, and no count where none is told", () => {
    expect(imported({ status: "RUNNING", finishedAt: null })).toMatchObject({ finishedAtMs: null, itemCount: null });
    expect(imported({ status: "RUNNING", finishedAt: undefined }).finishedAtMs).toBeNull();
  });

  test("keeps what the list said of its cost apart from the cost", () => {
    const context = { listed: { ...listed, usageTotalUsd: 0.004_014_751_284_706_923 } };
    expect(imported({ usageTotalUsd: 0.1 }, context)).toMatchObject({
      costNanoUsd: 100_000_000n,
      listedNanoUsd: 4_014_751n,
    });
  });

  test.each([null, undefined])("knows no cost of the list's where that is %j", (usageTotalUsd) => {
    expect(listedCost({ ...listed, usageTotalUsd })).toBeNull();
  });
});

describe("a run that is read again", () => {
  test("settles where both readings agree", () => {
    expect(imported({ usageTotalUsd: 0.1 }, { known: provisional })).toMatchObject({
      costNanoUsd: 100_000_000n,
      settling: { settledAtMs: READ_AT_MS, nextReadAtMs: null },
    });
  });

  test("keeps its cost once settled, with another price of Apify's beside it, and its details of then", () => {
    const run = imported({ usageTotalUsd: 0.08, usageUsd }, { known: settled });
    expect(run).toMatchObject({
      costNanoUsd: 100_000_000n,
      usageDetails: null,
      costReadAtMs: READ_AT_MS,
      settling: {
        settledAtMs: settled.settledAtMs,
        costReadNanoUsd: 80_000_000n,
        repriced: { costNanoUsd: 80_000_000n, readAtMs: READ_AT_MS },
      },
    });
  });

  test("takes the new cost of a run that went on after its end", () => {
    const finishedAt = "2026-11-22T09:50:00.000Z";
    expect(imported({ usageTotalUsd: 0.3, finishedAt, usageUsd }, { known: settled })).toMatchObject({
      costNanoUsd: 300_000_000n,
      usageDetails: { usageUsd },
      settling: { settledAtMs: null, repriced: null },
    });
  });

  test("is not settled by two zeros while charged events are not accounted", () => {
    const unaccounted = { ...payPerEvent({ result: 10 }, { result: 0 }), usageTotalUsd: 0 };
    const known = { ...provisional, costNanoUsd: null, costReadNanoUsd: null };
    expect(imported(unaccounted, { known })).toMatchObject({ costNanoUsd: null, settling: { settledAtMs: null } });
  });

  test("is not settled by two parts of its cost while charged events are not accounted", () => {
    const unaccounted = { ...payPerEvent({ start: 1, page: 2 }, { start: 1 }), usageTotalUsd: 0.1 };
    const readAtMs = FINISHED_AT_MS + 60_000;
    expect(imported(unaccounted, { known: provisional, readAtMs }).settling).toMatchObject({
      settledAtMs: null,
      nextReadAtMs: FINISHED_AT_MS + 600_000,
    });
  });
});

describe("a run that Apify has deleted", () => {
  test("keeps what was known of it, and is not waited for", () => {
    expect(goneRun(provisional, READ_AT_MS)).toEqual({
      runId: provisional.runId,
      scraperId: provisional.scraperId,
      status: "SUCCEEDED",
      costNanoUsd: 100_000_000n,
      itemCount: null,
      usageDetails: null,
      createdAtMs: STARTED_AT_MS,
      finishedAtMs: FINISHED_AT_MS,
      costReadAtMs: provisional.costReadAtMs,
      settling: {
        costReadNanoUsd: 100_000_000n,
        costAgreedAtMs: provisional.costAgreedAtMs,
        settledAtMs: null,
        nextReadAtMs: null,
        repriced: null,
      },
      listedNanoUsd: 100_000_000n,
      goneAtMs: READ_AT_MS,
      origin: null,
    });
  });

  test("stays settled, and priced anew, as it was", () => {
    const repriced = { costNanoUsd: 80_000_000n, readAtMs: READ_AT_MS - 1 };
    expect(goneRun({ ...settled, repriced }, READ_AT_MS).settling).toMatchObject({
      settledAtMs: settled.settledAtMs,
      repriced,
    });
  });

  test("keeps when that was first said", () => {
    expect(goneRun({ ...settled, goneAtMs: 5 }, READ_AT_MS).goneAtMs).toBe(5);
  });

  test("of which only a feature told counts as read now", () => {
    expect(goneRun({ ...provisional, costReadAtMs: null }, READ_AT_MS).costReadAtMs).toBe(READ_AT_MS);
  });

  test("between the list and its detail is kept with an unknown cost, and is not waited for", () => {
    const short = { id: "a", actId: "b", status: "SUCCEEDED", startedAt: 1000, finishedAt: 2000, usageTotalUsd: 0.4 };
    expect(vanishedRun(short, READ_AT_MS)).toEqual({
      runId: "a",
      scraperId: "b",
      status: "SUCCEEDED",
      costNanoUsd: null,
      itemCount: null,
      usageDetails: null,
      createdAtMs: 1000,
      finishedAtMs: 2000,
      costReadAtMs: READ_AT_MS,
      settling: {
        costReadNanoUsd: null,
        costAgreedAtMs: READ_AT_MS,
        settledAtMs: null,
        nextReadAtMs: null,
        repriced: null,
      },
      listedNanoUsd: 400_000_000n,
      goneAtMs: READ_AT_MS,
      origin: null,
    });
  });
});

describe("a detail that can't be true is refused", () => {
  test.each([
    ["a negative cost", { usageTotalUsd: -0.5 }],
    ["a cost without end", { usageTotalUsd: Infinity }],
    ["a cost above what a run can be", { usageTotalUsd: 1_000_000.1 }],
    ["a cost in text", { usageTotalUsd: "0.1" }],
    ["a start that is no instant", { startedAt: "yesterday" }],
    ["a start before computers", { startedAt: "1969-07-20T20:17:40Z" }],
    ["no start", { startedAt: undefined }],
    ["an end that is no instant", { finishedAt: 12 }],
    ["an empty id", { id: "" }],
    ["no status", { status: undefined }],
    ["events that are not counted", { chargedEventCounts: { result: "ten" } }],
    ["fewer events than none", { chargedEventCounts: { "apify-default-dataset-item": -1 } }],
    ["half an event", { chargedEventCounts: { "apify-default-dataset-item": 1.5 } }],
  ])("%s", (_, facts) => {
    expect(runDetailSchema.safeParse(recorded(facts)).success).toBe(false);
  });

  test("what Apify sends without documenting it is passed over", () => {
    const facts = { eventUsage: { a: {} }, consoleUrl: "https://console.example", chargingStoppedAt: null };
    expect(runDetailSchema.safeParse(recorded(facts)).success).toBe(true);
  });
});
