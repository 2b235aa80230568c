import type { BudgetBook } from "../../../shared/domain/budget/budget-book.ts";
import type { Language } from "../../../shared/domain/money.ts";
import { LONGEST_TIMER_MS } from "../schedule.ts";
import { type AlertNames, alertWords, summaryWords } from "./alert-words.ts";
import { budgetIdOf, planDelivery, type PlannedNotification } from "./delivery-plan.ts";
import type { Notifier } from "./notifier.ts";

export interface DeliveryOptions {
  readonly book: Pick<BudgetBook, "undelivered" | "setDelivery" | "budgets" | "settings" | "snoozes">;
  /** Null where alerts show in the window only. */
  readonly notifier: Pick<Notifier, "notify"> | null;
  readonly language: () => Language;
  readonly areAmountsHidden: () => boolean;
  readonly names: () => AlertNames;
  /** A notification was clicked: of one budget, or of several or none. */
  readonly onOpen: (budgetId: string | null) => void;
  /** What waited may be shown now. */
  readonly onDue: () => void;
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
  readonly now: () => number;
  readonly timeZone: () => string;
}

/** Brings kept alerts to the person: as notifications, after snoozes and quiet hours, or in the window alone. */
export interface Delivery {
  /** One at a time. What was shown is kept as shown afterwards: a crash in between repeats it and loses nothing. */
  run(): Promise<void>;
  /** From now on nothing is shown. */
  stop(): void;
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const { book, notifier, language, names, now } = options;
  let isStopped = false;
  let cancelWait: () => void = () => undefined;

  async function run(): Promise<void> {
    cancelWait();
    const alerts = await book.undelivered();
    if (alerts.length === 0 || isStopped) return;
    const nowMs = now();
    const [budgets, settings, snoozes] = await Promise.all([book.budgets(), book.settings(), book.snoozes(nowMs)]);
    if (isStopped) return;
    const plan = planDelivery({ alerts, budgets, settings, snoozes, nowMs, timeZone: options.timeZone() });
    if (plan.nextMs !== null) wait(plan.nextMs - nowMs);
    if (plan.toHold.length > 0) await book.setDelivery(plan.toHold, "held");
    if (plan.toDrop.length > 0) await book.setDelivery(plan.toDrop, "in-window");
    await showAll(plan.notifications);
  }

  async function showAll(notifications: readonly PlannedNotification[]): Promise<void> {
    let isTaken = notifier !== null;
    for (const { told, alertIds } of notifications) {
      if (isStopped) return;
      // A system that refuses one may hold up each other for as long.
      isTaken &&= await isShown(told);
      await book.setDelivery(alertIds, isTaken ? "shown" : "in-window");
    }
  }

  async function isShown(told: PlannedNotification["told"]): Promise<boolean> {
    const [first] = told;
    if (notifier === null || first === undefined) return false;
    const isOne = told.length === 1;
    const words = isOne
      ? alertWords(language(), first, names(), options.areAmountsHidden())
      : summaryWords(language(), told, names());
    const budgetId = isOne ? budgetIdOf(first) : null;
    return (await notifier.notify(words, () => isStopped || options.onOpen(budgetId))) === "shown";
  }

  function wait(delayMs: number): void {
    cancelWait = options.schedule(options.onDue, Math.min(delayMs, LONGEST_TIMER_MS));
  }

  return {
    run,
    stop() {
      isStopped = true;
      cancelWait();
    },
  };
}
