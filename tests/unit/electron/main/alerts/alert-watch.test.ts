import { beforeEach, describe, expect, test } from "vitest";
import { type AlertWatch, createAlertWatch } from "../../../../../electron/main/alerts/alert-watch.ts";
import { createWebhookStore, type WebhookEntry } from "../../../../../electron/main/alerts/webhook-store.ts";
import { NOW_MS } from "../../../../support/budgets/alerts-bench.ts";
import { createFakeSpending, type FakeSpending } from "../../../../support/budgets/fake-spending.ts";
import { createMemoryBudgetBook, type MemoryBudgetBook } from "../../../../support/budgets/memory-budget-book.ts";
import { BUDGET_ID, monthBudget, USD } from "../../../../support/budgets/sample-alerts.ts";
import { createManualSchedule, type ManualSchedule, settle } from "../../../../support/desktop-main/manual-schedule.ts";
import { createMemoryVault } from "../../../../support/desktop-main/memory-vault.ts";

interface Person {
  readonly book: MemoryBudgetBook;
  readonly spending: FakeSpending;
}
let clock: ManualSchedule;
let watch: AlertWatch;
let shown: { readonly title: string; readonly click: () => void }[];
let opened: (string | null)[];
let closings: number;
let desk: { isFresh: boolean; isPaused: boolean; isImporting: boolean };
let webhooks: readonly WebhookEntry[];
let camille: Person;
let alex: Person;

beforeEach(async () => {
  clock = createManualSchedule(NOW_MS);
  shown = [];
  opened = [];
  closings = 0;
  desk = { isFresh: true, isPaused: false, isImporting: false };
  webhooks = [];
  [camille, alex] = [await person(41), await person(60)];
  watch = createAlertWatch({
    notifier: {
      async notify({ title }, click) {
        shown.push({ title: title.replaceAll("\u00a0", " "), click });
        return "shown";
      },
      closeAll: () => void (closings += 1),
    },
    webhooks: createWebhookStore({
      file: { read: () => webhooks, write: (next) => (webhooks = next) },
      vault: createMemoryVault(),
      isLoopbackAllowed: false,
    }),
    fetch: async () => new Response(null, { status: 204 }),
    language: () => "fr",
    areAmountsHidden: () => false,
    accountName: () => null,
    isImporting: async () => desk.isImporting,
    isFresh: async () => desk.isFresh,
    isPaused: () => desk.isPaused,
    onOpen: (budgetId) => opened.push(budgetId),
    onChange: () => undefined,
    schedule: clock.schedule,
    now: clock.now,
    timeZone: () => "Europe/Paris",
    log: () => undefined,
  });
});

async function person(dollars: number): Promise<Person> {
  const book = createMemoryBudgetBook();
  await book.saveBudget(monthBudget());
  const spending = createFakeSpending(() => clock.now());
  spending.spentNanoUsd = BigInt(dollars) * USD;
  return { book, spending };
}

async function open(accountId: string | null, { book, spending }: Person): Promise<void> {
  watch.open({ accountId, book, figures: spending.figures });
  await settle();
}

const titles = () => shown.map(({ title }) => title);
const CAMILLES = "82 % du budget du mois";
const ALEXS = "Budget du mois dépassé : 120 %";

test("nothing is read before the figures are on screen", async () => {
  await open("camille", camille);
  watch.evaluate();
  await settle();
  expect([camille.spending.asked, titles()]).toEqual([[], []]);
  watch.begin();
  await settle();
  expect(titles()).toEqual([CAMILLES]);
});

test("while an import changes the figures, its end is waited for", async () => {
  watch.begin();
  await open("camille", camille);
  desk.isImporting = true;
  const asked = camille.spending.asked.length;
  watch.evaluate();
  await settle();
  expect(camille.spending.asked).toHaveLength(asked);
  desk.isImporting = false;
  watch.evaluate();
  await settle();
  expect(camille.spending.asked.length).toBeGreaterThan(asked);
});

