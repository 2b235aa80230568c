import { existsSync } from "node:fs";
import { join } from "node:path";
import { openReadingServer } from "../../server/embedded.ts";
import { AppError } from "../../shared/errors.ts";
import type { ApifyAccount } from "../main/account-store.ts";
import { createApiClient, EMBEDDED_BASE_URL } from "../main/api-client.ts";
import { peekJsonFile } from "../main/json-file.ts";
import { ledgerHealthSchema } from "../main/ledger-health-store.ts";
import type { CommandFigures } from "./command-figures.ts";
import { CommandFailure } from "./command-failure.ts";

export interface LedgerFiguresOptions {
  readonly appPath: string;
  readonly dataFolder: string;
  readonly account: ApifyAccount;
  readonly timeZone: string;
  readonly now: () => number;
}

/**
 * An account's figures by the ledger on this computer, as the window reads them, and beside it: nothing is written.
 * The only place of the commands that knows the server.
 *
 * @throws CommandFailure, AppError `ledger_newer`, `ledger_unfit`, `ledger_unavailable`, `ledger_damaged`
 */
export async function openLedgerFigures(options: LedgerFiguresOptions): Promise<CommandFigures> {
  const { appPath, dataFolder, account, timeZone, now } = options;
  const ledgerFile = join(dataFolder, "ledger.db");
  if (!existsSync(ledgerFile)) throw new CommandFailure({ kind: "no-ledger", folder: dataFolder });
  const health = peekJsonFile(join(dataFolder, "ledger-health.json"), ledgerHealthSchema);
  const damagedSince = health?.damagedSince ?? null;
  if (damagedSince !== null) throw new AppError("ledger_damaged", "The ledger's file is known to be damaged");

  const server = await openReadingServer({
    ledgerFile,
    migrationsFolder: join(appPath, "resources", "migrations", "sqlite"),
    userId: `apify:${account.id}`,
    now,
    // The answer tells of it too.
    onUnexpectedError: () => undefined,
  });
  const api = createApiClient({ fetch: server.fetch, baseUrl: EMBEDDED_BASE_URL, timeZone: () => timeZone });
  return {
    summary: (period) => api.summary(period),
    spendingChart: (timeRange) => api.spendingChart(timeRange),
    exportRuns: (asked) => api.exportRuns(asked),
    knownAt: async () => (await api.importStatus()).lastCompletedAt,
    budgetFigures: () => ({ ...api, budgets: () => server.budgets.budgets() }),
    close: () => server.close(),
  };
}
