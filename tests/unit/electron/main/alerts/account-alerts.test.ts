import { beforeEach, describe, expect, test } from "vitest";
import type { AccountAlerts } from "../../../../../electron/main/alerts/account-alerts.ts";
import { type AlertsBench, createAlertsBench, NOW_MS } from "../../../../support/budgets/alerts-bench.ts";
import { daysOf } from "../../../../support/budgets/fake-spending.ts";
import { BUDGET_ID, monthBudget, USD } from "../../../../support/budgets/sample-alerts.ts";
import { settle } from "../../../../support/desktop-main/manual-schedule.ts";

const HOUR_MS = 3_600_000;
const OTHER_ID = "7f6b9a52-6a51-4f0e-9a7a-0d1b7d7d6a02";

let bench: AlertsBench;
let alerts: AccountAlerts;

beforeEach(async () => {
  bench = createAlertsBench();
  alerts = bench.start();
  await bench.book.saveBudget(monthBudget());
});

async function spend(dollars: number, mine: AccountAlerts = alerts): Promise<void> {
  bench.spending.spentNanoUsd = BigInt(Math.round(dollars * 100)) * (USD / 100n);
  await evaluate(mine);
}

async function evaluate(mine: AccountAlerts = alerts): Promise<void> {
  await mine.evaluate();
  await settle();
}

const deliveries = async () => (await bench.book.alerts(10)).map(({ delivery }) => delivery).toReversed();

describe("a crossing", () => {
  test("is announced once, and each higher threshold once, however the figures move", async () => {
    for (const dollars of [10, 26, 30, 41, 20, 41, 50, 49, 60]) await spend(dollars);
    expect(bench.titles()).toEqual(["52 % du budget du mois", "82 % du budget du mois", "Budget du mois atteint"]);
  });

  test("of several thresholds is announced as the highest", async () => {
    await spend(75);
    expect(bench.titles()).toEqual(["Budget du mois dépassé : 150 %"]);
    await spend(45);
    expect(bench.titles()).toHaveLength(1);
  });

  test("is announced no second time by the next process", async () => {
    await spend(41);
    alerts.stop();
    await spend(41, bench.start());
    expect(bench.titles()).toHaveLength(1);
  });

  test("that happened while nothing ran is announced at the next start", async () => {
    alerts.stop();
    await spend(60, bench.start());
    expect(bench.titles()).toEqual(["Budget du mois dépassé : 120 %"]);
  });

  test("is kept before it is shown: a process that dies in between repeats it", async () => {
    bench.book.failWrites("setDelivery");
    await spend(41);
    expect([bench.titles().length, await deliveries()]).toEqual([1, ["pending"]]);
    bench.book.failWrites(null);
    alerts.stop();
    await evaluate(bench.start());
    expect([bench.titles().length, await deliveries()]).toEqual([2, ["shown"]]);
  });

  test("6: of a higher threshold is announced although the lower one was put away, or shown in vain", async () => {
    await spend(26);
    await bench.book.acknowledge(
      (await bench.book.alerts(10)).map(({ id }) => id),
      NOW_MS,
    );
    bench.desk.outcome = "refused";
    await spend(41);
    bench.desk.outcome = "shown";
    await spend(50);
    expect(bench.titles().at(-1)).toBe("Budget du mois atteint");
    expect(await deliveries()).toEqual(["shown", "in-window", "shown"]);
  });

  test("that could not be kept is not shown, and comes with the next evaluation", async () => {
    bench.book.failWrites("commit");
    await spend(41);
    expect(bench.titles()).toEqual([]);
    bench.book.failWrites(null);
    await evaluate();
    expect(bench.titles()).toHaveLength(1);
  });

  test("that the system refuses to show is in the window, and not marked as shown", async () => {
    bench.desk.outcome = "refused";
    await spend(41);
    expect(await deliveries()).toEqual(["in-window"]);
  });
});

