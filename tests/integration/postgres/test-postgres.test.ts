import { Pool } from "@neondatabase/serverless";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { startNeonRelay } from "../../support/postgres/neon-relay.ts";
import { startPostgres } from "../../support/postgres/postgres-server.ts";
import { createDatabaseOn } from "../../support/postgres/create-database.ts";
import { createTestDatabase } from "../../support/postgres/test-database.ts";

const database = await createTestDatabase();
afterAll(database.remove);

const ask = async (url: string, statement: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: statement, rowMode: "array" })).rows.flat();
  } finally {
    await client.end();
  }
};

test("a test has an empty database of its own, in UTF-8", async () => {
  expect(await ask(database.url, "select count(*)::int from pg_tables where schemaname = 'public'")).toEqual([0]);
  expect(await ask(database.url, "show server_encoding")).toEqual(["UTF8"]);
});

test("Neon's driver reaches the same database through the relay, in transactions too", async () => {
  const relay = await startNeonRelay(database.url);
  const pool = new Pool({ connectionString: relay.url });
  const client = await pool.connect();
  await client.query("begin");
  await client.query("create table of_neon (value bigint)");
  await client.query("insert into of_neon values (1), (2)");
  await client.query("commit");
  client.release();
  expect(await ask(database.url, "select sum(value)::int from of_neon")).toEqual([3]);
  await pool.end();
  await relay.close();
});

test("a killed server keeps what was acknowledged, at the same address", async () => {
  const server = await startPostgres();
  try {
    const { url } = await createDatabaseOn(server.url);
    await ask(url, "create table kept (value int)");
    await ask(url, "insert into kept select generate_series(1, 1000)");
    await server.kill();
    await expect(ask(url, "select 1")).rejects.toThrow();
    await server.restart();
    expect(await ask(url, "select count(*)::int from kept")).toEqual([1000]);
    await server.stop();
    await expect(ask(url, "select 1")).rejects.toThrow();
  } finally {
    await server.remove();
  }
});
