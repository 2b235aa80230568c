import { carryBudgetsOver } from "../../server/budgets/carry-over.ts";
import { openBudgetBook } from "../../server/budgets/open-budget-book.ts";
import { openEmbeddedServer, openReadingServer, openSampleServer, type EmbeddedServer } from "../../server/embedded.ts";
import { aroundCalls } from "../../server/around-calls.ts";
import { createApifyClient, type ApifyClient } from "../../server/sources/apify/client.ts";
import type { BudgetBook } from "../../shared/domain/budget/budget-book.ts";
import { isAppError, toAppError } from "../../shared/errors.ts";
import type { LedgerReading } from "./account-figures.ts";
import { createApiClient, EMBEDDED_BASE_URL } from "./api-client.ts";
import { apifyBaseUrl } from "./apify-address.ts";
import { isLongReading } from "./ledger-reading/is-long-reading.ts";
import { createLedgerReader, type LedgerReader } from "./ledger-reading/ledger-reader.ts";
import { startReadingThread } from "./ledger-reading/reading-thread.ts";
import type { LocalLedger } from "./local-ledger.ts";
import type { Log } from "./log.ts";
import { schedule, sleep } from "./schedule.ts";
import type { NetworkFetch } from "./team-server/ask-server.ts";
import type { AccountBudgets, Workspace, WorkspaceOpener } from "./workspace.ts";

const PROGRESS_INTERVAL_MS = 500;

export interface EmbeddedWorkspaces extends Pick<WorkspaceOpener, "openSample" | "checkToken"> {
  /** @throws AppError `ledger_newer`, `ledger_unavailable` */
  openAccount(apifyId: string): Promise<Workspace>;
  /** An account's figures beside the one that is open; nothing is written. @throws AppError `ledger_…` */
  openToRead(apifyId: string): Promise<LedgerReading>;
  /** The budgets of an account whose figures are not this computer's. Its ledger is opened when they are first asked for. */
  openBudgets(accountId: string): AccountBudgets;
  /** Takes the budgets of the ledger that this start has set aside into the new one, as far as they can be read. */
  carryBudgets(): Promise<void>;
  /** Gives back memory that is kept for the next question. */
  rest(): void;
}

export interface EmbeddedWorkspacesOptions {
  readonly ledger: Pick<LocalLedger, "file" | "setAside" | "watch">;
  readonly migrationsFolder: string;
  /** What is run in a thread of its own. */
  readonly readingScript: string;
  /** How Apify is asked. */
  readonly fetch: NetworkFetch;
  readonly timeZone: () => string;
  readonly log: Log;
}

/** Figures of this computer's own ledger, by the server within this process. The only place of the desktop that knows the server. */
export function createEmbeddedWorkspaces(options: EmbeddedWorkspacesOptions): EmbeddedWorkspaces {
  const { ledger, migrationsFolder, fetch, timeZone, log } = options;
  const baseUrl = apifyBaseUrl(process.env["APIFY_API_BASE_URL"]);
  const connectTo = (token: string, maxAttempts?: number): ApifyClient =>
    createApifyClient({
      baseUrl,
      token,
      fetch,
      now: Date.now,
      sleep,
      random: Math.random,
      ...(maxAttempts !== undefined && { maxAttempts }),
    });
  const common = {
    migrationsFolder,
    now: Date.now,
    onUnexpectedError: (error: Error, requestId: string) => log("request failed", { requestId, error }),
  };
  const noticeDamage = (error: unknown) => isAppError(error, "ledger_damaged") && ledger.watch.tellDamage();
  const noticingDamage = (budgets: BudgetBook) =>
    aroundCalls(budgets, async (call) => {
      try {
        return await call();
      } catch (error) {
        noticeDamage(error);
        throw error;
      }
    });

  const readers = new Set<LedgerReader>();

  function workspaceOf(server: EmbeddedServer, setClient: (client: ApifyClient | null) => void): Workspace {
    const { ledgerFile, userId } = server;
    const reader = createLedgerReader({
      startThread: () => startReadingThread(options.readingScript, { ledgerFile, migrationsFolder, userId }),
      schedule,
    });
    readers.add(reader);
    const api = createApiClient({
      // What the thread could not answer is asked, and told of, as if there were none.
      fetch: (request) =>
        isLongReading(request) ? reader.fetch(request).catch(() => server.fetch(request)) : server.fetch(request),
      baseUrl: EMBEDDED_BASE_URL,
      timeZone,
    });
    return {
      figures: api,
      imports: { ...api, progressIntervalMs: PROGRESS_INTERVAL_MS },
      budgets: server.budgets,
      connect: (token) => setClient(connectTo(token)),
      disconnect: () => setClient(null),
      knownAt: (status) => status?.lastCompletedAt ?? null,
      server: null,
      async close() {
        readers.delete(reader);
        await reader.close();
        await server.close();
      },
      // The ledger stays: Apify deletes what it holds.
      forget: async () => undefined,
    };
  }

  return {
    async openAccount(apifyId) {
      let client: ApifyClient | null = null;
      const server = await openEmbeddedServer({
        ...common,
        ledgerFile: ledger.file,
        userId: userIdOf(apifyId),
        connection: () => client,
        onUnexpectedError(error, requestId) {
          common.onUnexpectedError(error, requestId);
          noticeDamage(error);
        },
      }).catch((error: unknown) => {
        noticeDamage(error);
        throw error;
      });
      return workspaceOf({ ...server, budgets: noticingDamage(server.budgets) }, (next) => (client = next));
    },
    async openToRead(apifyId) {
      const server = await openReadingServer({ ...common, ledgerFile: ledger.file, userId: userIdOf(apifyId) });
      const api = createApiClient({ fetch: server.fetch, baseUrl: EMBEDDED_BASE_URL, timeZone });
      return { ...api, close: () => server.close() };
    },
    openBudgets(accountId) {
      const opened = openBudgetBook({ ledgerFile: ledger.file, migrationsFolder, userId: accountId });
      return { ...opened, budgets: noticingDamage(opened.budgets) };
    },
    async carryBudgets() {
      if (ledger.setAside === null) return;
      const files = { from: ledger.setAside, to: ledger.file, migrationsFolder, now: Date.now };
      await carryBudgetsOver(files).then(
        ({ accounts, unreadable }) => log("budgets carried over", { accounts, unreadable }),
        (error: unknown) => log("budgets not carried over", { code: toAppError(error).code }),
      );
    },
    rest() {
      for (const reader of readers) reader.rest();
    },
    openSample: async () => workspaceOf(await openSampleServer(common), () => undefined),
    checkToken: (token) => connectTo(token, 2).readAccount(),
  };
}

const userIdOf = (apifyId: string): string => `apify:${apifyId}`;
