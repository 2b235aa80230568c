import { describe, expect, onTestFinished, test } from "vitest";
import { importAnswerSchema, importStatusSchema } from "../../../shared/api/backfill.ts";
import { usageAndLimits } from "../../support/apify/fault.ts";
import { generateRuns, type GenerateRunsOptions } from "../../support/apify/generate-runs.ts";
import { StandInAccount, type StandInAccountOptions } from "../../support/apify/stand-in-account.ts";
import { differencesFromApify } from "../../support/ledger/compare-with-apify.ts";
import { startImportBench, type ImportBench } from "../../support/ledger/import-bench.ts";
import { readRows } from "../../support/ledger/row-oracle.ts";
import { createTestApp } from "../../support/ledger/test-app.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const DAY_MS = 86_400_000;
const BACKFILL = "/api/scraper-runs/backfill";

async function start(
  generate: Partial<GenerateRunsOptions> = {},
  options: StandInAccountOptions = {},
): Promise<ImportBench> {
  const runs = generateRuns({
    count: 60,
    seed: 11,
    from: new Date(NOW - 80 * DAY_MS),
    to: new Date(NOW - 3_600_000),
    ...generate,
  });
  const bench = await startImportBench(new StandInAccount({ runs, ...options }), NOW);
  onTestFinished(() => bench.stop());
  return bench;
}

