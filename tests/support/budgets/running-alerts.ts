import { join } from "node:path";
import { type AccountAlerts, createAccountAlerts } from "../../../electron/main/alerts/account-alerts.ts";
import { createBillingCycle } from "../../../electron/main/alerts/billing-cycle.ts";
import { createApiClient, EMBEDDED_BASE_URL } from "../../../electron/main/api-client.ts";
import { type EmbeddedServer, openEmbeddedServer } from "../../../server/embedded.ts";
import type { ApifyClient } from "../../../server/sources/apify/client.ts";
import type { ManualSchedule } from "../desktop-main/manual-schedule.ts";
import { MIGRATIONS_FOLDER } from "../ledger/temporary-ledger.ts";

/** One account's figures, budgets and alerts as a process has them. */
export interface RunningAlerts {
  readonly server: EmbeddedServer;
  readonly alerts: AccountAlerts;
  /** Evaluates, and waits until what is kept was brought to the person. */
  evaluate(): Promise<void>;
  stop(): Promise<void>;
}

export interface RunningAlertsOptions {
  readonly folder: string;
  readonly clock: ManualSchedule;
  readonly userId?: string;
  readonly connection?: ApifyClient;
  /** Takes the title and the body of each notification, with plain spaces. */
  readonly onShown: (title: string, body: string) => void;
}

/** Begins as a process does: over the ledger's file, in Paris, with Apify's billing cycle as it is read there. */
export async function startAlerts(options: RunningAlertsOptions): Promise<RunningAlerts> {
  const { folder, clock, userId = "apify:camille", connection = null } = options;
  const server = await openEmbeddedServer({
    ledgerFile: join(folder, "ledger.db"),
    migrationsFolder: MIGRATIONS_FOLDER,
    userId,
    connection: () => connection,
    now: clock.now,
    onUnexpectedError: (error) => {
      throw error;
    },
  });
  const timeZone = () => "Europe/Paris";
  const figures = createApiClient({ fetch: server.fetch, baseUrl: EMBEDDED_BASE_URL, timeZone });
  const alerts = createAccountAlerts({
    book: server.budgets,
    figures,
    cycle: createBillingCycle({
      reconciliation: (date) => figures.reconciliation(date),
      onLate: () => undefined,
      schedule: clock.schedule,
      now: clock.now,
    }),
    webhooks: { view: () => null, set: async () => null, target: async () => null, keepOnly: async () => undefined },
    notifier: {
      async notify({ title, body }) {
        options.onShown(title.replaceAll("\u00a0", " "), body.replaceAll("\u00a0", " "));
        return "shown";
      },
    },
    fetch: async () => new Response(null, { status: 204 }),
    language: () => "fr",
    areAmountsHidden: () => false,
    accountName: () => null,
    isFresh: async () => true,
    isPaused: () => false,
    onOpen: () => undefined,
    onChange: () => undefined,
    schedule: clock.schedule,
    now: clock.now,
    timeZone,
    log: (event, fields) => {
      throw new Error(event, { cause: fields?.["cause"] });
    },
  });
  return {
    server,
    alerts,
    async evaluate() {
      await alerts.evaluate();
      await alerts.deliver();
    },
    async stop() {
      alerts.stop();
      await server.close();
    },
  };
}
