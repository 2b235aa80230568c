import { afterEach, beforeEach, expect, test } from "vitest";
import { createApifyClient } from "../../../server/sources/apify/client.ts";
import { usageAndLimits } from "../../support/apify/fault.ts";
import { createInProcessStandIn, type InProcessStandIn } from "../../support/apify/in-process.ts";
import { StandInAccount } from "../../support/apify/stand-in-account.ts";
import { type RunningAlerts, startAlerts } from "../../support/budgets/running-alerts.ts";
import { monthBudget, USD } from "../../support/budgets/sample-alerts.ts";
import { createManualSchedule, type ManualSchedule } from "../../support/desktop-main/manual-schedule.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../../support/ledger/temporary-ledger.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Of the cycle from 14 October to 13 November. */
const CLOSED_AT_MS = Date.parse("2026-11-10T10:00:00Z");
const CYCLE_END_MS = Date.parse("2026-11-14T00:00:00Z");
const TOLD = "Budget du cycle Apify dépassé : 120 % · 60.00 $ dépensés sur 50.00 $ · cycle du 14 octobre";

let folder: TemporaryFolder;
let clock: ManualSchedule;
let account: StandInAccount;
let standIn: InProcessStandIn;
let shown: string[];
let running: RunningAlerts | undefined;

beforeEach(() => {
  folder = makeTemporaryFolder();
  clock = createManualSchedule(CLOSED_AT_MS);
  account = new StandInAccount({ cycleDay: 14 });
  standIn = createInProcessStandIn([account], clock.now);
  shown = [];
});
afterEach(async () => {
  await stop();
  folder.remove();
});

async function start(): Promise<RunningAlerts> {
  const connection = createApifyClient({
    baseUrl: standIn.baseUrl,
    token: account.token,
    now: clock.now,
    random: () => 0,
    fetch: standIn.fetch,
    sleep: async () => undefined,
  });
  running = await startAlerts({
    folder: folder.path,
    clock,
    connection,
    onShown: (title, body) => shown.push([title, ...body.split(" · ").slice(0, 2)].join(" · ")),
  });
  return running;
}

async function stop(): Promise<void> {
  await running?.stop();
  running = undefined;
}

/** With a budget of the cycle, of which the half is not spent yet. */
async function startWithBudget(): Promise<RunningAlerts> {
  const app = await start();
  const budget = monthBudget({ amountNanoUsd: 50n * USD, window: "cycle", effectiveSinceMs: clock.now() });
  await app.server.budgets.saveBudget(budget);
  return app;
}

const spend = (costUsd: number, startedAtMs: number) =>
  account.addRun({ startedAtMs, pricing: { model: "FREE" }, costUsd });

async function refresh({ server }: RunningAlerts): Promise<void> {
  const asked = new Request("http://embedded.invalid/api/scraper-runs/refresh", { method: "POST" });
  expect((await server.fetch(asked)).status).toBe(200);
}

const askedForUsage = () =>
  standIn.requests.filter(({ path }) => path.endsWith("/usage/monthly")).map(({ query }) => query.get("date"));

test("what was crossed in a cycle that ended while the application was closed is told at the next start, once", async () => {
  let app = await startWithBudget();
  await refresh(app);
  await app.evaluate();
  await stop();

  spend(60, CYCLE_END_MS - DAY_MS);
  spend(20, CYCLE_END_MS + DAY_MS);
  clock.jump(CYCLE_END_MS + 3 * DAY_MS - clock.now());
  for (const _ of [1, 2]) {
    app = await start();
    await refresh(app);
    await app.evaluate();
    await app.evaluate();
    await stop();
  }
  expect(shown).toEqual([TOLD]);
});

test("so it is where nothing was read of that cycle at all", async () => {
  let app = await startWithBudget();
  await stop();

  spend(60, CYCLE_END_MS - DAY_MS);
  clock.jump(CYCLE_END_MS + 3 * DAY_MS - clock.now());
  app = await start();
  await refresh(app);
  standIn.forgetRequests();
  for (const _ of [1, 2, 3]) await app.evaluate();
  expect(shown).toEqual([TOLD]);
  expect(askedForUsage()).toEqual([null, "2026-11-13"]);
});

test("the ledger's own dates of that cycle do where Apify tells of the present one alone", async () => {
  let app = await startWithBudget();
  await refresh(app);
  await app.evaluate();
  await stop();

  spend(60, CYCLE_END_MS - DAY_MS);
  clock.jump(CYCLE_END_MS + 3 * DAY_MS - clock.now());
  standIn.fail({
    match: (request) => request.query.get("date") !== null,
    with: { kind: "status", status: 503 },
  });
  app = await start();
  await refresh(app);
  await app.evaluate();
  expect(shown).toEqual([TOLD]);
});

test("nothing is told while that cycle's dates are not known, nor of one that began where no budget stood", async () => {
  let app = await startWithBudget();
  await stop();

  spend(60, CYCLE_END_MS - DAY_MS);
  clock.jump(CYCLE_END_MS + 3 * DAY_MS - clock.now());
  const repair = standIn.fail({ match: usageAndLimits, with: { kind: "insufficient-permissions" } });
  app = await start();
  await refresh(app);
  await app.evaluate();
  expect(shown).toEqual([]);
  await stop();
  repair();

  app = await start();
  const [budget] = await app.server.budgets.budgets();
  if (budget === undefined) throw new Error("There is no budget");
  await app.server.budgets.saveBudget({ ...budget, effectiveSinceMs: CYCLE_END_MS });
  await app.evaluate();
  expect(shown).toEqual([]);
  await app.server.budgets.saveBudget(budget);
  await app.evaluate();
  expect(shown).toEqual([TOLD]);
});