describe("an import", () => {
  test("of several pages, with more runs in one millisecond than a page holds, equals Apify to the nano-dollar", async () => {
    const bench = await start({ count: 2_600, sameInstant: 1_200 });
    const { status, body } = await bench.app.send("POST", BACKFILL);
    expect(status).toBe(200);
    expect(importAnswerSchema.parse(body)).toEqual({
      runsListed: 2_600,
      runsRecorded: 2_600,
      runsExpected: 2_600,
      runsNew: 2_600,
      runsChanged: 0,
      runsRemoved: 0,
      from: new Date(NOW - 90 * DAY_MS).toISOString(),
      to: new Date(NOW).toISOString(),
      retentionDays: 31,
      notKeptBefore: new Date(NOW - 31 * DAY_MS).toISOString(),
    });
    expect(await differencesFromApify(bench)).toEqual([]);
  });

  test.each(["absent", "null", "platform-usage"] as const)("never believes the list's cost: %s", async (listCost) => {
    const bench = await start({}, { listCost });
    await bench.app.send("POST", BACKFILL);
    expect(await differencesFromApify(bench)).toEqual([]);
  });

  test("counts runs whose cost Apify does not tell, and adds nothing for them", async () => {
    const bench = await start({ count: 200 });
    await bench.app.send("POST", BACKFILL);
    const unknown = bench.account.runs.filter(({ costUsd }) => costUsd === null).length;
    expect(unknown).toBeGreaterThan(0);
    expect((await bench.app.get("/api/scraper-runs/summary?period=all")).body).toMatchObject({
      totalRuns: 200,
      runsWithoutCost: unknown,
    });
  });

  test("reads the days that were asked for and no more", async () => {
    const bench = await start();
    await bench.app.send("POST", `${BACKFILL}?days=10`);
    const expected = bench.account.runs
      .filter(({ startedAtMs }) => startedAtMs >= NOW - 10 * DAY_MS)
      .map(({ id }) => id);
    expect((await readRows(bench.sql)).map(({ runId }) => runId).toSorted()).toEqual(expected.toSorted());
  });

  test("leaves the source, and takes the cost and the status, of runs that a feature recorded", async () => {
    const bench = await start();
    const [first, second] = bench.account.runs;
    if (first === undefined || second === undefined) throw new Error("There are too few runs");
    const report = { scraperId: "apify/instagram-scraper", source: "find-email", status: "RUNNING", costUsd: null };
    await bench.app.send("POST", "/api/scraper-runs", { body: { ...report, runId: first.id } });
    await bench.app.send("POST", "/api/scraper-runs", { body: { ...report, runId: second.id, costUsd: 7 } });
    await bench.app.send("POST", BACKFILL);
    expect(await differencesFromApify(bench)).toEqual([]);
    const { body } = await bench.app.get("/api/scraper-runs?source=find-email");
    expect(body).toMatchObject({ totalRuns: 2 });
    expect((await bench.app.get(`/api/scraper-runs/${first.id}`)).body).toMatchObject({
      status: first.status,
      source: "find-email",
    });
  });

  test("done twice changes nothing and reads no run again, settled or without a cost for good", async () => {
    const bench = await start({ to: new Date(NOW - DAY_MS) });
    await bench.app.send("POST", BACKFILL);
    const before = await readRows(bench.sql);
    expect(before.some(({ costNanoUsd }) => costNanoUsd === null)).toBe(true);
    bench.standIn.forgetRequests();
    bench.advance(2 * 3_600_000);
    expect((await bench.app.send("POST", BACKFILL)).body).toMatchObject({ runsListed: 60, runsNew: 0, runsChanged: 0 });
    expect(await readRows(bench.sql)).toEqual(before);
    expect(bench.standIn.requests.map(({ path }) => path)).toEqual(["/v2/actor-runs"]);
  });

  test("reads the provisional runs of the last day a second time, and no other", async () => {
    const bench = await start({ from: new Date(NOW - 2 * DAY_MS) });
    await bench.app.send("POST", BACKFILL);
    bench.standIn.forgetRequests();
    bench.advance(10_000);
    await bench.app.send("POST", BACKFILL);
    const provisional = bench.account.runs.filter(
      ({ finishedAtMs, costUsd }) => costUsd !== null && NOW - (finishedAtMs ?? NOW) < DAY_MS,
    );
    const details = bench.standIn.requests.map(({ path }) => path).filter((path) => path !== "/v2/actor-runs");
    expect(provisional.length).toBeGreaterThan(0);
    expect(details.toSorted()).toEqual(provisional.map(({ id }) => `/v2/actor-runs/${id}`).toSorted());
    expect(await differencesFromApify(bench)).toEqual([]);
  });

  test("counts what is new and what is another cost than before", async () => {
    const bench = await start({ to: new Date(NOW - DAY_MS) });
    await bench.app.send("POST", BACKFILL);
    const [first, second] = bench.account.runs.toReversed();
    if (first === undefined || second === undefined) throw new Error("There are too few runs");
    bench.account.resurrect(first.id);
    bench.account.updateRun(first.id, { status: "SUCCEEDED", finishedAtMs: NOW - DAY_MS, costUsd: 77 });
    bench.account.addRun({ startedAtMs: NOW, costUsd: 0.1 });
    bench.advance(60_000);
    expect((await bench.app.send("POST", BACKFILL)).body).toMatchObject({ runsNew: 1, runsChanged: 1 });
  });

  test("of days that Apify keeps tells that nothing was missing; of more days, from when on", async () => {
    const bench = await start();
    const asked = async (days: number) =>
      importAnswerSchema.parse((await bench.app.send("POST", `${BACKFILL}?days=${days}`)).body);
    expect(await asked(31)).toMatchObject({ retentionDays: 31, notKeptBefore: null });
    expect(await asked(32)).toMatchObject({
      retentionDays: 31,
      notKeptBefore: new Date(NOW - 31 * DAY_MS).toISOString(),
    });
  });

  test("by a token that may not read the account's limits goes on, and does not know what Apify keeps", async () => {
    const bench = await start();
    bench.standIn.fail({ match: usageAndLimits, with: { kind: "insufficient-permissions" } });
    const { status, body } = await bench.app.send("POST", BACKFILL);
    expect([status, body]).toMatchObject([200, { retentionDays: null, notKeptBefore: null }]);
    expect(await differencesFromApify(bench)).toEqual([]);
    expect((await bench.app.get(BACKFILL)).body).toMatchObject({ retentionDays: null });
  });

  test("where nobody may know what Apify keeps takes no proof from the latest ten runs, kept for good", async () => {
    const bench = await start({ count: 10 });
    bench.standIn.fail({ match: usageAndLimits, with: { kind: "insufficient-permissions" } });
    await bench.app.send("POST", BACKFILL);
    expect((await bench.app.get(BACKFILL)).body).toMatchObject({
      completeFrom: new Date(NOW - 7 * DAY_MS).toISOString(),
    });
  });

  test("where nobody may know what Apify keeps takes older runs for a proof that it reaches back to them", async () => {
    const bench = await start();
    bench.standIn.fail({ match: usageAndLimits, with: { kind: "insufficient-permissions" } });
    await bench.app.send("POST", BACKFILL);
    const [oldest] = bench.account.runs;
    expect((await bench.app.get(BACKFILL)).body).toMatchObject({
      completeFrom: new Date(oldest?.startedAtMs ?? 0).toISOString(),
    });
  });

  test("tells from when on the ledger is complete, in the status and in the summary", async () => {
    const bench = await start();
    expect((await bench.app.get(BACKFILL)).body).toMatchObject({ completeFrom: null, retentionDays: null });
    await bench.app.send("POST", `${BACKFILL}?days=10`);
    expect((await bench.app.get(BACKFILL)).body).toMatchObject({
      completeFrom: new Date(NOW - 10 * DAY_MS).toISOString(),
      retentionDays: 31,
    });
    await bench.app.send("POST", BACKFILL);
    const completeFrom = new Date(NOW - 31 * DAY_MS).toISOString();
    expect((await bench.app.get(BACKFILL)).body).toMatchObject({ completeFrom });
    expect((await bench.app.get("/api/scraper-runs/summary?period=all")).body).toMatchObject({ completeFrom });
  });

  test("of an account without runs completes", async () => {
    const bench = await start({ count: 0 });
    expect((await bench.app.send("POST", BACKFILL)).body).toMatchObject({
      runsListed: 0,
      runsRecorded: 0,
      runsExpected: null,
    });
    expect(importStatusSchema.parse((await bench.app.get(BACKFILL)).body).lastCompletedAt).toBe(
      "2026-11-22T10:00:00.000Z",
    );
  });

  test("keeps a run that vanishes between the list and its detail, with an unknown cost", async () => {
    const bench = await start({ count: 5 });
    const [doomed] = bench.account.runs;
    if (doomed === undefined) throw new Error("There is no run");
    bench.standIn.fail({
      match: ({ path }) => {
        if (path === `/v2/actor-runs/${doomed.id}` && bench.account.run(doomed.id)) bench.account.deleteRun(doomed.id);
        return false;
      },
      with: { kind: "reset" },
    });
    await bench.app.send("POST", BACKFILL);
    const row = (await readRows(bench.sql)).find(({ runId }) => runId === doomed.id);
    expect(row).toMatchObject({ costNanoUsd: null, createdAtMs: doomed.startedAtMs });
  });

  test("loses nothing and counts nothing twice while runs come and go between pages", async () => {
    const bench = await start({ count: 2_400 });
    let pages = 0;
    const gone: string[] = [];
    bench.standIn.fail({
      match: ({ path }) => {
        if (path !== "/v2/actor-runs") return false;
        pages += 1;
        bench.account.addRun({ startedAtMs: NOW - 1000, costUsd: 0.01 });
        for (const run of bench.account.runs.slice(0, 3)) {
          gone.push(run.id);
          bench.account.deleteRun(run.id);
        }
        return false;
      },
      with: { kind: "reset" },
    });
    await bench.app.send("POST", BACKFILL);
    expect(pages).toBeGreaterThanOrEqual(3);
    bench.advance(60_000);
    await bench.app.send("POST", "/api/scraper-runs/refresh");
    const ids = new Set((await readRows(bench.sql)).map(({ runId }) => runId));
    expect(bench.account.runs.filter(({ id }) => !ids.has(id))).toEqual([]);
    expect(gone.length).toBeGreaterThan(0);
  });

  test("leaves the token and the proxy password out of whatever the ledger stores and of every answer", async () => {
    const bench = await start({ count: 5 });
    const answers = [
      await bench.app.send("POST", BACKFILL),
      await bench.app.get(BACKFILL),
      await bench.app.get("/api/scraper-runs"),
    ];
    for (const { text } of answers) expect(text).not.toContain(bench.account.token);
    const stored = await bench.readStored();
    expect(stored).toContain(bench.account.runs[0]?.id);
    expect([stored.includes(bench.account.token), stored.includes("canary")]).toEqual([false, false]);
    expect(
      bench.standIn.requests.every(({ hasAuthorization, hasTokenInQuery }) => hasAuthorization && !hasTokenInQuery),
    ).toBe(true);
  });
});

