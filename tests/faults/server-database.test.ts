import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { createDatabaseOn } from "../support/postgres/create-database.ts";
import { startPostgres, type PostgresServer } from "../support/postgres/postgres-server.ts";
import { openOnPostgres } from "../support/team/process-database.ts";
import { startLoad } from "../support/team/record-load.ts";
import { buildTeamServer, startServerProcess, type BuiltServer } from "../support/team/server-process.ts";

let built: BuiltServer;

beforeAll(async () => {
  built = await buildTeamServer();
});

afterAll(() => built.remove());

async function newPostgres(): Promise<PostgresServer> {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.remove());
  return postgres;
}

test.each(["stop", "kill"] as const)(
  "a database that goes away under load (%s) is told as 503 at once, and the server recovers by itself when it is back",
  async (how) => {
    const postgres = await newPostgres();
    const database = openOnPostgres((await createDatabaseOn(postgres.url)).url);
    const server = startServerProcess(built, database.environment);
    const address = await server.ready();
    const token = await database.token(built);
    const statusOf = async (path: string) =>
      (await fetch(`${address}${path}`, { headers: { authorization: `Bearer ${token}` } })).status;
    const load = startLoad({ address, token, workers: 12, prefix: how, onUnanswered: "go on" });
    await load.reached(100);

    for (let round = 1; round <= 2; round += 1) {
      await postgres[how]();
      expect(await statusOf("/healthz")).toBe(200);
      await expect.poll(() => statusOf("/readyz")).toBe(503);
      expect(await statusOf("/api/scraper-runs/summary?period=all")).toBe(503);
      const before = load.acknowledged();
      await postgres.restart();
      await expect.poll(() => statusOf("/readyz"), { timeout: 60_000 }).toBe(200);
      await load.reached(before + 100);
    }
    const { acknowledged, sent, refused, unanswered } = await load.end();
    const metrics = await (await fetch(`${address}/metrics`)).text();
    expect(metrics).toMatch(/^decompte_database_connections{state="open"} [1-9]/m);
    expect(metrics).toMatch(/^decompte_http_request_duration_seconds_count{.*status="503"} [1-9]/m);
    expect([...refused.keys()]).toEqual([503]);
    expect(Object.fromEntries(unanswered)).toEqual({});
    const inLedger = await database.runIds();
    const ids = new Set(inLedger);
    expect(inLedger.length).toBe(ids.size);
    expect([...acknowledged].filter((runId) => !ids.has(runId))).toEqual([]);
    expect(inLedger.filter((runId) => !sent.has(runId))).toEqual([]);
    server.send("SIGTERM");
    expect(await server.end).toMatchObject({ code: 0, errors: "" });
  },
);

test("a server that starts before its database says so, waits for it, and is there when it is", async () => {
  const postgres = await newPostgres();
  const { url } = await createDatabaseOn(postgres.url);
  await postgres.stop();
  const database = openOnPostgres(url);
  const server = startServerProcess(built, database.environment);
  const { ["address"]: address } = await server.logged("listening");
  await server.logged("database not open");
  const statusOf = async (path: string) => (await fetch(`${String(address)}${path}`)).status;
  expect(await statusOf("/healthz")).toBe(200);
  expect(await statusOf("/readyz")).toBe(503);
  expect(await statusOf("/api/scraper-runs")).toBe(503);
  await postgres.restart();
  expect(await server.ready()).toBe(address);
  expect(await statusOf("/readyz")).toBe(200);
  expect(await statusOf("/api/scraper-runs")).toBe(401);
  expect(server.output()).not.toContain(new URL(url).password);
});

test("a server that is asked to stop while it waits for its database ends well", async () => {
  const database = openOnPostgres("postgres://decompte:word@127.0.0.1:1/nothing");
  const server = startServerProcess(built, database.environment);
  await server.logged("database not open");
  server.send("SIGTERM");
  expect(await server.end).toMatchObject({ code: 0, errors: "" });
});
