import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { INITIAL_ALERT_SETTINGS, type Announcement } from "../../../shared/domain/budget/alert.ts";
import { MOST_AMOUNT_DIGITS } from "../../../shared/domain/budget/budget.ts";
import type { BudgetBook, Evaluated } from "../../../shared/domain/budget/budget-book.ts";
import {
  BUDGET_MS as NOW,
  makeBudget,
  makeMark,
  makeThresholdAnnouncement,
} from "../../support/budgets/make-budget.ts";
import { openTemporaryBook, type TemporaryBook } from "../../support/budgets/temporary-book.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
const MORE_THAN_A_NUMBER_HOLDS = 9_007_199_254_740_993n;

let temporary: TemporaryBook;
let book: BudgetBook;

beforeEach(async () => {
  temporary = await openTemporaryBook();
  onTestFinished(() => temporary.remove());
  book = temporary.bookOf("apify:alice");
});

const commit = (change: Partial<Evaluated>) =>
  book.commit({ marks: [], rearmed: [], announcements: [], atMs: NOW, ...change });

async function reopened(): Promise<BudgetBook> {
  await temporary.reopen();
  return (book = temporary.bookOf("apify:alice"));
}

describe("budgets", () => {
  const budgets = [
    makeBudget(),
    makeBudget({
      id: "budget-2",
      amountNanoUsd: MORE_THAN_A_NUMBER_HOLDS,
      window: "cycle",
      scraperId: "moJRLRc85AitArpNN",
      thresholds: [1, 1000],
      isOn: false,
      isProjectionAnnounced: false,
      createdAtMs: NOW + 1,
      effectiveSinceMs: NOW + 2,
    }),
  ];

  test("are there again after a restart, to the nano-dollar, in the order in which they were made", async () => {
    expect(await book.budgets()).toEqual([]);
    for (const budget of budgets.toReversed()) await book.saveBudget(budget);
    expect(await (await reopened()).budgets()).toEqual(budgets);
  });

  test("hold the largest amount that a person can choose", async () => {
    const budget = makeBudget({ amountNanoUsd: BigInt("9".repeat(MOST_AMOUNT_DIGITS)) });
    await book.saveBudget(budget);
    expect(await book.budgets()).toEqual([budget]);
  });

  test("are replaced by what is saved under their name", async () => {
    await book.saveBudget(makeBudget());
    const other = makeBudget({ amountNanoUsd: 1n, window: "day", scraperId: "actor", thresholds: [100] });
    await book.saveBudget(other);
    expect(await book.budgets()).toEqual([other]);
  });

  test("that were deleted can be brought back with their marks and alerts, once", async () => {
    await book.saveBudget(makeBudget());
    await commit({ marks: [makeMark()], announcements: [makeThresholdAnnouncement()] });
    await book.deleteBudget("budget-1", NOW);
    expect(await book.budgets()).toEqual([]);
    await reopened();
    expect(await book.restoreBudget("budget-1")).toEqual(makeBudget());
    expect(await book.restoreBudget("budget-1")).toBeNull();
    expect(await book.budgets()).toEqual([makeBudget()]);
    expect(await book.marks()).toEqual([makeMark()]);
    expect(await book.alerts(10)).toHaveLength(1);
  });

  test("that never were can't be brought back", async () => {
    expect(await book.restoreBudget("budget-1")).toBeNull();
  });

  test.each(["amount_nano_usd = 0", "amount_nano_usd = -1", "is_on = 2", "window = null", "thresholds = null"])(
    "can't hold what can't be true, whoever writes it: %s",
    async (change) => {
      await book.saveBudget(makeBudget());
      await expect(temporary.sql.execute(`update budgets set ${change}`)).rejects.toThrow(/constraint/i);
    },
  );
});

