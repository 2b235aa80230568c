import type { Alert, Snooze } from "../../../shared/domain/budget/alert.ts";
import type { BudgetBook } from "../../../shared/domain/budget/budget-book.ts";
import type { Budget } from "../../../shared/domain/budget/budget.ts";
import { levelOf, percentOf } from "../../../shared/domain/budget/level.ts";
import type { Span } from "../../../shared/domain/day.ts";
import type { Language } from "../../../shared/domain/money.ts";
import { toAppError } from "../../../shared/errors.ts";
import type { Log } from "../log.ts";
import { endsWithin, LONGEST_TIMER_MS } from "../schedule.ts";
import type { NetworkFetch } from "../team-server/ask-server.ts";
import { type AlertState, NO_ALERTS } from "./alert-state.ts";
import { type AlertNames, budgetName } from "./alert-words.ts";
import type { BillingCycle } from "./billing-cycle.ts";
import { createDelivery } from "./deliver.ts";
import { createEvaluation, type NamedScrapers } from "./evaluation.ts";
import { latestOnly } from "./latest-only.ts";
import type { Notifier } from "./notifier.ts";
import type { PresentReading, ReadBudget, SpendFigures } from "./read-budgets.ts";
import { createWebhookSender } from "./send-webhooks.ts";
import type { Webhooks } from "./webhook-store.ts";

/** As many as the window lists. */
export const MOST_ALERTS = 100;
/** So long a caller waits for figures that may be far away; what is read later is told as a change. */
const LONGEST_READING_MS = 2_000;

/** What one account's alerts and another's have in common. */
export interface AlertSurroundings {
  readonly notifier: Pick<Notifier, "notify">;
  /** How webhooks are reached. */
  readonly fetch: NetworkFetch;
  readonly language: () => Language;
  /** Whether notifications leave amounts out. */
  readonly areAmountsHidden: () => boolean;
  /** The shown account's name, where several are signed in. */
  readonly accountName: () => string | null;
  /** Whether the figures may be judged by: up to date, and not those of an import that is under way. */
  readonly isFresh: () => Promise<boolean>;
  /** Whether the ledger is damaged: then nothing is kept that nobody asked for. */
  readonly isPaused: () => boolean;
  /** A notification was clicked. */
  readonly onOpen: (budgetId: string | null) => void;
  /** Budgets, readings or alerts may be other ones. */
  readonly onChange: () => void;
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
  readonly now: () => number;
  /** The person's. */
  readonly timeZone: () => string;
  readonly log: Log;
}

export interface AccountAlertsOptions extends AlertSurroundings {
  readonly book: BudgetBook;
  readonly figures: SpendFigures & NamedScrapers;
  readonly cycle: BillingCycle;
  /** Null for the sample, whose alerts leave its window by no way. */
  readonly webhooks: Webhooks | null;
}

/** One account's budgets, evaluated and announced. Its failures are logged, and leave what is kept for the next time. */
export interface AccountAlerts {
  readonly book: BudgetBook;
  readonly webhooks: Webhooks | null;
  /**
   * Answers when the budgets were read, and what is to be announced was kept and is on its way; or after two seconds, which
   * nobody is to wait longer for figures that are far away.
   */
  evaluate(): Promise<void>;
  /** Answers when the budgets were read for the first time, or after as long. */
  read(): Promise<void>;
  /** Brings what is kept to the person, as snoozes and quiet hours are now. */
  deliver(): Promise<void>;
  /** As it was read last, for the budget as it is now; null where it could not be read. */
  present(budget: Budget): PresentReading | null;
  cycle(): Promise<Span | null>;
  scrapers: NamedScrapers["scrapers"];
  names(): AlertNames;
  state(): AlertState;
  /** From now on nothing of this account is shown or sent. */
  stop(): void;
}

