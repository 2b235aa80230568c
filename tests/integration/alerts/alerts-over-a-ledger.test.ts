import { afterEach, beforeEach, expect, test } from "vitest";
import { type RunningAlerts, startAlerts } from "../../support/budgets/running-alerts.ts";
import { monthBudget, BUDGET_ID, USD } from "../../support/budgets/sample-alerts.ts";
import { createManualSchedule, type ManualSchedule } from "../../support/desktop-main/manual-schedule.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../../support/ledger/temporary-ledger.ts";

/** 11:00 of a Monday in Paris. */
const NOW_MS = Date.parse("2026-11-23T10:00:00Z");
const HOUR_MS = 3_600_000;

let folder: TemporaryFolder;
let clock: ManualSchedule;
let shown: string[];
let running: RunningAlerts | undefined;
let runs: number;

beforeEach(() => {
  folder = makeTemporaryFolder();
  clock = createManualSchedule(NOW_MS);
  shown = [];
  runs = 0;
});
afterEach(async () => {
  await stop();
  folder.remove();
});

/** As a process begins with an account: its figures and its budgets are those of the ledger's file. */
async function start(userId?: string): Promise<RunningAlerts> {
  running = await startAlerts({
    folder: folder.path,
    clock,
    ...(userId !== undefined && { userId }),
    onShown: (title) => shown.push(title),
  });
  return running;
}

async function stop(): Promise<void> {
  await running?.stop();
  running = undefined;
}

async function record({ server }: RunningAlerts, costUsd: number, scraperId = "abc"): Promise<void> {
  runs += 1;
  const body = { runId: `run${runs}`, scraperId, source: "scraping", status: "SUCCEEDED", costUsd };
  const url = "http://embedded.invalid/api/scraper-runs";
  const createdAt = new Date(clock.now() - 60_000).toISOString();
  const answer = await server.fetch(new Request(url, { method: "POST", body: JSON.stringify({ ...body, createdAt }) }));
  expect(answer.ok).toBe(true);
}

test("crossings are announced once over restarts, from the ledger's own sums", async () => {
  let app = await start();
  await app.server.budgets.saveBudget(monthBudget());
  await record(app, 24.999999999);
  await app.evaluate();
  expect(shown).toEqual([]);
  await record(app, 0.000000001);
  await app.evaluate();
  expect(shown).toEqual(["50 % du budget du mois"]);
  await stop();

  app = await start();
  await app.evaluate();
  // What crosses while nothing runs is announced at the next start.
  await record(app, 25);
  await stop();
  app = await start();
  await app.evaluate();
  expect(shown).toEqual(["50 % du budget du mois", "Budget du mois atteint"]);
  expect((await app.server.budgets.alerts(10)).map(({ delivery }) => delivery)).toEqual(["shown", "shown"]);
});

test("quiet hours outlive the process, and end in one summary", async () => {
  let app = await start();
  await app.server.budgets.saveBudget(monthBudget({ amountNanoUsd: 20n * USD }));
  const perScraper = monthBudget({ id: "7f6b9a52-6a51-4f0e-9a7a-0d1b7d7d6a02", scraperId: "abc", window: "day" });
  await app.server.budgets.saveBudget(perScraper);
  await app.server.budgets.saveSettings({ quietHours: { fromMinute: 600, toMinute: 780 }, isAnomalyAnnounced: false });
  await record(app, 26);
  await app.evaluate();
  expect(shown).toEqual([]);
  await stop();

  await clock.advance(2 * HOUR_MS);
  app = await start();
  await app.evaluate();
  expect(shown).toEqual(["2 alertes de dépense"]);
});

test("one account's budgets, marks and alerts are none of another's in the same file", async () => {
  let app = await start();
  await app.server.budgets.saveBudget(monthBudget());
  await record(app, 60);
  await app.evaluate();
  await stop();

  app = await start("apify:noa");
  await app.evaluate();
  expect(app.alerts.state()).toMatchObject({ percent: null, unacknowledged: 0 });
  await app.server.budgets.saveBudget(monthBudget({ id: "7f6b9a52-6a51-4f0e-9a7a-0d1b7d7d6a02" }));
  await app.evaluate();
  expect(shown).toHaveLength(1);
  await stop();

  app = await start();
  await app.evaluate();
  expect(app.alerts.state()).toMatchObject({ level: "over", percent: 120, unacknowledged: 1 });
  expect((await app.server.budgets.budgets()).map(({ id }) => id)).toEqual([BUDGET_ID]);
  expect(shown).toHaveLength(1);
});
