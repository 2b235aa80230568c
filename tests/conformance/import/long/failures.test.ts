import { describe, expect, onTestFinished, test } from "vitest";
import { RUNS_PER_COMMIT } from "../../../../server/services/import/run-import.ts";
import { importStatusSchema } from "../../../../shared/api/backfill.ts";
import { errorAnswerSchema } from "../../../../shared/api/error.ts";
import { generateRuns } from "../../../support/apify/generate-runs.ts";
import type { Fault } from "../../../support/apify/fault.ts";
import { StandInAccount } from "../../../support/apify/stand-in-account.ts";
import { startApifyStandIn } from "../../../support/apify/stand-in.ts";
import { differencesFromApify, readRowsWithinApify } from "../../../support/ledger/compare-with-apify.ts";
import { startImportBench, type ImportBench } from "../../../support/ledger/import-bench.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const DAY_MS = 86_400_000;
const BACKFILL = "/api/scraper-runs/backfill";
const REFRESH = "/api/scraper-runs/refresh";

const aList = { path: /^\/v2\/actor-runs$/ };
const aDetail = { path: /^\/v2\/actor-runs\/./ };

/** Runs that make more than one commit. */
const RUNS = RUNS_PER_COMMIT + 30;
const INTO_THE_SECOND_COMMIT = RUNS_PER_COMMIT + 20;

async function start(count = RUNS): Promise<ImportBench> {
  const runs = generateRuns({ count, seed: 5, from: new Date(NOW - 80 * DAY_MS), to: new Date(NOW - 3_600_000) });
  const bench = await startImportBench(new StandInAccount({ runs }), NOW);
  onTestFinished(() => bench.stop());
  return bench;
}

describe("a trouble that passes is not noticed", () => {
  const troubles: readonly (readonly [string, Fault])[] = [
    ["429", { kind: "rate-limited" }],
    ["429 with a Retry-After", { kind: "rate-limited", retryAfterSeconds: 20 }],
    ["500", { kind: "status", status: 500 }],
    ["502", { kind: "status", status: 502 }],
    ["503", { kind: "status", status: 503 }],
    ["a body that is cut", { kind: "cut-body" }],
    ["a connection that is reset", { kind: "reset" }],
  ];

  test.each(troubles)("%s, on the list and on details", async (_, fault) => {
    const bench = await start(40);
    bench.standIn.fail({ match: aList, times: 2, with: fault });
    bench.standIn.fail({ match: aDetail, after: 10, times: 5, with: fault });
    expect((await bench.app.send("POST", BACKFILL)).status).toBe(200);
    expect(await differencesFromApify(bench)).toEqual([]);
    expect(bench.waitsMs.length).toBe(7);
    const hasRetryAfter = fault.kind === "rate-limited" && fault.retryAfterSeconds !== undefined;
    expect(bench.waitsMs.filter((ms) => ms === 20_000)).toHaveLength(hasRetryAfter ? 7 : 0);
  });
});

