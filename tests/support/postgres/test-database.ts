import { inject } from "vitest";
import { createDatabaseOn, type TestDatabase } from "./create-database.ts";

/** A database with nothing in it, on the run's one Postgres. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const answer = await fetch(inject("postgresDoor"));
  const serverUrl = await answer.text();
  if (!answer.ok) throw new Error(serverUrl);
  return createDatabaseOn(serverUrl);
}