export function createAccountAlerts(options: AccountAlertsOptions): AccountAlerts {
  const { book, webhooks, language, now, log } = options;
  let isStopped = false;
  let first: Promise<void> | null = null;
  let alerts: readonly Alert[] = [];
  let snoozes: readonly Snooze[] = [];
  let cancelWait: () => void = () => undefined;

  const evaluation = createEvaluation({
    ...options,
    isFresh: async () => !isStopped && !options.isPaused() && (await options.isFresh()),
  });
  const names = (): AlertNames => ({
    scraper: (scraperId) => evaluation.scraperName(scraperId),
    account: options.accountName(),
  });
  const common = { ...options, names };
  const delivery = createDelivery({
    ...common,
    notifier: webhooks === null ? null : options.notifier,
    onDue: () => void deliver(),
  });
  const sender = webhooks && createWebhookSender({ ...common, webhooks, onDue: () => void send() });

  async function attempt(event: string, work: () => Promise<void>): Promise<void> {
    try {
      if (!isStopped) await work();
    } catch (error) {
      if (!isStopped) log(event, { code: toAppError(error).code, cause: error });
    }
  }

  const evaluateAll = latestOnly(async (isOvertaken) => {
    await attempt("budgets not evaluated", () => evaluation.run(() => isStopped || isOvertaken()));
    // What was kept before is due however the evaluation went.
    void deliver();
    void send();
  });
  const deliver = latestOnly(async () => {
    if (!options.isPaused()) await attempt("alerts not delivered", () => delivery.run());
    await attempt("alerts not read", tellChange);
  });
  const send = latestOnly(async () => {
    if (sender === null || options.isPaused()) return;
    await attempt("webhooks not sent", () => sender.run());
  });

  async function evaluate(): Promise<void> {
    const evaluated = evaluateAll();
    first ??= evaluated;
    await endsWithin(evaluated, LONGEST_READING_MS, options.schedule);
  }

  async function readFirst(): Promise<void> {
    if (first === null) await evaluate();
    else await endsWithin(first, LONGEST_READING_MS, options.schedule);
  }

  async function tellChange(): Promise<void> {
    const nowMs = now();
    [alerts, snoozes] = await Promise.all([book.alerts(MOST_ALERTS), book.snoozes(nowMs)]);
    if (isStopped) return;
    cancelWait();
    const ends = snoozes.map(({ untilMs }) => untilMs - nowMs);
    if (ends.length > 0) cancelWait = options.schedule(() => void deliver(), Math.min(...ends, LONGEST_TIMER_MS));
    options.onChange();
  }

  function present(budget: Budget): PresentReading | null {
    const isSame = ({ id, window, scraperId }: Budget) =>
      id === budget.id && window === budget.window && scraperId === budget.scraperId;
    return lastRead().find((one) => isSame(one.budget))?.present ?? null;
  }

  /** What was read of a window that is not the present one any more says nothing of it: the computer may have slept. */
  function lastRead(): readonly ReadBudget[] {
    const nowMs = now();
    const isPresent = ({ window }: PresentReading) => window.fromMs <= nowMs && nowMs < window.toMs;
    return evaluation
      .read()
      .map((one) => ({ ...one, present: one.present && isPresent(one.present) ? one.present : null }));
  }

  function state(): AlertState {
    const budgets = lastRead().flatMap(({ budget, present: reading }) => {
      if (!budget.isOn || reading === null) return [];
      const { amountNanoUsd, window, scraperId } = budget;
      const scraper = scraperId === null ? null : evaluation.scraperName(scraperId);
      return {
        id: budget.id,
        name: budgetName(language(), window, scraper),
        percent: percentOf(amountNanoUsd, reading.spentNanoUsd),
        level: levelOf(amountNanoUsd, reading.spentNanoUsd),
      };
    });
    const snoozedUntilMs = snoozes.find(({ budgetId }) => budgetId === null)?.untilMs ?? null;
    return {
      level:
        (["over", "near"] as const).find((level) => budgets.some((budget) => budget.level === level)) ??
        NO_ALERTS.level,
      percent: budgets.length === 0 ? null : Math.max(...budgets.map(({ percent }) => percent)),
      budgets,
      snoozedUntilMs: snoozedUntilMs !== null && snoozedUntilMs > now() ? snoozedUntilMs : null,
      unacknowledged: alerts.filter(({ acknowledgedAtMs }) => acknowledgedAtMs === null).length,
    };
  }

  return {
    book,
    webhooks,
    evaluate,
    read: readFirst,
    deliver,
    scrapers: () => options.figures.scrapers(),
    present,
    cycle: () => options.cycle.read(),
    names,
    state,
    stop() {
      isStopped = true;
      cancelWait();
      delivery.stop();
      sender?.stop();
    },
  };
}
