import { setTimeout as wait } from "node:timers/promises";
import type { Context } from "hono";
import { createApifyConnections } from "../apify-connections/apify-connections.ts";
import type { AppDependencies } from "../app.ts";
import { openDatabase } from "../database/open-database.ts";
import { createIdentity, type Identity } from "../identity/identity.ts";
import { openApiDocument } from "../open-api/document.ts";
import { pageRoutes } from "../pages/page-routes.ts";
import { apifyConnectionRoutes } from "../routes/apify-connection.ts";
import { apifyWebhookRoutes } from "../routes/apify-webhook.ts";
import { identityRoutes } from "../routes/identity-routes.ts";
import { openApiRoutes } from "../routes/open-api.ts";
import { newRouter } from "../routes/route-context.ts";
import { createImportSchedule } from "../services/import/import-schedule.ts";
import { createImporter } from "../services/import/importer.ts";
import { createRunDeliveries } from "../services/import/run-deliveries.ts";
import { createReconciler } from "../services/reconciliation/reconciler.ts";
import { createApifyClient } from "../sources/apify/client.ts";
import { logAdoption } from "./adoption-words.ts";
import type { Configuration } from "./configuration.ts";
import { createClientAddress, subscriberOf } from "./guards/client-address.ts";
import { createRate } from "./guards/rates.ts";
import type { Installation } from "./installation.ts";
import type { Logger } from "./logging.ts";
import type { Metrics } from "./metrics.ts";

/** What the parts find when they are opened. */
export interface Surroundings {
  /** The public origin. */
  readonly baseUrl: string;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Of the stop of the server, which may come before they are open. */
  readonly signal: AbortSignal;
  readonly onUnexpectedError: AppDependencies["onUnexpectedError"];
}

export interface PartsOptions extends Surroundings {
  readonly configuration: Configuration;
  readonly installation: Installation;
  readonly now: () => number;
}

/** What the contract works on. */
export interface TeamParts extends Omit<AppDependencies, "now" | "onUnexpectedError"> {
  /** Lets go of what works by itself, imports above all; requests that wait for it are answered. */
  letGo(): Promise<void>;
  close(): Promise<void>;
}

/** @throws AppError `ledger_unavailable` when the database can't be reached now, `ledger_newer`, `ledger_unfit`, `ledger_damaged` */
export async function openParts(options: PartsOptions): Promise<TeamParts> {
  const { configuration, installation, baseUrl, metrics, logger, signal, onUnexpectedError, now } = options;
  const { databaseUrl: url, dataFolder, secrets } = configuration;
  const { migrationsFolder, version } = installation;
  const database = await openDatabase({
    url,
    dataFolder,
    migrationsFolder,
    now,
    onProgress: logAdoption(logger),
    signal,
  });
  try {
    const { ledger } = database;
    if (database.dialect === "postgres") metrics.watchPool(database.poolState);
    const known = createIdentity({
      database,
      baseUrl,
      secret: secrets.authSecret,
      now,
      onTrouble: (trouble, error) => logger.warn({ error, trouble }, "trouble with identity"),
    });
    const connections = createApifyConnections({
      database,
      keys: { current: secrets.encryptionKey, previous: configuration.previousEncryptionKey },
      createClient: (token) => apifyClient(configuration.apifyBaseUrl, token, now),
      now,
    });
    const { renewed, unreadable } = await connections.renewEncryption();
    if (unreadable > 0) logger.warn({ unreadable }, "Apify connections are encrypted by a key that is not known");
    if (renewed > 0) logger.info({ renewed }, "Apify connections are encrypted by the new key");

    const { connectionOf } = connections;
    const importer = metrics.counting(createImporter({ ledger, connectionOf, now }));
    const reconciler = createReconciler({ ledger, connectionOf, now });
    const deliveries = createRunDeliveries({ ledger, connectionOf });
    const schedule = createImportSchedule({
      users: () => connections.connectedUsers(),
      importer,
      intervalMs: configuration.refreshMinutes * 60_000,
      now,
      random: Math.random,
      schedule: callLater,
      onFailure: (error, userId) => logger.error({ error, userId }, "scheduled import failed"),
    });
    if (configuration.isScheduleOn) schedule.start();
    const perUser = createRate(configuration.rateLimits.perUser);

    const clientAddress = createClientAddress(configuration.trustedProxies);
    const addressOf = (context: Context) => subscriberOf(clientAddress(context));
    const identity: Identity = {
      ...known,
      async authenticate(request) {
        const caller = await known.authenticate(request);
        if (caller !== null) await perUser.count(caller.userId);
        return caller;
      },
    };

    return {
      ledger,
      importer,
      reconciler,
      authenticate: (request) => identity.authenticate(request),
      openRoutes: [
        identityRoutes({ identity, addressOf }),
        newRouter().route("/", pageRoutes({ identity, addressOf, now, onUnexpectedError })),
        openApiRoutes(openApiDocument({ version })),
        apifyWebhookRoutes(connections, deliveries),
      ],
      userRoutes: [apifyConnectionRoutes(connections)],
      async letGo() {
        await Promise.all([schedule.stop(), importer.stop(), reconciler.stop(), deliveries.stop()]);
      },
      close: () => database.close(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function callLater(callback: () => void, delayMs: number): () => void {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
}

const apifyClient = (baseUrl: string, token: string, now: () => number) =>
  createApifyClient({
    baseUrl,
    token,
    now,
    random: Math.random,
    fetch: (url, init) => fetch(url, init),
    sleep: async (delayMs, signal) => wait(delayMs, undefined, signal === undefined ? {} : { signal }),
  });
