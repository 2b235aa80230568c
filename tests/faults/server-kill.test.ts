import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { summarySchema } from "../../shared/api/summary.ts";
import { seededRandom } from "../support/apify/random.ts";
import { LOAD_COST_NANO_USD, recordOnce, startLoad } from "../support/team/record-load.ts";
import { usingDatabases } from "../support/team/process-database.ts";
import { buildTeamServer, startServerProcess, type BuiltServer } from "../support/team/server-process.ts";

const ROUNDS = 6;

/** Set it to see a failure again: the instants are the same, the machine's speed aside. */
const seed = Number(process.env["KILL_SEED"] ?? Date.now() % 1_000_000);

let built: BuiltServer;

beforeAll(async () => {
  built = await buildTeamServer();
});

afterAll(() => built.remove());

usingDatabases(`a server that is killed under load (seed ${seed})`, (open) => {
  test("has every run that it acknowledged exactly once, and takes the others when they are sent again", async () => {
    const random = seededRandom(seed);
    const database = await open();
    const acknowledged = new Set<string>();
    const sent = new Set<string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const server = startServerProcess(built, database.environment);
      const address = await server.ready();
      const token = await database.token(built);
      const load = startLoad({ address, token, workers: 16, prefix: `kill-${round}`, onUnanswered: "stop" });
      await load.reached(20);
      await wait(random.integer(0, 150));
      server.send("SIGKILL");
      expect((await server.end).signal).toBe("SIGKILL");
      const result = await load.end();
      expect(Object.fromEntries(result.refused)).toEqual({});
      for (const runId of result.acknowledged) acknowledged.add(runId);
      for (const runId of result.sent) sent.add(runId);

      const inLedger = await database.runIds();
      const ids = new Set(inLedger);
      expect(inLedger.length).toBe(ids.size);
      expect([...acknowledged].filter((runId) => !ids.has(runId))).toEqual([]);
      expect(inLedger.filter((runId) => !sent.has(runId))).toEqual([]);
    }

    const server = startServerProcess(built, database.environment);
    const address = await server.ready();
    const token = await database.token(built);
    for (const runId of sent) {
      const { status } = await recordOnce({ address, token }, runId);
      expect([200, 201]).toContain(status);
    }
    expect(await database.runIds()).toEqual([...sent].toSorted());
    const response = await fetch(`${address}/api/scraper-runs/summary?period=all`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(summarySchema.parse(await response.json())).toMatchObject({
      totalRuns: sent.size,
      totalCostNanoUsd: String(BigInt(sent.size) * LOAD_COST_NANO_USD),
      runsWithoutCost: 0,
    });
  });
});
