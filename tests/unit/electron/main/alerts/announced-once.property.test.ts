import fc from "fast-check";
import { expect, test } from "vitest";
import type { AccountAlerts } from "../../../../../electron/main/alerts/account-alerts.ts";
import { type AlertsBench, createAlertsBench } from "../../../../support/budgets/alerts-bench.ts";
import { monthBudget, USD } from "../../../../support/budgets/sample-alerts.ts";
import { settle } from "../../../../support/desktop-main/manual-schedule.ts";

const HOUR_MS = 3_600_000;
const AMOUNT = 50n * USD;
const THRESHOLDS = [50, 80, 100];

/** What may happen between two evaluations, or in one. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("spent"), dollars: fc.integer({ min: 0, max: 70 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("fail", "stale", "restart", "snooze", "quiet") }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("die before keeping", "die before keeping as shown") }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("wait"), hours: fc.integer({ min: 1, max: 400 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

async function evaluate(alerts: AccountAlerts): Promise<void> {
  await alerts.evaluate();
  await settle();
}

/** Answers the alerts of the process that goes on. */
async function perform(bench: AlertsBench, alerts: AccountAlerts, one: Step): Promise<AccountAlerts> {
  const { book, spending, desk, clock } = bench;
  const restart = () => {
    alerts.stop();
    return bench.start();
  };
  if ("dollars" in one) spending.spentNanoUsd = BigInt(one.dollars) * USD;
  if ("hours" in one) await clock.advance(one.hours * HOUR_MS);
  if (one.kind === "fail") spending.failure = new Error("away");
  if (one.kind === "stale") desk.isFresh = false;
  if (one.kind === "snooze") await book.saveSnooze({ budgetId: null, untilMs: clock.now() + HOUR_MS });
  if (one.kind === "quiet")
    await book.saveSettings({ quietHours: { fromMinute: 600, toMinute: 900 }, isAnomalyAnnounced: false });
  if (one.kind === "die before keeping") book.failWrites("commit");
  if (one.kind === "die before keeping as shown") book.failWrites("setDelivery");
  await evaluate(alerts);
  book.failWrites(null);
  Object.assign(desk, { isFresh: true });
  spending.failure = null;
  const hasDied = one.kind === "restart" || one.kind.startsWith("die");
  return hasDied ? restart() : alerts;
}

/** What a reading of that moment makes known: the highest threshold that it crosses. */
function crossed(spent: bigint): number {
  return Math.max(0, ...THRESHOLDS.filter((threshold) => spent * 100n >= AMOUNT * BigInt(threshold)));
}

test("each crossing is announced once and none is lost, whatever fails, dies, is stale, snoozed or quiet", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const bench = createAlertsBench();
      await bench.book.saveBudget(monthBudget({ effectiveSinceMs: bench.clock.now() }));
      let alerts = bench.start();
      const known = new Map<string, number>();
      for (const one of steps) {
        alerts = await perform(bench, alerts, one);
        if (["fail", "stale", "die before keeping"].includes(one.kind)) continue;
        const month = new Date(bench.clock.now() + HOUR_MS).toISOString().slice(0, 7);
        const label = `month:${month}`;
        known.set(label, Math.max(known.get(label) ?? 0, crossed(bench.spending.spentNanoUsd)));
      }
      await bench.book.endSnooze(null);
      await bench.book.saveSettings({ quietHours: null, isAnomalyAnnounced: false });
      bench.spending.failure = new Error("away");
      await evaluate(alerts);
      alerts.stop();

      const kept = await bench.book.alerts(1_000);
      const announced = kept.flatMap(({ announcement }) => (announcement.kind === "threshold" ? announcement : []));
      const names = announced.map(({ windowLabel, threshold }) => `${windowLabel} ${threshold}`);
      expect(new Set(names).size).toBe(names.length);
      expect(kept.filter(({ delivery }) => delivery !== "shown")).toEqual([]);
      for (const [label, highest] of known) {
        const told = announced.filter(({ windowLabel }) => windowLabel === label).map(({ threshold }) => threshold);
        expect(Math.max(0, ...told)).toBe(highest);
      }
      const repeats = steps.filter(({ kind }) => kind === "die before keeping as shown").length;
      expect(bench.shown.length).toBeLessThanOrEqual(names.length + repeats);
      expect(bench.shown.length > 0).toBe(names.length > 0);
      expect(bench.clock.pending()).toBe(0);
    }),
    { numRuns: 150 },
  );
});