describe("a trouble that stays", () => {
  const troubles: readonly (readonly [string, string, number, Fault])[] = [
    ["429", "apify_rate_limited", 503, { kind: "rate-limited" }],
    ["429 for an hour", "apify_rate_limited", 503, { kind: "rate-limited", retryAfterSeconds: 3_600 }],
    ["500", "apify_unreachable", 502, { kind: "status", status: 500 }],
    ["503", "apify_unreachable", 502, { kind: "status", status: 503 }],
    ["a body that is cut", "apify_unreachable", 502, { kind: "cut-body" }],
    ["a connection that is reset", "apify_unreachable", 502, { kind: "reset" }],
    ["JSON that stops in the middle", "apify_bad_answer", 502, { kind: "truncated-json" }],
    ["a sign-in page", "apify_bad_answer", 502, { kind: "html" }],
    ["JSON of another service", "apify_bad_answer", 502, { kind: "foreign-shape" }],
    ["a list in place of an object", "apify_bad_answer", 502, { kind: "foreign-shape", body: [1, 2] }],
    ["data of another form", "apify_bad_answer", 502, { kind: "foreign-shape", body: { data: { items: "none" } } }],
    ["401", "apify_token_refused", 502, { kind: "unauthorized" }],
    ["403", "apify_forbidden", 502, { kind: "insufficient-permissions" }],
  ];

  test.each(troubles)(
    "%s ends the import as %s; what was committed stays, and the next refresh goes on",
    async (_, code, httpStatus, fault) => {
      const bench = await start();
      const takeBack = bench.standIn.fail({ match: aDetail, after: INTO_THE_SECOND_COMMIT, with: fault });
      const { status, body, text } = await bench.app.send("POST", BACKFILL);
      expect(status).toBe(httpStatus);
      expect(body).toMatchObject({ error: { code } });
      expect(text).not.toContain(bench.account.token);
      expect(await readRowsWithinApify(bench)).toHaveLength(RUNS_PER_COMMIT);
      expect((await bench.app.get(BACKFILL)).body).toMatchObject({
        state: "idle",
        progress: null,
        lastCompletedAt: null,
        lastFailure: { code, at: "2026-11-22T10:00:00.000Z" },
        isIncomplete: true,
      });

      takeBack();
      bench.advance(3_600_000);
      bench.standIn.forgetRequests();
      expect((await bench.app.send("POST", REFRESH)).status).toBe(200);
      expect(await differencesFromApify(bench)).toEqual([]);
      expect(bench.standIn.requests.filter(({ path }) => aDetail.path.test(path)).length).toBeLessThan(RUNS_PER_COMMIT);
      expect((await bench.app.get(BACKFILL)).body).toMatchObject({
        lastFailure: null,
        isIncomplete: false,
        lastCompletedAt: "2026-11-22T11:00:00.000Z",
      });
    },
  );

  test.each(troubles)("%s on the first page leaves an empty ledger and a clear reason", async (_, code, __, fault) => {
    const bench = await start(10);
    bench.standIn.fail({ match: aList, with: fault });
    expect((await bench.app.send("POST", BACKFILL)).body).toMatchObject({ error: { code } });
    expect(await readRowsWithinApify(bench)).toEqual([]);
    expect((await bench.app.get(BACKFILL)).body).toMatchObject({ lastFailure: { code } });
  });

  test("between two pages keeps the first page", async () => {
    const bench = await start(1_200);
    const takeBack = bench.standIn.fail({ match: aList, after: 1, with: { kind: "html" } });
    expect((await bench.app.send("POST", BACKFILL)).body).toMatchObject({ error: { code: "apify_bad_answer" } });
    expect(await readRowsWithinApify(bench)).toHaveLength(1_000);
    takeBack();
    bench.advance(60_000);
    await bench.app.send("POST", REFRESH);
    expect(await differencesFromApify(bench)).toEqual([]);
  });
});

