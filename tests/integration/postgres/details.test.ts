import { drizzle } from "drizzle-orm/node-postgres";
import type { Socket } from "node:net";
import pg from "pg";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import type { Ledger, LedgerRun } from "../../../server/ledger/ledger.ts";
import { createPostgresLedger } from "../../../server/ledger/postgres/create-postgres-ledger.ts";
import { makeProvisionalRun } from "../../support/ledger/make-imported-run.ts";
import { openPostgresTestLedger } from "../../support/ledger/postgres-test-ledger.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
/** Small where they are sent; Postgres writes each of its digits. */
const DETAILS = { amounts: Array.from({ length: 2_000 }, () => 1e308), lost: "a\u0000b" };
const MOST_BYTES = 20_000;

let ledger: Ledger;
let bytesRead: () => number;

beforeEach(async () => {
  const opened = await openPostgresTestLedger("pg", () => NOW);
  onTestFinished(opened.remove);
  const pool = new pg.Pool({ connectionString: opened.url });
  const sockets: Socket[] = [];
  pool.on("connect", (client) => {
    const { connection } = client as unknown as { readonly connection: { readonly stream: Socket } }; // Not in its types.
    sockets.push(connection.stream);
  });
  bytesRead = () => sockets.reduce((sum, socket) => sum + socket.bytesRead, 0);
  ledger = createPostgresLedger(drizzle(pool), { now: () => NOW, close: () => pool.end() });
  onTestFinished(() => ledger.close());
});

const report = (usageDetails: LedgerRun["usageDetails"]): LedgerRun => ({
  runId: "a",
  scraperId: "actor",
  source: "enrich",
  status: "RUNNING",
  costNanoUsd: null,
  itemCount: null,
  usageDetails,
  createdAtMs: NOW,
});

test("details that are recorded are answered as they are kept, and do not come back for it", async () => {
  const recorded = await ledger.recordRuns("alice", [report(DETAILS)]);
  expect(bytesRead()).toBeLessThan(MOST_BYTES);
  const kept = await ledger.findRun("alice", "a");
  expect(kept?.usageDetails).toEqual({ ...DETAILS, lost: "a\u{fffd}b" });
  expect(recorded).toEqual([{ run: kept, isNew: true }]);
});

test("details that are known already are answered to who tells none", async () => {
  await ledger.recordRuns("alice", [report({ a: 1 })]);
  expect(await ledger.recordRuns("alice", [report(null)])).toMatchObject([{ run: { usageDetails: { a: 1 } } }]);
});

test("no reading brings details along", async () => {
  await ledger.commitReadings("alice", [makeProvisionalRun({ runId: "a", usageDetails: DETAILS }, NOW)]);
  expect((await ledger.readingsOf("alice", ["a"])).size).toBe(1);
  expect(await ledger.dueReadings("alice", NOW, 9)).toHaveLength(1);
  expect(bytesRead()).toBeLessThan(MOST_BYTES);
});
