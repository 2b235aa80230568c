import { beforeEach, describe, expect, test } from "vitest";
import type { AlertWords } from "../../../../../electron/main/alerts/alert-words.ts";
import { createDelivery, type Delivery } from "../../../../../electron/main/alerts/deliver.ts";
import type { NotificationState } from "../../../../../shared/ipc/budgets.ts";
import { createMemoryBudgetBook, type MemoryBudgetBook } from "../../../../support/budgets/memory-budget-book.ts";
import {
  anomaly,
  BUDGET_ID,
  crossing,
  keptAlert,
  monthBudget,
  overrun,
} from "../../../../support/budgets/sample-alerts.ts";
import { createManualSchedule, type ManualSchedule, settle } from "../../../../support/desktop-main/manual-schedule.ts";

const HOUR_MS = 3_600_000;
const OTHER_ID = "7f6b9a52-6a51-4f0e-9a7a-0d1b7d7d6a02";
/** 21:00 in Paris. */
const NOW_MS = Date.parse("2026-11-23T20:00:00Z");
const NIGHT = { fromMinute: 22 * 60, toMinute: 7 * 60 };

let book: MemoryBudgetBook;
let clock: ManualSchedule;
let shown: { readonly words: AlertWords; readonly click: () => void }[];
let opened: (string | null)[];
let outcome: NotificationState;
let delivery: Delivery;

beforeEach(async () => {
  book = createMemoryBudgetBook();
  clock = createManualSchedule(NOW_MS);
  shown = [];
  opened = [];
  outcome = "shown";
  delivery = deliveryOf();
  await book.saveBudget(monthBudget());
  await book.saveBudget(monthBudget({ id: OTHER_ID }));
});

function deliveryOf(isInWindowOnly = false): Delivery {
  const mine = createDelivery({
    book,
    notifier: isInWindowOnly
      ? null
      : {
          async notify(words, click) {
            shown.push({ words, click });
            return outcome;
          },
        },
    language: () => "fr",
    areAmountsHidden: () => false,
    names: () => ({ scraper: (id) => id, account: null }),
    onOpen: (budgetId) => opened.push(budgetId),
    onDue: () => void mine.run(),
    schedule: clock.schedule,
    now: clock.now,
    timeZone: () => "Europe/Paris",
  });
  return mine;
}

const titles = () => shown.map(({ words }) => words.title.replaceAll("\u00a0", " "));
const deliveries = async () => (await book.alerts(10)).map(({ delivery: state }) => state).toReversed();

describe("a pending alert", () => {
  test("is shown and then kept as shown, and not shown again", async () => {
    book.keep(keptAlert("one", crossing()));
    await delivery.run();
    await delivery.run();
    expect(titles()).toEqual(["83 % du budget du mois"]);
    expect(await deliveries()).toEqual(["shown"]);
  });

  test("is repeated, not lost, by a process that died before it kept that", async () => {
    book.keep(keptAlert("one", crossing()));
    book.failWrites("setDelivery");
    await expect(delivery.run()).rejects.toThrow("died");
    book.failWrites(null);
    await deliveryOf().run();
    expect(titles()).toHaveLength(2);
    expect(await deliveries()).toEqual(["shown"]);
  });

  test("of another budget is another notification, the oldest first", async () => {
    book.keep(keptAlert("one", crossing()));
    book.keep(keptAlert("two", crossing({ budgetId: OTHER_ID, spentNanoUsd: 60_000_000_000n })));
    book.keep(keptAlert("three", anomaly));
    await delivery.run();
    expect(titles()).toEqual([
      "83 % du budget du mois",
      "Budget du mois dépassé : 120 %",
      "Dépense inhabituelle le 23 novembre",
    ]);
  });

  test("is overtaken by a later threshold of the same window", async () => {
    book.keep(keptAlert("one", crossing({ threshold: 50, spentNanoUsd: 26_000_000_000n })));
    book.keep(keptAlert("two", crossing()));
    await delivery.run();
    expect(titles()).toEqual(["83 % du budget du mois"]);
    expect(await deliveries()).toEqual(["shown", "shown"]);
  });

  test("that the person has seen in the window, or whose budget is gone or off, is not told any more", async () => {
    await book.saveBudget(monthBudget({ id: OTHER_ID, isOn: false }));
    book.keep(keptAlert("seen", crossing(), { acknowledgedAtMs: 1 }));
    book.keep(keptAlert("off", crossing({ budgetId: OTHER_ID })));
    book.keep(keptAlert("gone", crossing({ budgetId: "7f6b9a52-6a51-4f0e-9a7a-0d1b7d7d6a03" })));
    await delivery.run();
    expect([titles(), await deliveries()]).toEqual([[], ["in-window", "in-window", "in-window"]]);
  });
});

test.each(["refused", "unsupported"] as const)(
  "where notifications are %s, alerts are in the window",
  async (answer) => {
    outcome = answer;
    book.keep(keptAlert("one", crossing()));
    book.keep(keptAlert("two", anomaly));
    await delivery.run();
    expect(await deliveries()).toEqual(["in-window", "in-window"]);
    // Whoever refuses one may hold up each other for as long.
    expect(shown).toHaveLength(1);
  },
);