describe("what evaluating changed", () => {
  const announcements: readonly Announcement[] = [
    makeThresholdAnnouncement({ spentNanoUsd: MORE_THAN_A_NUMBER_HOLDS }),
    {
      kind: "projection",
      budgetId: "budget-2",
      window: "week",
      windowLabel: "week:2026-11-23",
      scraperId: "actor",
      amountNanoUsd: 5n,
      spentNanoUsd: 1n,
      expectedNanoUsd: MORE_THAN_A_NUMBER_HOLDS,
      isWindowOver: false,
    },
    { kind: "anomaly", date: "2026-11-23", spentNanoUsd: 90n, usualNanoUsd: 0n },
  ];
  const marks = [
    makeMark({ trigger: 50 }),
    makeMark({ trigger: 80, amountNanoUsd: MORE_THAN_A_NUMBER_HOLDS }),
    makeMark({ budgetId: "budget-2", windowLabel: "week:2026-11-23", trigger: "projection" }),
    makeMark({ budgetId: "", windowLabel: "day:2026-11-23", trigger: "anomaly", amountNanoUsd: 0n }),
  ];

  test("is answered as it was kept, and is all there after a restart", async () => {
    const raised = await commit({ marks, announcements });
    expect(raised.map(({ announcement }) => announcement)).toEqual(announcements);
    for (const alert of raised)
      expect(alert).toMatchObject({ raisedAtMs: NOW, delivery: "pending", acknowledgedAtMs: null });
    await reopened();
    expect(await book.undelivered()).toEqual(raised);
    expect(await book.alerts(10)).toEqual(raised.toReversed());
    expect(await book.marks()).toHaveLength(marks.length);
    expect(await book.marks()).toEqual(expect.arrayContaining(marks));
  });

  test("takes marks away that no longer stand, and gives others their new amount", async () => {
    await commit({ marks });
    const raised = makeMark({ trigger: 50, amountNanoUsd: 20n });
    await commit({ marks: [raised], rearmed: [makeMark({ trigger: 80, amountNanoUsd: 1n })] });
    expect(await book.marks()).toHaveLength(3);
    expect(await book.marks()).toEqual(expect.arrayContaining([raised, ...marks.slice(2)]));
  });

  test("is kept whole or not at all", async () => {
    await commit({ marks: [makeMark({ trigger: 50 })] });
    await temporary.sql.execute(
      "create trigger refused before insert on alerts begin select raise(abort, 'refused'); end",
    );
    const change = { marks: [makeMark()], rearmed: [makeMark({ trigger: 50 })], announcements };
    await expect(commit(change)).rejects.toThrow();
    expect(await book.marks()).toEqual([makeMark({ trigger: 50 })]);
    expect(await book.alerts(10)).toEqual([]);
  });

  test("writes nothing where nothing changed", async () => {
    const changes = async () => (await temporary.sql.execute("pragma data_version")).rows[0]?.[0];
    const before = await changes();
    expect(await commit({})).toEqual([]);
    expect(await changes()).toBe(before);
  });
});

describe("alerts", () => {
  test("are told the newest first by when they were raised, also where the clock was put back", async () => {
    const [first] = await commit({ announcements: [makeThresholdAnnouncement({ threshold: 50 })] });
    const [second] = await commit({ announcements: [makeThresholdAnnouncement()], atMs: NOW - DAY_MS });
    expect((await book.alerts(10)).map(({ id }) => id)).toEqual([second?.id, first?.id]);
    expect((await book.alerts(1)).map(({ id }) => id)).toEqual([second?.id]);
  });

  test("are undelivered while they are pending or held", async () => {
    const raised = await commit({
      announcements: [50, 80, 100].map((threshold) => makeThresholdAnnouncement({ threshold })),
    });
    const [first = "", second = "", third = ""] = raised.map(({ id }) => id);
    await book.setDelivery([], "shown");
    await book.setDelivery([first, second], "held");
    expect((await book.undelivered()).map(({ id, delivery }) => [id, delivery])).toEqual([
      [first, "held"],
      [second, "held"],
      [third, "pending"],
    ]);
    await book.setDelivery([first], "shown");
    await book.setDelivery([third], "in-window");
    expect((await book.undelivered()).map(({ id }) => id)).toEqual([second]);
  });

  test("are acknowledged one by one or together, and keep when they first were", async () => {
    const raised = await commit({ announcements: [makeThresholdAnnouncement(), makeThresholdAnnouncement()] });
    const [first = "", second = ""] = raised.map(({ id }) => id);
    await book.acknowledge([], NOW);
    await book.acknowledge([first], NOW + 1);
    await book.acknowledge([first, second], NOW + 2);
    const times = new Map((await book.alerts(10)).map(({ id, acknowledgedAtMs }) => [id, acknowledgedAtMs]));
    expect(times).toEqual(
      new Map([
        [first, NOW + 1],
        [second, NOW + 2],
      ]),
    );
  });

  test("are to be sent from the moment they are raised until somebody says otherwise", async () => {
    const [alert] = await commit({ announcements: [makeThresholdAnnouncement()] });
    expect(await book.unsent()).toEqual([{ alert, attempts: 0, nextSendAtMs: NOW }]);
    await book.setNextSend(alert?.id ?? "", NOW + 60_000, 1);
    await reopened();
    expect(await book.unsent()).toEqual([{ alert, attempts: 1, nextSendAtMs: NOW + 60_000 }]);
    await book.setNextSend(alert?.id ?? "", null, 2);
    expect(await book.unsent()).toEqual([]);
  });
});

