import type { AppDependencies } from "../app.ts";
import { openDatabase } from "../database/open-database.ts";
import { createIdentity } from "../identity/identity.ts";
import { createImporter } from "../services/import/importer.ts";
import { createReconciler } from "../services/reconciliation/reconciler.ts";
import type { Configuration } from "./configuration.ts";
import { createRate } from "./guards/rates.ts";
import type { Logger } from "./logging.ts";
import type { Metrics } from "./metrics.ts";

/** What the parts find when they are opened. */
export interface Surroundings {
  /** The public origin. */
  readonly baseUrl: string;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

export interface PartsOptions extends Surroundings {
  readonly configuration: Configuration;
  /** The folder with the migrations of every database. */
  readonly migrationsFolder: string;
  readonly now: () => number;
}

/** What the contract works on. */
export interface TeamParts extends Pick<AppDependencies, "ledger" | "importer" | "reconciler" | "authenticate"> {
  /** Lets go of what works by itself, imports above all; requests that wait for it are answered. */
  letGo(): Promise<void>;
  close(): Promise<void>;
}

/** @throws AppError `ledger_unavailable` when the database can't be reached now, `ledger_newer` */
export async function openParts(options: PartsOptions): Promise<TeamParts> {
  const { configuration, migrationsFolder, baseUrl, metrics, logger, now } = options;
  const { databaseUrl: url, dataFolder } = configuration;
  const database = await openDatabase({ url, dataFolder, migrationsFolder, now });
  const { ledger } = database;
  const identity = createIdentity({
    database,
    baseUrl,
    secret: configuration.secrets.authSecret,
    now,
    onTrouble: (message, error) => logger.warn({ error, trouble: message }, "trouble with identity"),
  });
  const connectionOf = () => null;
  const importer = metrics.counting(createImporter({ ledger, connectionOf, now }));
  const reconciler = createReconciler({ ledger, connectionOf, now });
  const perUser = createRate(configuration.rateLimits.perUser);

  return {
    ledger,
    importer,
    reconciler,
    async authenticate(request) {
      const caller = await identity.authenticate(request);
      if (caller !== null) await perUser.count(caller.userId);
      return caller;
    },
    async letGo() {
      await Promise.all([importer.stop(), reconciler.stop()]);
    },
    close: () => database.close(),
  };
}
