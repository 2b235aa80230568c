import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BudgetBook } from "../shared/domain/budget/budget-book.ts";
import type { AppError } from "../shared/errors.ts";
import { createApp } from "./app.ts";
import { createBudgetBook } from "./budgets/create-budget-book.ts";
import { type LedgerFile, openLedgerFile, openLedgerFileToRead } from "./ledger/sqlite/open-ledger-file.ts";
import { ledgerOf, openSqliteLedger } from "./ledger/sqlite/open-sqlite-ledger.ts";
import { createImporter } from "./services/import/importer.ts";
import { createReconciler } from "./services/reconciliation/reconciler.ts";
import type { ApifyClient } from "./sources/apify/client.ts";
import { fillWithSample } from "./sources/sample/fill-ledger.ts";

export interface EmbeddedServer {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** Where its ledger lies. */
  readonly ledgerFile: string;
  /** Whom it answers. */
  readonly userId: string;
  /** The user's budgets, in the ledger's file. */
  readonly budgets: BudgetBook;
  close(): Promise<void>;
}

export interface EmbeddedServerOptions {
  readonly ledgerFile: string;
  readonly migrationsFolder: string;
  readonly userId: string;
  /** The connection to Apify of the moment, or null. */
  readonly connection: () => ApifyClient | null;
  readonly now: () => number;
  readonly onUnexpectedError: (error: AppError, requestId: string) => void;
}

/**
 * The HTTP contract in this process, for one local user: no socket, no port.
 *
 * @throws AppError `ledger_newer`, `ledger_unavailable`, `ledger_damaged`
 */
export async function openEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { ledgerFile, migrationsFolder } = options;
  return serverOver(await openLedgerFile({ file: ledgerFile, migrationsFolder }), options);
}

/**
 * The same over a ledger that another process may be writing meanwhile: it answers questions, and fails at whatever
 * would write.
 *
 * @throws AppError `ledger_newer`, `ledger_unavailable`, `ledger_damaged`, and `ledger_unfit` before it is migrated.
 */
export async function openReadingServer(
  options: Omit<EmbeddedServerOptions, "connection"> & {
    /** Whether another thread of this process has the ledger open; it is left out where none has. */
    readonly isOpenHere?: boolean;
  },
): Promise<EmbeddedServer> {
  const { ledgerFile, migrationsFolder, isOpenHere = false } = options;
  const file = await openLedgerFileToRead({ file: ledgerFile, migrationsFolder, isOpenHere });
  return serverOver(file, { ...options, connection: () => null });
}

function serverOver(file: LedgerFile, options: EmbeddedServerOptions): EmbeddedServer {
  const { ledgerFile, userId, now, onUnexpectedError } = options;
  const ledger = ledgerOf(file, now);
  const connectionOf = () => options.connection();
  const importer = createImporter({ ledger, connectionOf, now });
  const reconciler = createReconciler({ ledger, connectionOf, now });
  const authenticate = async () => ({ userId });
  const app = createApp({ ledger, importer, reconciler, authenticate, now, onUnexpectedError });
  return {
    fetch: (request) => app.fetch(request),
    ledgerFile,
    userId,
    budgets: createBudgetBook(file, userId),
    async close() {
      await Promise.all([importer.stop(), reconciler.stop()]);
      await ledger.close();
    },
  };
}

/** The same over invented runs, in a ledger that is deleted at its end. */
export async function openSampleServer(
  options: Pick<EmbeddedServerOptions, "migrationsFolder" | "now" | "onUnexpectedError">,
): Promise<EmbeddedServer> {
  const folder = mkdtempSync(join(tmpdir(), "decompte-sample-"));
  const ledgerFile = join(folder, "ledger.db");
  const userId = "sample";
  const ledger = await openSqliteLedger({ file: ledgerFile, ...options });
  await fillWithSample(ledger, userId, options.now());
  await ledger.close();

  const server = await openEmbeddedServer({ ...options, ledgerFile, userId, connection: () => null });
  return {
    ...server,
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
