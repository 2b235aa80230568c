import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { makeTemporaryFolder } from "../../support/ledger/temporary-ledger.ts";
import { DASHBOARD, expectSumsExact, makeForeignTable } from "../../support/postgres/foreign-table.ts";
import { createTestDatabase } from "../../support/postgres/test-database.ts";
import {
  buildTeamServer,
  runServerCommand,
  serverEnvironment,
  startServerProcess,
  type BuiltServer,
} from "../../support/team/server-process.ts";

let built: BuiltServer;

beforeAll(async () => {
  built = await buildTeamServer();
});

afterAll(() => built.remove());

async function openForeign(): Promise<{ environment: Readonly<Record<string, string>>; pool: pg.Pool }> {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  const { url, remove } = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: url });
  onTestFinished(async () => {
    await pool.end();
    await remove();
  });
  await makeForeignTable(pool, DASHBOARD, 1_000);
  const environment = {
    ...serverEnvironment(folder.path),
    DATABASE_URL: url,
    DECOMPTE_AUTH_SECRET: randomBytes(32).toString("hex"),
    DECOMPTE_ENCRYPTION_KEY: randomBytes(32).toString("hex"),
  };
  return { environment, pool };
}

test("a table that a person must change first ends the start, with what is to be changed", async () => {
  const { environment, pool } = await openForeign();
  await pool.query("alter table scraper_runs drop column status");
  const server = startServerProcess(built, environment);
  expect((await server.end).code).toBe(1);
  expect(server.log().find(({ level }) => level === "fatal")).toMatchObject({
    error: { code: "ledger_unfit", message: expect.stringContaining("the column status is missing") },
  });
});

test("a command that adopts a table says how far it is, and beforehand what the table may refuse", async () => {
  const { environment, pool } = await openForeign();
  await pool.query("alter table scraper_runs add constraint counted check (item_count < 1000)");
  const added = await runServerCommand(built, environment, ["user", "add", "marie@example.com"]);
  expect(added.code).toBe(0);
  expect(added.output).toMatch(/^\S{12,}\n$/);
  const lines = added.errors.split("\n");
  const note = lines.indexOf("Note: its check counted ((item_count < 1000)) may refuse runs.");
  expect(note).toBeGreaterThan(-1);
  expect(lines.indexOf("Adding columns to scraper_runs…")).toBeGreaterThan(note);
  expect(lines).toContain("Adding up what is there: 100 % of 1000 runs");
  await expectSumsExact(pool);
});

test("a server that adopts a table warns in its log of what the table may refuse", async () => {
  const { environment, pool } = await openForeign();
  await pool.query("alter table scraper_runs add constraint counted check (item_count < 1000)");
  const server = startServerProcess(built, environment);
  await server.ready();
  expect(server.log().filter(({ level, msg }) => level === "warn" && msg === "adopting")).toEqual([
    expect.objectContaining({ warning: "its check counted ((item_count < 1000)) may refuse runs" }),
  ]);
});

test("a stop does not wait for the adoption, and the next start goes on with it", async () => {
  const { environment, pool } = await openForeign();
  const other = await pool.connect();
  onTestFinished(() => other.release(true));
  await other.query("select pg_advisory_lock(4703159219)");
  const server = startServerProcess(built, environment);
  await server.logged("adopting");
  server.send("SIGTERM");
  await server.logged("stopped");
  const ofServer = "select from pg_stat_activity where application_name = 'decompte' and datname = current_database()";
  await expect.poll(async () => (await pool.query(ofServer)).rows).toEqual([]);
  expect((await server.end).code).toBe(0);
  await other.query("select pg_advisory_unlock(4703159219)");

  await startServerProcess(built, environment).ready();
  await expectSumsExact(pool);
});