describe("settings and snoozes", () => {
  const settings = { quietHours: { fromMinute: 22 * 60, toMinute: 7 * 60 }, isAnomalyAnnounced: true };

  test("are the initial ones until they are saved", async () => {
    expect(await book.settings()).toEqual(INITIAL_ALERT_SETTINGS);
    await book.saveSettings({ ...settings, quietHours: null });
    await book.saveSettings(settings);
    expect(await (await reopened()).settings()).toEqual(settings);
  });

  test("hold for one budget or for all of them, until their time or until they are ended", async () => {
    await book.saveSnooze({ budgetId: null, untilMs: NOW + 10 });
    await book.saveSnooze({ budgetId: "budget-1", untilMs: NOW + 10 });
    await book.saveSnooze({ budgetId: "budget-1", untilMs: NOW + 20 });
    await reopened();
    const [all, one] = [
      { budgetId: null, untilMs: NOW + 10 },
      { budgetId: "budget-1", untilMs: NOW + 20 },
    ];
    expect(await book.snoozes(NOW)).toEqual([all, one]);
    expect(await book.snoozes(NOW + 10)).toEqual([one]);
    await book.endSnooze("budget-1");
    expect(await book.snoozes(NOW)).toEqual([all]);
    await book.endSnooze(null);
    expect(await book.snoozes(NOW)).toEqual([]);
  });
});

describe("two accounts in one file", () => {
  test("never see and never change anything of each other, though all their names are the same", async () => {
    const other = temporary.bookOf("apify:bob");
    for (const each of [book, other]) {
      await each.saveBudget(makeBudget());
      await each.saveSettings({ quietHours: null, isAnomalyAnnounced: true });
      await each.saveSnooze({ budgetId: null, untilMs: NOW + 10 });
      await each.commit({
        marks: [makeMark()],
        rearmed: [],
        announcements: [makeThresholdAnnouncement()],
        atMs: NOW,
      });
    }
    const everythingOf = async (each: BudgetBook) => ({
      budgets: await each.budgets(),
      marks: await each.marks(),
      alerts: await each.alerts(10),
      undelivered: await each.undelivered(),
      unsent: await each.unsent(),
      settings: await each.settings(),
      snoozes: await each.snoozes(NOW),
    });
    const before = await everythingOf(other);
    const ids = [...before.alerts, ...(await book.alerts(10))].map(({ id }) => id);

    await book.saveBudget(makeBudget({ amountNanoUsd: 1n }));
    await book.deleteBudget("budget-1", NOW - 500 * DAY_MS);
    await book.saveSettings(INITIAL_ALERT_SETTINGS);
    await book.endSnooze(null);
    await book.setDelivery(ids, "shown");
    await book.acknowledge(ids, NOW);
    for (const id of ids) await book.setNextSend(id, null, 9);
    await book.commit({ marks: [], rearmed: [makeMark()], announcements: [], atMs: NOW + 900 * DAY_MS });
    expect(await everythingOf(other)).toEqual(before);
    expect(await everythingOf(book)).not.toEqual(before);
    expect(await temporary.bookOf("apify:carol").restoreBudget("budget-1")).toBeNull();
  });
});