test("a click leads to the budget; from a summary, and from an anomaly, to the alerts", async () => {
  book.keep(keptAlert("held", crossing({ budgetId: OTHER_ID }), { delivery: "held" }));
  book.keep(keptAlert("held too", anomaly, { delivery: "held" }));
  book.keep(keptAlert("one", crossing()));
  book.keep(keptAlert("two", anomaly));
  await delivery.run();
  for (const { click } of shown) click();
  expect(opened).toEqual([null, BUDGET_ID, null]);
});

test("once it is stopped nothing is shown, and a click on what is still on screen leads nowhere", async () => {
  book.keep(keptAlert("one", crossing()));
  await delivery.run();
  book.keep(keptAlert("two", anomaly));
  const running = delivery.run();
  delivery.stop();
  await running;
  shown[0]?.click();
  expect([titles().length, opened, clock.pending()]).toEqual([1, [], 0]);
  expect(await deliveries()).toEqual(["shown", "pending"]);
});

test("the sample's alerts are in its window only", async () => {
  book.keep(keptAlert("one", crossing()));
  await deliveryOf(true).run();
  expect([titles(), await deliveries()]).toEqual([[], ["in-window"]]);
});

describe("while it is snoozed", () => {
  test("a budget's alert is held until the snooze ends, and another's is shown", async () => {
    await book.saveSnooze({ budgetId: BUDGET_ID, untilMs: NOW_MS + HOUR_MS });
    book.keep(keptAlert("one", crossing()));
    book.keep(keptAlert("two", crossing({ budgetId: OTHER_ID })));
    await delivery.run();
    expect(await deliveries()).toEqual(["held", "shown"]);
    await clock.advance(HOUR_MS);
    expect(await deliveries()).toEqual(["shown", "shown"]);
    expect([shown.length, clock.pending()]).toEqual([2, 0]);
  });

  test("everything, no alert is shown, and one that waited alone is shown as itself", async () => {
    await book.saveSnooze({ budgetId: null, untilMs: NOW_MS + HOUR_MS });
    book.keep(keptAlert("one", overrun()));
    await delivery.run();
    expect([titles(), await deliveries()]).toEqual([[], ["held"]]);
    await clock.advance(HOUR_MS);
    expect(titles()).toEqual(["Dépassement prévu du budget du mois"]);
  });

  test("for long, the timer is never longer than a day", async () => {
    await book.saveSnooze({ budgetId: null, untilMs: NOW_MS + 40 * 24 * HOUR_MS });
    book.keep(keptAlert("one", crossing()));
    await delivery.run();
    await clock.advance(40 * 24 * HOUR_MS - 1);
    expect(titles()).toEqual([]);
    await clock.advance(1);
    expect(titles()).toHaveLength(1);
  });

  test("ending the snooze shows what waited", async () => {
    await book.saveSnooze({ budgetId: null, untilMs: NOW_MS + HOUR_MS });
    book.keep(keptAlert("one", crossing()));
    await delivery.run();
    await book.endSnooze(null);
    await delivery.run();
    expect(titles()).toHaveLength(1);
  });
});

describe("in quiet hours", () => {
  beforeEach(async () => {
    await book.saveSettings({ quietHours: NIGHT, isAnomalyAnnounced: false });
    await clock.advance(3 * HOUR_MS);
  });

  test("alerts are held over midnight, and one summary tells them afterwards", async () => {
    book.keep(keptAlert("one", crossing({ threshold: 50, spentNanoUsd: 26_000_000_000n })));
    await delivery.run();
    book.keep(keptAlert("two", crossing()));
    book.keep(keptAlert("three", crossing({ budgetId: OTHER_ID })));
    await delivery.run();
    expect([titles(), await deliveries()]).toEqual([[], ["held", "held", "held"]]);
    await clock.advance(7 * HOUR_MS - 1);
    expect(titles()).toEqual([]);
    await clock.advance(1);
    // The first was overtaken by the second.
    expect(titles()).toEqual(["2 alertes de dépense"]);
    expect(await deliveries()).toEqual(["shown", "shown", "shown"]);
  });

  test("that a process did not live to see the end of, the next shows what waited", async () => {
    book.keep(keptAlert("one", crossing()));
    await delivery.run();
    delivery.stop();
    await clock.advance(12 * HOUR_MS);
    expect(titles()).toEqual([]);
    await deliveryOf().run();
    expect(titles()).toHaveLength(1);
  });

  test("a snooze that lasts longer holds on", async () => {
    await book.saveSnooze({ budgetId: BUDGET_ID, untilMs: clock.now() + 9 * HOUR_MS });
    book.keep(keptAlert("one", crossing()));
    await delivery.run();
    await clock.advance(8 * HOUR_MS);
    expect(titles()).toEqual([]);
    await clock.advance(HOUR_MS);
    expect(titles()).toHaveLength(1);
  });

  test("no timer runs while nothing waits", async () => {
    await delivery.run();
    await settle();
    expect(clock.pending()).toBe(0);
  });
});
