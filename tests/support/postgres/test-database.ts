import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

export interface TestDatabase {
  readonly url: string;
  /** Ends whatever is still connected to it. */
  readonly remove: () => Promise<void>;
}

/** A database with nothing in it, on the run's one Postgres. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const answer = await fetch(inject("postgresDoor"));
  const serverUrl = await answer.text();
  if (!answer.ok) throw new Error(serverUrl);
  return createDatabaseOn(serverUrl);
}

/** The same on a server of one's own, that a test stops or kills. */
export async function createDatabaseOn(serverUrl: string): Promise<TestDatabase> {
  const name = `decompte_test_${randomBytes(6).toString("hex")}`;
  await execute(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => execute(serverUrl, `drop database if exists ${name} with (force)`) };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
