import pg from "pg";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { openPostgresDatabase } from "../../../server/database/open-postgres-database.ts";
import { createIdentity, type Identity } from "../../../server/identity/identity.ts";
import type { Ledger } from "../../../server/ledger/ledger.ts";
import { BASE_URL, SECRET } from "../../support/identity/temporary-identity.ts";
import { createTestDatabase } from "../../support/postgres/test-database.ts";

const USER_ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
const USERS_BY_UUID = `create table scraper_runs (
  id bigserial primary key, user_id uuid not null, run_id text not null, scraper_id text, source text, cost_usd numeric,
  status text, created_at timestamptz default now()
)`;

let identity: Identity;
let ledger: Ledger;

/** A server over another application's table, which names its users by uuid and holds a run of one. */
beforeEach(async () => {
  const { url, remove } = await createTestDatabase();
  onTestFinished(remove);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(USERS_BY_UUID);
  await client.query("insert into scraper_runs (user_id, run_id, cost_usd) values ($1, 'theirs', 1)", [USER_ID]);
  await client.end();
  const database = await openPostgresDatabase({ url, migrationsFolder: "resources/migrations", now: Date.now });
  onTestFinished(database.close);
  identity = createIdentity({ database, baseUrl: BASE_URL, secret: SECRET, now: Date.now, onTrouble: () => undefined });
  ({ ledger } = database);
});

test("a user's id is taken as the table writes it, so that the sums are found by it as the rows are", async () => {
  await identity.addUser("ada@example.com", { userId: USER_ID.toUpperCase() });
  const [ada] = await identity.listUsers();
  expect(ada?.userId).toBe(USER_ID);
  expect(await ledger.totalsOfAll(ada?.userId ?? "")).toMatchObject({ runs: 1, costNanoUsd: 1_000_000_000n });
  expect((await ledger.listRuns(ada?.userId ?? "", {}, { limit: 9, offset: 0 })).runs).toMatchObject([
    { runId: "theirs" },
  ]);
  await expect(identity.addUser("bob@example.com", { userId: USER_ID })).rejects.toMatchObject({
    code: "invalid_request",
    message: expect.stringContaining("ada@example.com"),
  });
});

test("an id that the table can't hold is refused, and nobody is added", async () => {
  await expect(identity.addUser("ada@example.com", { userId: "user_2abc" })).rejects.toMatchObject({
    code: "invalid_request",
    message: expect.stringContaining("uuid"),
  });
  expect(await identity.listUsers()).toEqual([]);
});

test("a user without an id of before gets one that the table can hold", async () => {
  await identity.addUser("ada@example.com");
  const [ada] = await identity.listUsers();
  const run = { runId: "a", scraperId: "actor", source: "enrich", status: "SUCCEEDED", costNanoUsd: 5n };
  const facts = { itemCount: null, usageDetails: null, createdAtMs: Date.now() };
  await ledger.recordRuns(ada?.userId ?? "", [{ ...run, ...facts }]);
  expect(await ledger.totalsOfAll(ada?.userId ?? "")).toMatchObject({ runs: 1, costNanoUsd: 5n });
});
