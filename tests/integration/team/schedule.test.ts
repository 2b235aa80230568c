import { describe, expect, onTestFinished, test } from "vitest";
import { createImportSchedule } from "../../../server/services/import/import-schedule.ts";
import { createManualSchedule, settle } from "../../support/desktop-main/manual-schedule.ts";
import { DIALECT_NAMES, type Dialect } from "../../support/team/team-database.ts";
import { NOW, startTeamBench } from "../../support/team/team-bench.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

async function start(dialect: Dialect) {
  const bench = await startTeamBench({ dialect });
  const clock = createManualSchedule(NOW);
  const { importer, connections } = bench;
  let pending = 0;
  const counted = async <Value>(work: Promise<Value>): Promise<Value> => {
    pending += 1;
    return work.finally(() => (pending -= 1));
  };
  const schedule = createImportSchedule({
    users: () => connections.connectedUsers(),
    importer: {
      ...importer,
      status: (userId) => counted(importer.status(userId)),
      refresh: (userId) => counted(importer.refresh(userId)),
    },
    intervalMs: 5 * MINUTE_MS,
    now: bench.now,
    random: () => 0.5,
    schedule: clock.schedule,
    onFailure: (error) => {
      throw error;
    },
  });
  onTestFinished(async () => {
    await schedule.stop();
    await bench.stop();
  });
  /** In steps, after each of which what began comes to its end. */
  async function pass(ms: number): Promise<void> {
    for (let passedMs = 0; passedMs < ms; passedMs += 10 * SECOND_MS) {
      bench.advance(10 * SECOND_MS);
      await clock.advance(10 * SECOND_MS);
      // A look plans the next one as it ends, after it has begun what is due.
      await expect.poll(() => clock.pending(), { interval: 2 }).toBe(1);
      await settle();
      await expect.poll(() => pending, { interval: 2 }).toBe(0);
      await settle();
    }
  }
  const asked = () => bench.standIn.requests.length;
  return { ...bench, schedule, pass, asked };
}

describe.each(DIALECT_NAMES)("on %s", (dialect) => {
  test("each connected user's runs come in by themselves, and settle, and nobody else's", async () => {
    const { accounts, database, schedule, connect, pass } = await start(dialect);
    await connect("alice");
    await connect("bob");
    accounts.bob.addRun({ startedAtMs: NOW - MINUTE_MS, finishedAtMs: NOW - 1_000, costUsd: 0.5 });
    schedule.start();
    await pass(6 * MINUTE_MS);
    const late = accounts.alice.addRun({ startedAtMs: NOW + 5 * MINUTE_MS, status: "RUNNING", costUsd: 0.1 });
    await pass(6 * MINUTE_MS);
    expect(await database.ledger.findRun("alice", late.id)).toMatchObject({ status: "RUNNING" });
    accounts.alice.updateRun(late.id, { status: "SUCCEEDED", finishedAtMs: NOW + 12 * MINUTE_MS, costUsd: 0.25 });
    await pass(8 * MINUTE_MS);
    const found = await database.ledger.findRun("alice", late.id);
    expect(found).toMatchObject({ status: "SUCCEEDED", costNanoUsd: 250_000_000n });
    expect(found?.settledAtMs).not.toBeNull();
    expect(await database.ledger.totalsOfAll("bob")).toEqual({
      costNanoUsd: 500_000_000n,
      runs: 1,
      runsWithoutCost: 0,
    });
    expect((await database.ledger.openReadings("bob", NOW)).unsettledRuns).toBe(0);
  });

  test("a refused token pauses its user alone, until a new one comes", async () => {
    const { app, accounts, standIn, database, schedule, connect, pass, asked } = await start(dialect);
    await connect("alice");
    schedule.start();
    await pass(6 * MINUTE_MS);
    const token = standIn.rotate(accounts.alice.token);
    await pass(6 * MINUTE_MS);
    expect((await app.get("/api/apify-connection")).body).toMatchObject({ state: "refused" });
    standIn.forgetRequests();
    await pass(20 * MINUTE_MS);
    expect(asked()).toBe(0);
    const { id } = accounts.alice.addRun({ startedAtMs: NOW + 20 * MINUTE_MS, costUsd: 0.1 });
    await app.send("PUT", "/api/apify-connection", { body: { token } });
    await pass(MINUTE_MS);
    expect(await database.ledger.findRun("alice", id)).toMatchObject({ costNanoUsd: 100_000_000n });
  });

  test("an import that a stop lets go of goes on at the next start", async () => {
    const { accounts, standIn, database, schedule, importer, connect, advance, second } = await start(dialect);
    for (let index = 0; index < 250; index += 1)
      accounts.alice.addRun({ startedAtMs: NOW - index * MINUTE_MS, costUsd: 0.001 });
    await connect("alice");
    const held = standIn.fail({
      match: { path: /actor-runs\// },
      after: 120,
      with: { kind: "slow", delayMs: Infinity },
    });
    const refreshing = importer.refresh("alice").catch(() => undefined);
    await expect.poll(async () => (await database.ledger.totalsOfAll("alice")).runs).toBe(100);
    await schedule.stop();
    await refreshing;
    expect(await database.ledger.latestImport("alice")).toMatchObject({ state: "running", errorCode: null });
    held();
    advance(MINUTE_MS);
    await second().importer.refresh("alice");
    expect(await database.ledger.totalsOfAll("alice")).toMatchObject({ runs: 250 });
  });
});