describe("a short refresh that fails after the history was read", () => {
  async function startImported(): Promise<ImportBench> {
    const bench = await start(40);
    await bench.app.send("POST", REFRESH);
    bench.advance(300_000);
    return bench;
  }
  const statusOf = async (bench: ImportBench) => importStatusSchema.parse((await bench.app.get(BACKFILL)).body);

  test("leaves no hole in it, and the next one reads what was new", async () => {
    const bench = await startImported();
    const { id } = bench.account.addRun({ startedAtMs: bench.now() - 60_000, costUsd: 0.5 });
    const takeBack = bench.standIn.fail({ match: aDetail, with: { kind: "reset" } });
    expect((await bench.app.send("POST", REFRESH)).status).toBe(502);
    expect(await statusOf(bench)).toMatchObject({
      lastFailure: { code: "apify_unreachable" },
      lastCompletedAt: "2026-11-22T10:00:00.000Z",
      isIncomplete: false,
    });
    takeBack();
    bench.advance(300_000);
    expect((await bench.app.send("POST", REFRESH)).status).toBe(200);
    expect((await readRowsWithinApify(bench)).some(({ runId }) => runId === id)).toBe(true);
    expect(await differencesFromApify(bench)).toEqual([]);
    expect(await statusOf(bench)).toMatchObject({ lastFailure: null, isIncomplete: false });
  });

  test("or is let go of leaves none either", async () => {
    const bench = await startImported();
    bench.standIn.fail({ match: aList, with: { kind: "slow", delayMs: Infinity } });
    const done = bench.app.send("POST", REFRESH);
    await expect.poll(async () => (await statusOf(bench)).progress, { interval: 5 }).not.toBeNull();
    await bench.restart();
    await done;
    expect(await statusOf(bench)).toMatchObject({ state: "idle", isIncomplete: false });
  });

  test("asked for while the server stops is not begun", async () => {
    const bench = await startImported();
    await bench.importer.stop();
    bench.standIn.forgetRequests();
    expect((await bench.app.send("POST", REFRESH)).body).toMatchObject({ error: { code: "cancelled" } });
    expect(bench.standIn.requests).toEqual([]);
  });

  test("again and again for the same reason tells since when", async () => {
    const bench = await startImported();
    const takeBack = bench.standIn.fail({ match: aList, with: { kind: "reset" } });
    for (let count = 0; count < 3; count += 1) {
      await bench.app.send("POST", REFRESH);
      expect((await statusOf(bench)).lastFailure).toEqual({
        code: "apify_unreachable",
        at: "2026-11-22T10:05:00.000Z",
        retryAt: null,
      });
      bench.advance(300_000);
    }
    takeBack();
    bench.standIn.fail({ match: aList, with: { kind: "html" } });
    await bench.app.send("POST", REFRESH);
    expect((await statusOf(bench)).lastFailure).toEqual({
      code: "apify_bad_answer",
      at: "2026-11-22T10:20:00.000Z",
      retryAt: null,
    });
  });

  test("because Apify asked to wait tells until when", async () => {
    const bench = await startImported();
    bench.standIn.fail({ match: aList, with: { kind: "rate-limited", retryAfterSeconds: 3_600 } });
    await bench.app.send("POST", REFRESH);
    expect((await statusOf(bench)).lastFailure).toEqual({
      code: "apify_rate_limited",
      at: "2026-11-22T10:05:00.000Z",
      retryAt: "2026-11-22T11:05:00.000Z",
    });
  });

  test("goes on with a longer import that was cut before it", async () => {
    const bench = await startImported();
    const takeBack = bench.standIn.fail({ match: aList, with: { kind: "html" } });
    await bench.app.send("POST", `${BACKFILL}?days=365`);
    expect((await statusOf(bench)).isIncomplete).toBe(true);
    takeBack();
    expect((await bench.app.send("POST", REFRESH)).status).toBe(200);
    expect((await statusOf(bench)).isIncomplete).toBe(false);
  });
});