describe("figures that are not up to date, or part of an import under way,", () => {
  test("neither announce nor re-arm", async () => {
    await spend(41);
    bench.desk.isFresh = false;
    await spend(0);
    await spend(60);
    expect(bench.titles()).toHaveLength(1);
    bench.desk.isFresh = true;
    await spend(41);
    expect(bench.titles()).toHaveLength(1);
    await spend(60);
    expect(bench.titles()).toHaveLength(2);
  });

  test("are read all the same, to be shown", async () => {
    bench.desk.isFresh = false;
    await spend(41);
    expect(alerts.state()).toMatchObject({ level: "near", percent: 82 });
  });

  test("hold up no alert of the last time", async () => {
    bench.book.failWrites("setDelivery");
    await spend(41);
    bench.book.failWrites(null);
    alerts.stop();
    Object.assign(bench.desk, { isFresh: false });
    bench.spending.failure = new Error("away");
    await evaluate(bench.start());
    expect(bench.titles()).toHaveLength(2);
  });
});

describe("a reading that failed", () => {
  test("neither announces nor re-arms", async () => {
    await spend(41);
    bench.spending.failure = new Error("away");
    await evaluate();
    bench.spending.failure = null;
    await evaluate();
    expect(bench.titles()).toHaveLength(1);
  });

  test("of one scraper silences no other budget", async () => {
    await bench.book.saveBudget(monthBudget({ id: OTHER_ID, scraperId: "abc" }));
    bench.spending.scraperSpent.set("abc", new Error("away"));
    await spend(41);
    expect(bench.titles()).toEqual(["82 % du budget du mois"]);
    expect(alerts.state().budgets).toHaveLength(1);
  });

  test("11e: of Apify's billing cycle, though it hangs, silences no other budget", async () => {
    await bench.book.saveBudget(monthBudget({ id: OTHER_ID, window: "cycle" }));
    bench.spending.heldReconciliation = new Promise(() => undefined);
    bench.spending.spentNanoUsd = 41n * USD;
    void alerts.evaluate();
    await settle();
    await bench.clock.advance(2_000);
    await settle();
    expect(bench.titles()).toEqual(["82 % du budget du mois"]);
    expect(alerts.state().budgets).toHaveLength(1);
  });

  test("of the days, from which is projected, silences no threshold", async () => {
    await bench.book.saveSettings({ quietHours: null, isAnomalyAnnounced: true });
    bench.spending.figures.days = () => Promise.reject(new Error("away"));
    await spend(41);
    expect(bench.titles()).toEqual(["82 % du budget du mois"]);
  });
});

test("an anomaly is announced once a day, where it is wanted", async () => {
  await bench.book.deleteBudget(BUDGET_ID, NOW_MS);
  bench.spending.days = daysOf(
    "2026-11-23",
    Array.from({ length: 57 }, (_, index) => (index === 56 ? 40 : 3)),
  );
  await spend(1);
  expect(bench.titles()).toEqual([]);
  await bench.book.saveSettings({ quietHours: null, isAnomalyAnnounced: true });
  await evaluate();
  await evaluate();
  expect(bench.titles()).toEqual(["Dépense inhabituelle le 23 novembre"]);
});

test("an overrun that is expected is announced once a window, where it is wanted", async () => {
  bench.spending.days = daysOf(
    "2026-11-23",
    Array.from({ length: 57 }, () => 3),
  );
  await bench.book.saveBudget(
    monthBudget({ isProjectionAnnounced: true, thresholds: [100], effectiveSinceMs: NOW_MS }),
  );
  await spend(40);
  await spend(41);
  expect(bench.titles()).toEqual(["Dépassement prévu du budget du mois"]);
});

test("the costs of a window that is over are announced when they become known late", async () => {
  bench.spending.formerNanoUsd = 60n * USD;
  await evaluate();
  expect(bench.shown[0]?.words.body).toMatch(/octobre 2026 · coûts connus après coup/);
  // What is younger than that window says nothing of it.
  await bench.book.saveBudget(monthBudget({ id: OTHER_ID, effectiveSinceMs: NOW_MS }));
  await evaluate();
  expect(bench.titles()).toHaveLength(1);
});