test("what a snooze held that ended during sleep comes with waking, though an import begins by that", async () => {
  await camille.book.saveSnooze({ budgetId: null, untilMs: NOW_MS + 3_600_000 });
  watch.begin();
  await open("camille", camille);
  expect(titles()).toEqual([]);
  clock.jump(4 * 3_600_000);
  desk.isImporting = true;
  const asked = camille.spending.asked.length;
  watch.wake();
  await settle();
  expect([titles(), camille.spending.asked.length]).toEqual([[CAMILLES], asked]);
});

test("while nobody is signed in there is nothing to tell", () => {
  watch.begin();
  watch.evaluate();
  expect(watch.state()).toMatchObject({ level: "normal", percent: null, unacknowledged: 0 });
  expect(() => watch.need()).toThrow("Nobody is signed in");
});

describe("with another account", () => {
  beforeEach(() => watch.begin());

  test("its own alerts are shown, and each account keeps its marks", async () => {
    await open("camille", camille);
    await open("alex", alex);
    await open("camille", camille);
    expect(titles()).toEqual([CAMILLES, ALEXS]);
    expect((await camille.book.alerts(10)).length + (await alex.book.alerts(10)).length).toBe(2);
  });

  test("what is under way for the former is neither kept nor shown", async () => {
    let release = (): void => undefined;
    camille.spending.held = new Promise((resolve) => (release = resolve));
    await open("camille", camille);
    await open("alex", alex);
    release();
    await settle();
    expect([titles(), await camille.book.alerts(10)]).toEqual([[ALEXS], []]);
    // It was not lost either.
    camille.spending.held = null;
    await open("camille", camille);
    expect(titles()).toEqual([ALEXS, CAMILLES]);
  });

  test("the former's notifications are taken back, and a click on one leads nowhere", async () => {
    await open("camille", camille);
    await open("alex", alex);
    for (const { click } of shown) click();
    expect([closings, opened]).toEqual([2, [BUDGET_ID]]);
  });

  test("the state is that of the shown one, and of none once it is closed", async () => {
    await open("camille", camille);
    expect(watch.state().level).toBe("near");
    await open("alex", alex);
    expect(watch.state().level).toBe("over");
    watch.close();
    expect(watch.state()).toMatchObject({ level: "normal", percent: null });
    expect(clock.pending()).toBe(0);
  });
});

test("signing out takes back what is on screen, and its webhooks out of the keychain", async () => {
  watch.begin();
  await open("camille", camille);
  await watch.need().webhooks?.set(BUDGET_ID, "https://hooks.example.org/");
  const before = closings;
  watch.close();
  expect(closings).toBe(before);
  watch.forget("camille");
  await settle();
  expect([closings - before, webhooks]).toEqual([1, []]);
});

test("a cycle that is told late is read then, by the account that asked for it and no other", async () => {
  await camille.book.saveBudget(monthBudget({ window: "cycle" }));
  let answer = (): void => undefined;
  camille.spending.heldReconciliation = new Promise((resolve) => (answer = resolve));
  camille.spending.cycle = { fromMs: Date.parse("2026-11-15T00:00:00Z"), toMs: Date.parse("2026-12-15T00:00:00Z") };
  watch.begin();
  await open("camille", camille);
  await clock.advance(2_000);
  await settle();
  expect(watch.state().percent).toBeNull();
  answer();
  await settle();
  expect(watch.state().percent).toBe(82);
  expect(titles()).toEqual(["82 % du budget du cycle Apify"]);
});

test("the sample is judged by figures that nothing refreshes, and shown in its window only", async () => {
  desk = { isFresh: false, isPaused: true, isImporting: false };
  watch.begin();
  await open(null, camille);
  expect(titles()).toEqual([]);
  expect((await camille.book.alerts(10)).map(({ delivery }) => delivery)).toEqual(["in-window"]);
});

test("the webhooks of budgets that are gone leave the keychain at the next opening", async () => {
  watch.begin();
  await open("camille", camille);
  await watch.need().webhooks?.set(BUDGET_ID, "https://hooks.example.org/");
  await camille.book.deleteBudget(BUDGET_ID, NOW_MS);
  watch.evaluate();
  await settle();
  expect(webhooks).toHaveLength(1);
  await open("camille", camille);
  expect(webhooks).toEqual([]);
});