describe("a cost that can't be true stops the import and is written nowhere", () => {
  test.each(["-0.5", "1e999", '"0.1"', "1000000.5", "true", "{}"])("%s", async (literal) => {
    const bench = await start();
    const target = bench.account.runs
      .toReversed()
      .slice(INTO_THE_SECOND_COMMIT)
      .find(({ costUsd }) => costUsd !== null);
    const match = ({ path }: { readonly path: string }) => path === `/v2/actor-runs/${target?.id}`;
    bench.standIn.fail({ match, with: { kind: "cost", literal } });
    const { body } = await bench.app.send("POST", BACKFILL);
    expect(body).toMatchObject({ error: { code: "apify_bad_answer" } });
    expect(errorAnswerSchema.parse(body).error.message).toContain("data.usageTotalUsd is not as expected");
    expect(await readRowsWithinApify(bench)).toHaveLength(RUNS_PER_COMMIT);
  });

  test("in the list alone is passed over: only the detail is believed", async () => {
    const bench = await start(30);
    bench.standIn.fail({ match: aList, with: { kind: "cost", literal: "-1" } });
    expect((await bench.app.send("POST", BACKFILL)).status).toBe(200);
    expect(await differencesFromApify(bench)).toEqual([]);
  });

  test("of one run that is due leaves the others, and what is new, alone", async () => {
    const bench = await start(0);
    const [bad, good] = [1, 2].map((minutes) =>
      bench.account.addRun({ startedAtMs: NOW - minutes * 60_000, finishedAtMs: NOW - 20_000, costUsd: 0.1 }),
    );
    await bench.app.send("POST", BACKFILL);
    const match = ({ path }: { readonly path: string }) => path === `/v2/actor-runs/${bad?.id}`;
    bench.standIn.fail({ match, with: { kind: "cost", literal: "-1" } });
    bench.advance(60_000);
    const { id } = bench.account.addRun({ startedAtMs: bench.now(), status: "RUNNING", costUsd: 0.5 });
    expect((await bench.app.send("POST", REFRESH)).status).toBe(200);
    expect((await bench.app.get(`/api/scraper-runs/${id}`)).status).toBe(200);
    expect((await bench.ledger.findRun("alice", good?.id ?? ""))?.settledAtMs).not.toBeNull();
  });

  test("null is a cost that is not known", async () => {
    const bench = await start(30);
    bench.standIn.fail({ match: aDetail, with: { kind: "cost", literal: "null" } });
    expect((await bench.app.send("POST", BACKFILL)).status).toBe(200);
    expect((await bench.app.get("/api/scraper-runs/summary?period=all")).body).toMatchObject({
      totalCostUsd: 0,
      totalRuns: 30,
      runsWithoutCost: 30,
    });
  });
});

describe("a token that stops being valid in the middle", () => {
  test("leaves the ledger readable, and its successor goes on", async () => {
    const bench = await start();
    let details = 0;
    bench.standIn.fail({
      match: ({ path }) => {
        if (aDetail.path.test(path) && (details += 1) === INTO_THE_SECOND_COMMIT)
          bench.useToken(bench.standIn.rotate(bench.account.token));
        return false;
      },
      with: { kind: "reset" },
    });
    expect((await bench.app.send("POST", BACKFILL)).body).toMatchObject({
      error: { code: "apify_token_refused", message: "Apify refused the token" },
    });
    expect((await bench.app.get("/api/scraper-runs/summary?period=all")).body).toMatchObject({
      totalRuns: RUNS_PER_COMMIT,
    });
    bench.advance(60_000);
    expect((await bench.app.send("POST", REFRESH)).status).toBe(200);
    expect(await differencesFromApify(bench)).toEqual([]);
  });
});

describe("a redirect", () => {
  test("is refused, and the token does not reach the place that it names", async () => {
    const bench = await start(5);
    const elsewhere = await startApifyStandIn();
    onTestFinished(() => elsewhere.stop());
    bench.standIn.fail({ match: aList, with: { kind: "redirect", location: `${elsewhere.baseUrl}/v2/actor-runs` } });
    expect((await bench.app.send("POST", BACKFILL)).body).toMatchObject({ error: { code: "apify_unreachable" } });
    expect(elsewhere.requests).toEqual([]);
  });
});

test("a run that can never be read holds up the older ones, not the new ones", async () => {
  const bench = await start(40);
  const [, unreadable] = bench.account.runs.toSorted((left, right) => left.startedAtMs - right.startedAtMs);
  const match = { path: new RegExp(`^/v2/actor-runs/${unreadable?.id}$`) };
  bench.standIn.fail({ match, with: { kind: "cost", literal: "-1" } });
  expect((await bench.app.send("POST", `${BACKFILL}?days=30`)).status).toBe(200);
  expect((await bench.app.send("POST", BACKFILL)).status).toBe(502);

  const { id } = bench.account.addRun({ startedAtMs: bench.now(), costUsd: 0.5 });
  expect((await bench.app.send("POST", REFRESH)).status).toBe(200);
  expect((await bench.app.get(`/api/scraper-runs/${id}`)).status).toBe(200);
});
