import { randomUUID } from "node:crypto";
import type { SnoozeChoice } from "../../../shared/domain/budget/alert.ts";
import type { Budget } from "../../../shared/domain/budget/budget.ts";
import { windowAt } from "../../../shared/domain/budget/window-instance.ts";
import { nextMidnightMs } from "../../../shared/domain/day.ts";
import type { Language } from "../../../shared/domain/money.ts";
import { AppError, assertNever } from "../../../shared/errors.ts";
import type { BudgetView, NotificationState, TestOutcome } from "../../../shared/ipc/budgets.ts";
import type { CallHandlers } from "../ipc-binder.ts";
import type { NetworkFetch } from "../team-server/ask-server.ts";
import { type AccountAlerts, MOST_ALERTS } from "./account-alerts.ts";
import { alertView, budgetView } from "./alert-views.ts";
import { testWords } from "./alert-words.ts";
import { chosenBudget } from "./chosen-budget.ts";
import type { Notifier } from "./notifier.ts";
import { sendWebhook, testWebhookBody } from "./webhook.ts";

const HOUR_MS = 60 * 60 * 1_000;
const TEST_OUTCOMES: Readonly<Record<NotificationState, TestOutcome>> = {
  shown: "shown",
  unsupported: "unsupported",
  refused: "failed",
};

/** The calls about budgets and alerts. */
export type AlertHandlers = Pick<
  CallHandlers,
  | "getBudgets"
  | "createBudget"
  | "changeBudget"
  | "deleteBudget"
  | "restoreBudget"
  | "getScrapers"
  | "setWebhook"
  | "sendTestWebhook"
  | "getAlerts"
  | "acknowledgeAlerts"
  | "snoozeAlerts"
  | "endSnooze"
  | "setAlertSettings"
  | "sendTestNotification"
>;

export interface AlertHandlerOptions {
  /** The shown account's, once the session of the last time is there. @throws AppError `unauthorized` */
  readonly alerts: () => Promise<AccountAlerts>;
  readonly notifier: Pick<Notifier, "notify" | "state">;
  readonly fetch: NetworkFetch;
  readonly language: () => Language;
  readonly onOpen: (budgetId: string | null) => void;
  readonly onChange: () => void;
  readonly now: () => number;
  /** The person's. */
  readonly timeZone: () => string;
}

export function alertHandlers(options: AlertHandlerOptions): AlertHandlers {
  const { alerts, notifier, language, now } = options;

  function viewOf(mine: AccountAlerts, budget: Budget): BudgetView {
    const webhook = mine.webhooks?.view(budget.id) ?? null;
    return budgetView({ budget, present: mine.present(budget), webhook }, mine.names().scraper);
  }

  async function save(mine: AccountAlerts, budget: Budget): Promise<BudgetView> {
    await mine.book.saveBudget(budget);
    await mine.evaluate();
    return viewOf(mine, budget);
  }

  return {
    async getBudgets() {
      const mine = await alerts();
      const budgets = await mine.book.budgets();
      await mine.read();
      return budgets.map((budget) => viewOf(mine, budget));
    },
    async createBudget(choice) {
      const mine = await alerts();
      const nowMs = now();
      return save(mine, {
        ...choice,
        id: randomUUID(),
        amountNanoUsd: BigInt(choice.amountNanoUsd),
        timeZone: options.timeZone(),
        createdAtMs: nowMs,
        effectiveSinceMs: nowMs,
      });
    },
    async changeBudget({ budgetId, choice }) {
      const mine = await alerts();
      return save(mine, chosenBudget(choice, await needBudget(mine, budgetId), now()));
    },
    async deleteBudget({ budgetId }) {
      const mine = await alerts();
      await needBudget(mine, budgetId);
      await mine.book.deleteBudget(budgetId, now());
      await mine.evaluate();
    },
    async restoreBudget({ budgetId }) {
      const mine = await alerts();
      const budget = await mine.book.restoreBudget(budgetId);
      if (budget === null) throw new AppError("not_found", "There is no such budget to bring back");
      await mine.evaluate();
      return viewOf(mine, budget);
    },
    async getScrapers() {
      const scrapers = await (await alerts()).scrapers();
      return scrapers
        .map(({ scraperId, actor }) => ({ scraperId, name: actor?.name ?? scraperId }))
        .toSorted((one, other) => one.name.localeCompare(other.name, language()));
    },
    async setWebhook({ budgetId, url }) {
      const mine = await alerts();
      await needBudget(mine, budgetId);
      const secret = await needWebhooks(mine).set(budgetId, url);
      options.onChange();
      return { secret };
    },
    async sendTestWebhook({ budgetId }) {
      const mine = await alerts();
      await needBudget(mine, budgetId);
      const target = await needWebhooks(mine).target(budgetId);
      if (target === null) return { kind: "no-secret" };
      const body = testWebhookBody(randomUUID(), now(), testWords(language()));
      return sendWebhook(target, body, { fetch: options.fetch, nowMs: now() });
    },
    async getAlerts() {
      const mine = await alerts();
      const { book } = mine;
      const [kept, settings, snoozes] = await Promise.all([
        book.alerts(MOST_ALERTS),
        book.settings(),
        book.snoozes(now()),
      ]);
      const { scraper } = mine.names();
      const views = kept.map((alert) => alertView(alert, scraper));
      return { alerts: views, settings, snoozes, notifications: notifier.state() };
    },
    async acknowledgeAlerts({ alertIds }) {
      const mine = await alerts();
      await mine.book.acknowledge(alertIds, now());
      await mine.deliver();
    },
    async snoozeAlerts({ budgetId, choice }) {
      const mine = await alerts();
      const untilMs = await snoozeEndMs(mine, budgetId, choice);
      await mine.book.saveSnooze({ budgetId, untilMs });
      await mine.deliver();
    },
    async endSnooze({ budgetId }) {
      const mine = await alerts();
      await mine.book.endSnooze(budgetId);
      await mine.deliver();
    },
    async setAlertSettings(settings) {
      const mine = await alerts();
      await mine.book.saveSettings(settings);
      await mine.evaluate();
    },
    async sendTestNotification() {
      const outcome = await notifier.notify(testWords(language()), () => options.onOpen(null));
      options.onChange();
      return TEST_OUTCOMES[outcome];
    },
  };

  async function snoozeEndMs(mine: AccountAlerts, budgetId: string | null, choice: SnoozeChoice): Promise<number> {
    const budget = budgetId === null ? null : await needBudget(mine, budgetId);
    switch (choice) {
      case "hour":
        return now() + HOUR_MS;
      case "tomorrow":
        return nextMidnightMs(now(), options.timeZone());
      case "window": {
        const cycle = budget?.window === "cycle" ? await mine.cycle() : null;
        const window = budget && windowAt(budget.window, now(), budget.timeZone, cycle);
        if (window === null) throw new AppError("invalid_request", "Only a window that is known has an end");
        return window.toMs;
      }
      default:
        return assertNever(choice);
    }
  }
}

async function needBudget({ book }: AccountAlerts, budgetId: string): Promise<Budget> {
  const budget = (await book.budgets()).find(({ id }) => id === budgetId);
  if (budget === undefined) throw new AppError("not_found", "There is no such budget");
  return budget;
}

/** The sample's alerts leave its window by no way. */
function needWebhooks({ webhooks }: AccountAlerts): NonNullable<AccountAlerts["webhooks"]> {
  if (webhooks === null) throw new AppError("forbidden", "Sample data is sent nowhere");
  return webhooks;
}