test("so are those of a billing cycle, though Apify tells of the next one by then", async () => {
  const day = (date: string) => Date.parse(`${date}T00:00:00Z`);
  await bench.book.saveBudget(monthBudget({ window: "cycle" }));
  bench.spending.cycle = { fromMs: day("2026-11-15"), toMs: day("2026-12-15") - 1 };
  await spend(10);
  bench.clock.jump(day("2026-12-15") - NOW_MS);
  bench.spending.cycle = { fromMs: day("2026-12-15"), toMs: day("2027-01-15") - 1 };
  bench.spending.formerNanoUsd = 60n * USD;
  await spend(1);
  expect(bench.titles()).toEqual(["Budget du cycle Apify dépassé : 120 %"]);
  expect(bench.shown[0]?.words.body).toMatch(/cycle du 15 novembre · coûts connus après coup$/);
});

test("so is what was crossed in a cycle that ended while the application was closed, once", async () => {
  const day = (date: string) => Date.parse(`${date}T00:00:00Z`);
  await bench.book.saveBudget(monthBudget({ window: "cycle", effectiveSinceMs: day("2026-11-01") }));
  bench.spending.cycle = { fromMs: day("2026-11-15"), toMs: day("2026-12-15") - 1 };
  bench.spending.formerNanoUsd = 60n * USD;
  // Nobody knows that cycle's dates yet.
  await spend(1);
  expect(bench.titles()).toEqual([]);
  bench.spending.formerCycle = { fromMs: day("2026-10-15"), toMs: day("2026-11-15") - 1 };
  await spend(1);
  await spend(1, bench.start());
  expect(bench.titles()).toEqual(["Budget du cycle Apify dépassé : 120 %"]);
  expect(bench.shown[0]?.words.body).toMatch(/cycle du 15 octobre · coûts connus après coup$/);
});

test("a budget that was made after the cycle had ended is silent about it, and nobody is asked", async () => {
  const day = (date: string) => Date.parse(`${date}T00:00:00Z`);
  await bench.book.saveBudget(monthBudget({ window: "cycle", effectiveSinceMs: day("2026-11-16") }));
  bench.spending.cycle = { fromMs: day("2026-11-15"), toMs: day("2026-12-15") - 1 };
  bench.spending.formerCycle = { fromMs: day("2026-10-15"), toMs: day("2026-11-15") - 1 };
  bench.spending.formerNanoUsd = 60n * USD;
  await spend(1);
  expect(bench.titles()).toEqual([]);
  expect(bench.spending.asked.filter((asked) => asked.startsWith("reconciliation"))).toEqual(["reconciliation"]);
});

describe("what was crossed while the computer was off for days", () => {
  // Friday to Monday.
  const days = daysOf("2026-11-23", [...Array.from({ length: 86 }, () => 0), 51, 30, 60, 1]);
  beforeEach(async () => {
    bench.spending.days = days;
    await bench.book.saveBudget(monthBudget({ window: "day", effectiveSinceMs: Date.parse("2026-11-20T12:00:00Z") }));
  });

  test("is announced at the next start, each window once, in one summary", async () => {
    await spend(1);
    expect(bench.shown.map(({ words }) => words.body.replaceAll("\u00a0", " ").split("\n"))).toEqual([
      [
        "Budget du jour dépassé : 102 % · 20 novembre",
        "60 % du budget du jour · 21 novembre",
        "Budget du jour dépassé : 120 % · 22 novembre",
      ],
    ]);
    await spend(1, bench.start());
    expect([bench.titles(), (await bench.book.alerts(10)).length]).toEqual([["3 alertes de dépense"], 3]);
  });

  test("stays silent as far as the budget did not stand then, and for what the days do not tell", async () => {
    await bench.book.saveBudget(monthBudget({ window: "day", effectiveSinceMs: Date.parse("2026-11-22T12:00:00Z") }));
    bench.spending.days = [];
    await spend(1);
    expect(bench.titles()).toEqual([]);
    bench.spending.days = days;
    await spend(1);
    expect(bench.titles()).toEqual(["Budget du jour dépassé : 120 %"]);
  });
});

describe("one evaluation at a time", () => {
  test("what is asked meanwhile overtakes it: a budget that was lowered is judged as it is now", async () => {
    let release = (): void => undefined;
    bench.spending.held = new Promise((resolve) => (release = resolve));
    bench.spending.spentNanoUsd = 41n * USD;
    const first = alerts.evaluate();
    await settle();
    await bench.book.saveBudget(monthBudget({ amountNanoUsd: 40n * USD }));
    const second = alerts.evaluate();
    release();
    await Promise.all([first, second]);
    await settle();
    expect(bench.titles()).toEqual(["Budget du mois dépassé : 102 %"]);
  });

  test("many that are asked for at once are two", async () => {
    await Promise.all(Array.from({ length: 20 }, () => alerts.evaluate()));
    const present = bench.spending.asked.filter((question) => question.startsWith("spent 2026-10-31T23"));
    expect(present).toHaveLength(2);
  });
});

