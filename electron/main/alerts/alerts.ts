import { join } from "node:path";
import type { Language } from "../../../shared/domain/money.ts";
import { accountName } from "../../../shared/ipc/account-name.ts";
import { forgivingJsonFile, jsonFile } from "../json-file.ts";
import type { Log } from "../log.ts";
import { schedule } from "../schedule.ts";
import type { SecretVault } from "../secret-vault.ts";
import type { SessionController } from "../session-controller.ts";
import type { NetworkFetch } from "../team-server/ask-server.ts";
import { type AlertHandlers, alertHandlers } from "./alert-handlers.ts";
import { type AlertWatch, createAlertWatch } from "./alert-watch.ts";
import { areFiguresFresh } from "./are-figures-fresh.ts";
import { createNotifier } from "./notifier.ts";
import { createWebhookStore, webhookFileSchema } from "./webhook-store.ts";

export interface AlertsOptions {
  readonly dataFolder: string;
  readonly iconFile: string;
  readonly language: () => Language;
  readonly vault: SecretVault;
  /** How webhooks are reached. */
  readonly fetch: NetworkFetch;
  readonly controller: () => Pick<SessionController, "session" | "accounts" | "connectionStatus">;
  /** Settles once the session of the last time is there. */
  readonly started: () => Promise<void>;
  readonly refreshMinutes: () => number;
  /** Whether notifications leave amounts out. */
  readonly areAmountsHidden: () => boolean;
  /** The person's. */
  readonly timeZone: () => string;
  readonly isLedgerDamaged: () => boolean;
  /** Shows the window at a budget, or at the alerts. */
  readonly onOpen: (budgetId: string | null) => void;
  /** Budgets, what was read of them, or alerts may be other ones. */
  readonly onChange: () => void;
  readonly log: Log;
}

/** Budgets and alerts: those of the shown account, and what the window asks of them. */
export interface Alerts extends Omit<AlertWatch, "need"> {
  readonly handlers: AlertHandlers;
}

export function createAlerts(options: AlertsOptions): Alerts {
  const { dataFolder, vault, controller, log } = options;
  const notifier = createNotifier({ platform: process.platform, iconFile: options.iconFile, schedule, log });
  const file = forgivingJsonFile(jsonFile(join(dataFolder, "webhooks.json"), webhookFileSchema, []), [], log);
  const webhooks = createWebhookStore({ file, vault, isLoopbackAllowed: false });
  const surroundings = {
    ...options,
    notifier,
    webhooks,
    now: Date.now,
    schedule,
  };
  const watch = createAlertWatch({
    ...surroundings,
    accountName() {
      const session = controller().session();
      return "credential" in session && controller().accounts().length > 1 ? accountName(session) : null;
    },
    isImporting: async () => (await controller().connectionStatus())?.connection.kind === "refreshing",
    isFresh: async () =>
      areFiguresFresh({
        status: await controller().connectionStatus(),
        nowMs: Date.now(),
        refreshMinutes: options.refreshMinutes(),
      }),
    isPaused: options.isLedgerDamaged,
  });
  return {
    ...watch,
    handlers: alertHandlers({
      ...surroundings,
      async alerts() {
        await options.started();
        return watch.need();
      },
    }),
  };
}