describe("what is old", () => {
  const marksOf = (count: number, windowLabel: string) =>
    Array.from({ length: count }, (_, index) => makeMark({ windowLabel, trigger: index + 1 }));

  test("goes after 400 days: marks, delivered alerts and deleted budgets", async () => {
    await book.saveBudget(makeBudget());
    await book.deleteBudget("budget-1", NOW);
    const raised = await commit({
      marks: marksOf(3, "month:2026-11"),
      announcements: Array.from({ length: 3 }, () => makeThresholdAnnouncement()),
    });
    const [first = "", second = "", third = ""] = raised.map(({ id }) => id);
    await book.setDelivery([first, second], "shown");
    await book.setNextSend(first, null, 1);
    await book.setNextSend(third, null, 1);
    const later = Array.from({ length: 100 }, () => makeThresholdAnnouncement({ windowLabel: "month:2027-12" }));
    await commit({ marks: marksOf(60, "month:2027-12"), announcements: later, atMs: NOW + 400 * DAY_MS });
    expect(await book.marks()).toHaveLength(63);

    await commit({ marks: [makeMark({ windowLabel: "month:2028-01" })], atMs: NOW + 400 * DAY_MS + 1 });
    expect((await book.marks()).filter(({ windowLabel }) => windowLabel === "month:2026-11")).toEqual([]);
    const left = new Set((await book.alerts(1_000)).map(({ id }) => id));
    // The second's webhook has not taken it, the third was never shown.
    expect([first, second, third].map((id) => left.has(id))).toEqual([false, true, true]);
    expect(await book.restoreBudget("budget-1")).toBeNull();
  });

  test("is not taken for old by a clock that is years ahead for a while", async () => {
    const raised = await commit({ marks: [makeMark()], announcements: [makeThresholdAnnouncement()] });
    await book.setDelivery(
      raised.map(({ id }) => id),
      "shown",
    );
    await commit({ marks: [makeMark({ windowLabel: "month:2040-01" })], atMs: NOW + 5_000 * DAY_MS });
    expect(await book.marks()).toContainEqual(makeMark());
    expect(await book.alerts(10)).toHaveLength(1);
  });
});

describe("what no version of ours wrote", () => {
  test.each([
    ["budgets", "thresholds = '[50'", (damaged: BudgetBook) => damaged.budgets()],
    ["budgets", `thresholds = '["50"]'`, (damaged: BudgetBook) => damaged.budgets()],
    ["budgets", "thresholds = '[0]'", (damaged: BudgetBook) => damaged.budgets()],
    ["budgets", "window = 'year'", (damaged: BudgetBook) => damaged.budgets()],
    ["budgets", "time_zone = cast(x'ff41' as text)", (damaged: BudgetBook) => damaged.budgets()],
    ["budget_marks", "trigger = 'eighty'", (damaged: BudgetBook) => damaged.marks()],
    ["budget_marks", "amount_nano_usd = 1.5e300", (damaged: BudgetBook) => damaged.marks()],
    ["alerts", `announcement = '{"kind":"threshold"}'`, (damaged: BudgetBook) => damaged.alerts(10)],
    ["alerts", "announcement = cast(x'ff41' as text)", (damaged: BudgetBook) => damaged.undelivered()],
    ["alert_settings", "settings = '{}'", (damaged: BudgetBook) => damaged.settings()],
    [
      "alert_settings",
      `settings = '{"quietHours":{"fromMinute":0,"toMinute":1440},"isAnomalyAnnounced":false}'`,
      (damaged: BudgetBook) => damaged.settings(),
    ],
  ])("is told as damage: %s with %s", async (table, change, read) => {
    await book.saveBudget(makeBudget());
    await book.saveSettings(INITIAL_ALERT_SETTINGS);
    await commit({ marks: [makeMark()], announcements: [makeThresholdAnnouncement()] });
    await temporary.sql.execute(`update ${table} set ${change}`);
    await expect(read(book)).rejects.toMatchObject({ code: "ledger_damaged" });
  });
});
