import { type AccountAlerts, createAccountAlerts } from "../../../electron/main/alerts/account-alerts.ts";
import type { AlertWords } from "../../../electron/main/alerts/alert-words.ts";
import { createBillingCycle } from "../../../electron/main/alerts/billing-cycle.ts";
import type { Webhooks } from "../../../electron/main/alerts/webhook-store.ts";
import type { NotificationState } from "../../../shared/ipc/budgets.ts";
import { createManualSchedule, type ManualSchedule } from "../desktop-main/manual-schedule.ts";
import { createFakeSpending, type FakeSpending } from "./fake-spending.ts";
import { createMemoryBudgetBook, type MemoryBudgetBook } from "./memory-budget-book.ts";

/** 11:00 of a Monday in Paris. */
export const NOW_MS = Date.parse("2026-11-23T10:00:00Z");

/** One account's alerts with everything around them in the test's hands. */
export interface AlertsBench {
  readonly book: MemoryBudgetBook;
  readonly clock: ManualSchedule;
  readonly spending: FakeSpending;
  readonly shown: { readonly words: AlertWords; readonly click: () => void }[];
  /** What a click has led to. */
  readonly opened: (string | null)[];
  readonly desk: { outcome: NotificationState; isFresh: boolean; isPaused: boolean };
  readonly changes: () => number;
  /** The titles of what was shown, with plain spaces. */
  readonly titles: () => readonly string[];
  /** As another process would begin, with what was kept. */
  start(webhooks?: Webhooks | null): AccountAlerts;
}

const NO_WEBHOOKS: Webhooks = {
  view: () => null,
  set: async () => null,
  target: async () => null,
  keepOnly: async () => undefined,
};

export function createAlertsBench(): AlertsBench {
  const book = createMemoryBudgetBook();
  const clock = createManualSchedule(NOW_MS);
  const spending = createFakeSpending(clock.now);
  const shown: AlertsBench["shown"] = [];
  const opened: (string | null)[] = [];
  const desk: AlertsBench["desk"] = { outcome: "shown", isFresh: true, isPaused: false };
  let changes = 0;
  return {
    book,
    clock,
    spending,
    shown,
    opened,
    desk,
    changes: () => changes,
    titles: () => shown.map(({ words }) => words.title.replaceAll("\u00a0", " ")),
    start: (webhooks = NO_WEBHOOKS) =>
      createAccountAlerts({
        book,
        figures: spending.figures,
        cycle: createBillingCycle({
          reconciliation: (date) => spending.figures.reconciliation(date),
          onLate: () => undefined,
          schedule: clock.schedule,
          now: clock.now,
        }),
        webhooks,
        notifier: {
          async notify(words, click) {
            shown.push({ words, click });
            return desk.outcome;
          },
        },
        fetch: async () => new Response(null, { status: 204 }),
        language: () => "fr",
        areAmountsHidden: () => false,
        accountName: () => null,
        isFresh: async () => desk.isFresh,
        isPaused: () => desk.isPaused,
        onOpen: (budgetId) => opened.push(budgetId),
        onChange: () => (changes += 1),
        schedule: clock.schedule,
        now: clock.now,
        timeZone: () => "Europe/Paris",
        log: () => undefined,
      }),
  };
}