describe("once it is stopped", () => {
  test("what is under way is neither kept nor shown", async () => {
    let release = (): void => undefined;
    bench.spending.held = new Promise((resolve) => (release = resolve));
    bench.spending.spentNanoUsd = 60n * USD;
    const running = alerts.evaluate();
    await settle();
    alerts.stop();
    release();
    await running;
    await settle();
    expect([bench.titles(), await bench.book.alerts(10), bench.clock.pending()]).toEqual([[], [], 0]);
  });

  test("nothing changes any more", async () => {
    alerts.stop();
    await spend(60);
    expect([bench.titles(), bench.changes()]).toEqual([[], 0]);
  });
});

test("a damaged ledger is neither judged nor written, and shows none of its alerts", async () => {
  bench.book.failWrites("setDelivery");
  await spend(41);
  bench.book.failWrites(null);
  bench.desk.isPaused = true;
  await spend(60);
  expect([bench.titles().length, await deliveries()]).toEqual([1, ["pending"]]);
});

test("the sample's alerts are in its window alone", async () => {
  await spend(60, bench.start(null));
  expect([bench.titles(), await deliveries()]).toEqual([[], ["in-window"]]);
});

describe("for the tray", () => {
  test("the highest level and the furthest budget are told, and those that are on by name", async () => {
    await bench.book.saveBudget(
      monthBudget({ id: OTHER_ID, scraperId: "abc", window: "day", amountNanoUsd: 30n * USD }),
    );
    await bench.book.saveBudget(
      monthBudget({ id: "7f6b9a52-6a51-4f0e-9a7a-0d1b7d7d6a03", isOn: false, amountNanoUsd: USD }),
    );
    bench.spending.scraperSpent.set("abc", 31n * USD);
    await spend(41);
    expect(alerts.state()).toEqual({
      level: "over",
      percent: 103,
      budgets: [
        { id: BUDGET_ID, name: "Mois", percent: 82, level: "near" },
        { id: OTHER_ID, name: "Jour · apify/web-scraper", percent: 103, level: "over" },
      ],
      snoozedUntilMs: null,
      unacknowledged: 2,
    });
  });

  test("what was read of a window that is over is not told as the present one's", async () => {
    await bench.book.saveBudget(monthBudget({ id: OTHER_ID, window: "day" }));
    await spend(41);
    expect(alerts.state().budgets).toHaveLength(2);
    bench.clock.jump(24 * HOUR_MS);
    expect(alerts.state().budgets.map(({ name }) => name)).toEqual(["Mois"]);
    expect(alerts.present(monthBudget({ id: OTHER_ID, window: "day" }))).toBeNull();
    await evaluate();
    expect(alerts.state().budgets).toHaveLength(2);
  });

  test("without a budget nothing is told", async () => {
    await bench.book.deleteBudget(BUDGET_ID, NOW_MS);
    await evaluate();
    expect(alerts.state()).toMatchObject({ level: "normal", percent: null, budgets: [] });
  });

  test("a snooze of everything is told until it ends, and its end is told by itself", async () => {
    await bench.book.saveSnooze({ budgetId: BUDGET_ID, untilMs: NOW_MS + HOUR_MS });
    await evaluate();
    expect(alerts.state().snoozedUntilMs).toBeNull();
    await bench.book.saveSnooze({ budgetId: null, untilMs: NOW_MS + HOUR_MS });
    await evaluate();
    expect(alerts.state().snoozedUntilMs).toBe(NOW_MS + HOUR_MS);
    const before = bench.changes();
    await bench.clock.advance(HOUR_MS);
    await settle();
    expect(alerts.state().snoozedUntilMs).toBeNull();
    expect(bench.changes()).toBeGreaterThan(before);
    expect(bench.clock.pending()).toBe(0);
  });
});
