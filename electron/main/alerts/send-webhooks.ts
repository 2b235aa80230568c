import type { BudgetBook, UnsentAlert } from "../../../shared/domain/budget/budget-book.ts";
import type { Language } from "../../../shared/domain/money.ts";
import { LONGEST_TIMER_MS } from "../schedule.ts";
import type { NetworkFetch } from "../team-server/ask-server.ts";
import { type AlertNames, alertWords } from "./alert-words.ts";
import { budgetIdOf } from "./delivery-plan.ts";
import type { Webhooks } from "./webhook-store.ts";
import { sendWebhook, webhookBody } from "./webhook.ts";

const MINUTE_MS = 60_000;
/** How long to wait after each failure; after the last, the alert is given up. */
const WAITS_MS = [1, 5, 30, 120, 360, 720].map((minutes) => minutes * MINUTE_MS);
/** What is due later than this was put off by a clock that was ahead. */
const MOST_PUT_OFF_MS = Math.max(...WAITS_MS);
/** What nobody could be told for so long is no news any more. */
const LONGEST_AGE_MS = 3 * 24 * 60 * MINUTE_MS;

export interface WebhookSenderOptions {
  readonly book: Pick<BudgetBook, "unsent" | "setNextSend" | "budgets">;
  readonly webhooks: Pick<Webhooks, "view" | "target">;
  readonly fetch: NetworkFetch;
  readonly language: () => Language;
  readonly names: () => AlertNames;
  /** One of those that wait is to be sent again. */
  readonly onDue: () => void;
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
  readonly now: () => number;
}

/** Brings kept alerts to the webhooks of their budgets: each at least once, over restarts too, until it is given up. */
export interface WebhookSender {
  run(): Promise<void>;
  stop(): void;
}

export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const { book, webhooks, now } = options;
  let isStopped = false;
  let cancelWait: () => void = () => undefined;

  async function run(): Promise<void> {
    cancelWait();
    const unsent = await book.unsent();
    if (unsent.length === 0 || isStopped) return;
    const budgetIds = new Set((await book.budgets()).map(({ id }) => id));
    const byBudget = new Map<string | null, readonly UnsentAlert[]>();
    for (const one of unsent) {
      const budgetId = budgetIdOf(one.alert.announcement);
      byBudget.set(budgetId, [...(byBudget.get(budgetId) ?? []), one]);
    }
    // One server that hangs holds up its own alerts only.
    const next = await Promise.all([...byBudget.values()].map((ofBudget) => sendInTurn(ofBudget, budgetIds)));
    const nextMs = next.flat();
    if (nextMs.length === 0 || isStopped) return;
    const waitMs = Math.max(0, Math.min(...nextMs) - now());
    cancelWait = options.schedule(options.onDue, Math.min(waitMs, LONGEST_TIMER_MS));
  }

  /** Answers when those of them are to be sent again that are. */
  async function sendInTurn(alerts: readonly UnsentAlert[], budgetIds: ReadonlySet<string>) {
    const nextMs: number[] = [];
    for (const one of alerts) {
      if (isStopped) break;
      const next = await send(one, budgetIds);
      if (next !== null) nextMs.push(next);
    }
    return nextMs;
  }

  /** Answers when it is to be sent again; null: never. */
  async function send({ alert, attempts, nextSendAtMs }: UnsentAlert, budgetIds: ReadonlySet<string>) {
    const budgetId = budgetIdOf(alert.announcement);
    const isWanted = budgetId !== null && budgetIds.has(budgetId) && webhooks.view(budgetId) !== null;
    const body = isWanted ? bodyOf(alert) : null;
    if (budgetId === null || body === null || now() - alert.raisedAtMs > LONGEST_AGE_MS) {
      await book.setNextSend(alert.id, null, attempts);
      return null;
    }
    if (nextSendAtMs > now() && nextSendAtMs - now() <= MOST_PUT_OFF_MS) return nextSendAtMs;
    const target = await webhooks.target(budgetId);
    if (isStopped) return null;
    const outcome = target && (await sendWebhook(target, body, { fetch: options.fetch, nowMs: now() }));
    const waitMs = outcome?.kind === "taken" ? undefined : WAITS_MS[attempts];
    const nextMs = waitMs === undefined ? null : now() + waitMs;
    await book.setNextSend(alert.id, nextMs, attempts + 1);
    return nextMs;
  }

  function bodyOf(alert: UnsentAlert["alert"]): string | null {
    const names = options.names();
    const { announcement } = alert;
    const scraperId = announcement.kind === "anomaly" ? null : announcement.scraperId;
    const words = alertWords(options.language(), announcement, names);
    return webhookBody(alert, words, scraperId === null ? null : names.scraper(scraperId));
  }

  return {
    run,
    stop() {
      isStopped = true;
      cancelWait();
    },
  };
}
