import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import pg from "pg";

export interface TestDatabase {
  readonly url: string;
  /** Ends whatever is still connected to it. */
  readonly remove: () => Promise<void>;
}

/** A database with nothing in it, on a server of one's own. */
export async function createDatabaseOn(serverUrl: string): Promise<TestDatabase> {
  const name = `decompte_test_${randomBytes(6).toString("hex")}`;
  await execute(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => dropDatabase(serverUrl, name) };
}

/** Connections that are being closed may do so: a client that is told to go meanwhile would fail. Others are ended. */
async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  const isLeft = async (): Promise<boolean> =>
    (await execute(serverUrl, `select from pg_stat_activity where datname = '${name}'`)) === 0;
  for (let tries = 0; tries < 100 && !(await isLeft()); tries += 1) await setTimeout(20);
  await execute(serverUrl, `drop database if exists ${name} with (force)`);
}

/** Answers the number of rows. */
async function execute(url: string, statement: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rowCount;
  } finally {
    await client.end();
  }
}
