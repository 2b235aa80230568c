import type { BudgetBook } from "../../../shared/domain/budget/budget-book.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Figures } from "../workspace.ts";
import { type AccountAlerts, type AlertSurroundings, createAccountAlerts } from "./account-alerts.ts";
import { type AlertState, NO_ALERTS } from "./alert-state.ts";
import { createBillingCycle } from "./billing-cycle.ts";
import type { Notifier } from "./notifier.ts";
import type { WebhookStore } from "./webhook-store.ts";

/** The figures that are open, and the budgets that belong to them. */
export interface WatchedAccount {
  /** Null for the sample. */
  readonly accountId: string | null;
  readonly book: BudgetBook;
  readonly figures: Pick<Figures, "spent" | "days" | "scrapers" | "reconciliation">;
}

export interface AlertWatchOptions extends AlertSurroundings {
  readonly notifier: Pick<Notifier, "notify" | "closeAll">;
  readonly webhooks: WebhookStore;
  /** Whether an import is changing the figures: then its end is waited for. */
  readonly isImporting: () => Promise<boolean>;
}

/** The alerts of the account that is shown, and of no other. */
export interface AlertWatch {
  /** From now on the alerts of this account; those of the former end at once. */
  open(account: WatchedAccount): void;
  close(): void;
  /** The account has signed out: what it showed is taken back, and its webhooks leave the keychain. */
  forget(accountId: string): void;
  /** Evaluates from now on by itself: the figures are on screen, and reading budgets holds nothing up any more. */
  begin(): void;
  /** The figures or the day may be others. */
  evaluate(): void;
  /** The computer is awake again: what a snooze held may be due, which no import has to end for. */
  wake(): void;
  state(): AlertState;
  /** @throws AppError `unauthorized` when nobody is signed in. */
  need(): AccountAlerts;
}

export function createAlertWatch(options: AlertWatchOptions): AlertWatch {
  let current: AccountAlerts | null = null;
  let hasBegun = false;

  function close(): void {
    current?.stop();
    current = null;
  }

  function start(): void {
    if (!hasBegun || current === null) return;
    void current.evaluate();
    void forgetDeleted(current);
  }

  async function evaluate(): Promise<void> {
    const mine = current;
    if (!hasBegun || mine === null || (await options.isImporting())) return;
    if (mine === current) await mine.evaluate();
  }

  return {
    open({ accountId, book, figures }) {
      close();
      // A click on the former account's would lead to this one's.
      options.notifier.closeAll();
      const isSample = accountId === null;
      const mine = createAccountAlerts({
        ...options,
        // The sample's ledger is a file of its own, which nothing refreshes.
        ...(isSample && { isFresh: async () => true, isPaused: () => false }),
        book,
        figures,
        cycle: createBillingCycle({
          ...options,
          reconciliation: (date) => figures.reconciliation(date),
          onLate: () => void mine.evaluate(),
        }),
        webhooks: isSample ? null : options.webhooks.of(accountId),
      });
      current = mine;
      start();
    },
    close,
    forget(accountId) {
      options.notifier.closeAll();
      void options.webhooks.of(accountId).keepOnly([]);
    },
    begin() {
      hasBegun = true;
      start();
    },
    evaluate: () => void evaluate(),
    wake() {
      if (hasBegun) void current?.deliver();
      void evaluate();
    },
    state: () => current?.state() ?? NO_ALERTS,
    need() {
      if (current === null) throw new AppError("unauthorized", "Nobody is signed in");
      return current;
    },
  };
}

/** What was deleted before the figures were opened can't be brought back any more. */
async function forgetDeleted({ book, webhooks }: AccountAlerts): Promise<void> {
  const budgets = await book.budgets().catch(() => null);
  if (budgets !== null) await webhooks?.keepOnly(budgets.map(({ id }) => id));
}
