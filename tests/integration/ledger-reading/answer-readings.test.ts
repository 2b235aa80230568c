import { once } from "node:events";
import { MessageChannel } from "node:worker_threads";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { answerReadings } from "../../../electron/ledger-reading/answer-readings.ts";
import type { ReadingAnswer } from "../../../electron/main/ledger-reading/reading-thread.ts";
import { MIGRATIONS_FOLDER, openTemporaryLedger, type TemporaryLedger } from "../../support/ledger/temporary-ledger.ts";

let temporary: TemporaryLedger;

beforeEach(async () => {
  temporary = await openTemporaryLedger(Date.now);
  onTestFinished(() => temporary.remove());
});

const run = (runId: string, status: string) => ({
  runId,
  scraperId: "maps",
  source: "scraping",
  status,
  costNanoUsd: 5n,
  itemCount: null,
  usageDetails: null,
  createdAtMs: Date.now(),
});

async function startReading(userId: string) {
  const { port1: here, port2: there } = new MessageChannel();
  void answerReadings(there, { ledgerFile: temporary.file, migrationsFolder: MIGRATIONS_FOLDER, userId });
  let asked = 0;
  const ask = async (path: string): Promise<{ status: number; body: unknown }> => {
    asked += 1;
    here.postMessage({ id: asked, url: `http://embedded.invalid${path}` });
    const [answer] = (await once(here, "message")) as [ReadingAnswer];
    expect(answer.id).toBe(asked);
    return { status: answer.status, body: JSON.parse(answer.body) as unknown };
  };
  const end = async () => {
    const closed = once(here, "close");
    here.postMessage(null);
    await closed;
  };
  return { ask, end };
}

test("a thread reads what main has written, for the one user, and ends when it is told", async () => {
  await temporary.ledger.recordRuns("alice", [run("first", "FAILED"), run("second", "SUCCEEDED")]);
  await temporary.ledger.recordRuns("bob", [run("third", "FAILED")]);
  const { ask, end } = await startReading("alice");
  const failed = "/api/scraper-runs?status=FAILED&sort=cost";
  expect(await ask(failed)).toMatchObject({ status: 200, body: { totalRuns: 1, runs: [{ runId: "first" }] } });
  await temporary.ledger.recordRuns("alice", [run("fourth", "FAILED")]);
  expect(await ask(failed)).toMatchObject({ body: { totalRuns: 2, totalCostNanoUsd: "10" } });
  await end();
  await temporary.ledger.recordRuns("alice", [run("fifth", "FAILED")]);
});

test("a wrong question is answered as over HTTP, and nothing can be written", async () => {
  const { ask, end } = await startReading("alice");
  expect(await ask("/api/scraper-runs?sort=colour")).toMatchObject({ status: 400 });
  expect(await ask("/api/nothing")).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
  await end();
});
