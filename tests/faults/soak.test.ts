import { beforeAll, expect, onTestFinished, test } from "vitest";
import { createImporter } from "../../server/services/import/importer.ts";
import { AppError } from "../../shared/errors.ts";
import { createInProcessStandIn, type InProcessStandIn } from "../support/apify/in-process.ts";
import { StandInAccount } from "../support/apify/stand-in-account.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, NOW } from "../support/faults/fault-bench.ts";
import { useMemoryFolder } from "../support/faults/memory-folder.ts";
import { SimulatedClock } from "../support/faults/simulated-clock.ts";
import { startLives } from "../support/faults/soak-life.ts";
import { SoakUser, type Pace } from "../support/faults/soak-user.ts";
import { readRollupLines, readRows, rollupLinesOf } from "../support/ledger/row-oracle.ts";
import { openTemporaryLedger } from "../support/ledger/temporary-ledger.ts";

const SOAK_MS = 48 * HOUR_MS;

/** Runs, pace, and the requests that one hour may cost at the most. */
const ACCOUNTS: readonly (readonly [username: string, runs: number, pace: Pace, budgetPerHour: number])[] = [
  ["harbour-data", 9_800, "every 5 minutes", 1_200],
  ["quayside", 9_800, "every 5 minutes", 1_200],
  ["lighthouse", 400, "as readings are due", 400],
];

/** Every six hours Apify is out of order for ten minutes. */
function planOutages(standIn: InProcessStandIn, clock: SimulatedClock): void {
  for (let hour = 5; hour < 48; hour += 6) {
    clock.at(NOW + hour * HOUR_MS, () => {
      const kind = hour % 12 === 5 ? ({ kind: "status", status: 503 } as const) : ({ kind: "rate-limited" } as const);
      const takeBack = standIn.fail({ match: { path: /./ }, with: kind });
      clock.at(clock.now() + 10 * MINUTE_MS, takeBack);
    });
  }
}

beforeAll(useMemoryFolder);

test("48 hours of 3 accounts and 20,000 runs end exact, with requests per hour below the budget", async () => {
  const clock = new SimulatedClock(NOW);
  const accounts = ACCOUNTS.map(([username]) => new StandInAccount({ username }));
  const standIn = createInProcessStandIn(accounts, clock.now);
  const lives = accounts.map((account, index) => {
    const count = ACCOUNTS[index]?.[1] ?? 0;
    return startLives({ account, clock, seed: 71 + index, count, forMs: SOAK_MS });
  });
  planOutages(standIn, clock);
  const users = accounts.map((account, index) => {
    return new SoakUser(account, standIn, clock, ACCOUNTS[index]?.[2] ?? "every 5 minutes");
  });
  const clientOf = (userId: string) => users.find((user) => user.userId === userId)?.client ?? null;
  const { ledger, sql, remove } = await openTemporaryLedger(clock.now);
  onTestFinished(remove);
  const importer = createImporter({ ledger, now: clock.now, connectionOf: clientOf });

  async function refreshUntil(endMs: number): Promise<void> {
    for (;;) {
      const [next] = users.toSorted((left, right) => left.nextAtMs - right.nextAtMs);
      if (next === undefined) throw new AppError("internal", "There is no account");
      if (next.nextAtMs > endMs) return;
      clock.advance(Math.max(next.nextAtMs - clock.now(), 0));
      await next.refresh(importer);
      standIn.forgetRequests();
    }
  }

  await refreshUntil(NOW + SOAK_MS);
  expect(users.every(({ failures }) => failures > 0)).toBe(true);
  const measured = users.map((user) => user.mostRequestsPerHour);
  // The last runs end, and both sweeps pass over them once more.
  for (let hours = 0; hours < 50; hours += 2) {
    clock.advance(2 * HOUR_MS);
    for (const user of users) await user.refresh(importer);
  }

  const rows = await readRows(sql);
  expect(await readRollupLines(sql)).toEqual(rollupLinesOf(rows));
  for (const [index, { userId }] of users.entries()) {
    const truth = lives[index]?.truth() ?? new Map<string, bigint | null>();
    const held = rows.filter((row) => row.userId === userId);
    const wrong = held.filter(({ runId, costNanoUsd }) => truth.get(runId) !== costNanoUsd);
    expect(wrong).toEqual([]);
    expect(held).toHaveLength(truth.size);
    expect(await ledger.openReadings(userId, clock.now())).toMatchObject({ runsInProgress: 0, unsettledRuns: 0 });
    expect(Math.min(...Object.values(lives[index]?.counts ?? {}))).toBeGreaterThan(0);
    expect(measured[index]).toBeLessThanOrEqual(ACCOUNTS[index]?.[3] ?? 0);
  }
  expect(rows).toHaveLength(20_000);
  expect(clock.now()).toBeGreaterThan(NOW + 3 * DAY_MS);
});
