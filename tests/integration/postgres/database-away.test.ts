import { expect, onTestFinished, test } from "vitest";
import { connectPostgres } from "../../../server/database/connect-postgres.ts";
import { parseDatabaseUrl } from "../../../server/database/database-url.ts";
import { readMigrations } from "../../../server/ledger/migrations.ts";
import { createPostgresLedger } from "../../../server/ledger/postgres/create-postgres-ledger.ts";
import { migratePostgres } from "../../../server/ledger/postgres/migrate.ts";
import { makeImportedRun } from "../../support/ledger/make-imported-run.ts";
import { createDatabaseOn } from "../../support/postgres/create-database.ts";
import { startNeonRelay } from "../../support/postgres/neon-relay.ts";
import { startPostgres } from "../../support/postgres/postgres-server.ts";

const RUN = makeImportedRun({ runId: "a", costNanoUsd: 5n });
const AWAY = { code: "ledger_unavailable" };

test.each(["pg", "neon"])(
  "a database that stops is told, and found again by itself once it is back, by %s",
  async (driver) => {
    const server = await startPostgres();
    onTestFinished(() => server.remove());
    const { url } = await createDatabaseOn(server.url);
    const relay = driver === "neon" ? await startNeonRelay(url) : null;
    const connection = connectPostgres(parseDatabaseUrl(relay?.url ?? url));
    onTestFinished(async () => {
      await connection.close();
      await relay?.close();
    });
    await migratePostgres(connection.database, readMigrations("resources/migrations/postgres"));
    const ledger = createPostgresLedger(connection.database, { now: Date.now, close: () => connection.close() });
    await ledger.commitReadings("alice", [RUN]);

    await server.kill();
    await expect(ledger.check()).rejects.toMatchObject(AWAY);
    await expect(ledger.totalsOfAll("alice")).rejects.toMatchObject(AWAY);
    await expect(ledger.commitReadings("alice", [RUN])).rejects.toMatchObject(AWAY);
    await expect(ledger.endImport("alice", 1, { state: "cancelled" })).rejects.toMatchObject(AWAY);

    await server.restart();
    expect(await ledger.totalsOfAll("alice")).toEqual({ costNanoUsd: 5n, runs: 1, runsWithoutCost: 0 });
    await ledger.check();
  },
);

test("a ledger that is closed is told as one that is away", async () => {
  const connection = connectPostgres(parseDatabaseUrl("postgres://nobody@127.0.0.1:1/nowhere"));
  const ledger = createPostgresLedger(connection.database, { now: Date.now, close: () => connection.close() });
  await expect(ledger.findRun("alice", "a")).rejects.toMatchObject(AWAY);
  await ledger.close();
  await expect(ledger.findRun("alice", "a")).rejects.toMatchObject(AWAY);
});