describe("a running import", () => {
  test("tells how far it is, refuses a second one, and leaves other users alone", async () => {
    const bench = await start({ count: 1_100 });
    const release = bench.standIn.fail({
      match: ({ path, query }) =>
        path === "/v2/actor-runs" && query.get("startedBefore") !== new Date(NOW + 400 * DAY_MS).toISOString(),
      with: { kind: "slow", delayMs: Infinity },
    });
    const done = bench.app.send("POST", BACKFILL);
    const status = async () => importStatusSchema.parse((await bench.app.get(BACKFILL)).body);
    await expect
      .poll(async () => (await status()).progress?.runsRecorded, { interval: 5, timeout: 20_000 })
      .toBe(1_000);
    expect(await status()).toMatchObject({
      state: "running",
      progress: {
        runsListed: 1_000,
        runsRecorded: 1_000,
        runsExpected: 1_100,
        from: new Date(NOW - 90 * DAY_MS).toISOString(),
        to: "2026-11-22T10:00:00.000Z",
        startedAt: "2026-11-22T10:00:00.000Z",
      },
      isIncomplete: false,
    });
    for (const path of [BACKFILL, "/api/scraper-runs/refresh"]) {
      const { status: code, body } = await bench.app.send("POST", path);
      expect(code).toBe(409);
      expect(body).toMatchObject({ error: { code: "import_running" } });
    }
    expect((await bench.app.get(BACKFILL, "bob")).body).toMatchObject({ state: "idle", progress: null });
    release();
    expect((await bench.app.send("DELETE", BACKFILL, { as: "bob" })).status).toBe(204);
    expect((await status()).state).toBe("running");
    expect((await bench.app.send("DELETE", BACKFILL)).status).toBe(204);
    expect((await done).status).toBe(409);
  });

  test("ends at once when it is cancelled, even while Apify does not answer, and keeps what was committed", async () => {
    const bench = await start({ count: 1_300 });
    const release = bench.standIn.fail({
      match: { path: /^\/v2\/actor-runs$/ },
      after: 1,
      with: { kind: "slow", delayMs: Infinity },
    });
    const done = bench.app.send("POST", BACKFILL);
    await expect.poll(async () => (await readRows(bench.sql)).length, { interval: 5, timeout: 20_000 }).toBe(1_000);
    expect((await bench.app.send("DELETE", BACKFILL)).status).toBe(204);
    expect((await done).body).toMatchObject({ error: { code: "cancelled", message: "The import was cancelled" } });
    expect(await readRows(bench.sql)).toHaveLength(1_000);
    expect((await bench.app.get(BACKFILL)).body).toMatchObject({
      state: "idle",
      lastFailure: null,
      isIncomplete: true,
    });

    release();
    bench.advance(60_000);
    await bench.app.send("POST", "/api/scraper-runs/refresh");
    expect((await readRows(bench.sql)).length).toBeLessThan(1_300);
    await bench.app.send("POST", BACKFILL);
    expect(await differencesFromApify(bench)).toEqual([]);
    expect((await bench.app.get(BACKFILL)).body).toMatchObject({ isIncomplete: false });
  });

  test("that the application lets go of goes on where it stopped", async () => {
    const bench = await start({ count: 1_300 });
    const release = bench.standIn.fail({
      match: { path: /^\/v2\/actor-runs$/ },
      after: 1,
      with: { kind: "slow", delayMs: Infinity },
    });
    const done = bench.app.send("POST", BACKFILL);
    await expect.poll(async () => (await readRows(bench.sql)).length, { interval: 5, timeout: 20_000 }).toBe(1_000);
    await bench.restart();
    expect((await done).body).toMatchObject({ error: { code: "cancelled" } });
    release();

    bench.standIn.forgetRequests();
    bench.advance(3_600_000);
    await bench.app.send("POST", "/api/scraper-runs/refresh");
    expect(await differencesFromApify(bench)).toEqual([]);
    const details = bench.standIn.requests.filter(({ path }) => path !== "/v2/actor-runs");
    expect(details.length).toBeLessThan(500);
  });

  test("and none to cancel is no mistake", async () => {
    const bench = await start({ count: 1 });
    expect((await bench.app.send("DELETE", BACKFILL)).status).toBe(204);
  });
});

describe("an import that can't begin", () => {
  test.each([
    ["days=0", "days"],
    ["days=366", "days"],
    ["days=ten", "days"],
    ["days=1.5", "days"],
    ["reset=2", "reset"],
    ["reset=true", "reset"],
  ])("for %s names the parameter", async (query, parameter) => {
    const bench = await start({ count: 1 });
    const { status, body } = await bench.app.send("POST", `${BACKFILL}?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: { details: parameter === "reset" ? { parameter, allowed: ["0", "1"] } : { parameter } },
    });
    expect(bench.standIn.requests).toHaveLength(0);
  });

  test("without a connection says so", async () => {
    const bench = await start({ count: 1 });
    const app = createTestApp({ ledger: bench.ledger, now: bench.now });
    for (const path of [BACKFILL, "/api/scraper-runs/refresh"]) {
      const { status, body } = await app.send("POST", path);
      expect(status).toBe(409);
      expect(body).toMatchObject({ error: { code: "apify_not_connected" } });
    }
  });
});
