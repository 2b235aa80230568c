import { AppError, toAppError } from "../../shared/errors.ts";
import type { AccountFigures, AccountReading } from "../../shared/ipc/accounts.ts";
import type { CallInput } from "../../shared/ipc/contract.ts";
import type { Account } from "./account-store.ts";
import type { ApiClient } from "./api-client.ts";
import { knownAt, knownChart, knownSummary, type Moment } from "./team-server/known-figures.ts";
import type { RememberedFigures } from "./team-server/remembered-figures.ts";

/** An account's part of the ledger, open beside the one that is shown. */
export interface LedgerReading extends Pick<ApiClient, "summary" | "spendingChart" | "importStatus"> {
  close(): Promise<void>;
}

export interface AccountFiguresOptions {
  readonly accounts: readonly Account[];
  readonly openLedger: (apifyId: string) => Promise<LedgerReading>;
  /** A team server's answers of the last time; null where there are none. */
  readonly remembered: (accountId: string) => Promise<RememberedFigures | null>;
  readonly moment: Moment;
}

type Asked = CallInput<"readAccounts">;

/** What is known of each account, in their order: no token is needed, and the network is not asked. */
export function readAccountFigures(options: AccountFiguresOptions, asked: Asked): Promise<readonly AccountReading[]> {
  return Promise.all(
    options.accounts.map(async (account) => {
      try {
        return await readOne(account, options, asked);
      } catch (error) {
        return { accountId: account.id, failure: toAppError(error).code };
      }
    }),
  );
}

async function readOne(account: Account, options: AccountFiguresOptions, asked: Asked): Promise<AccountFigures> {
  const { id: accountId } = account;
  if (account.kind === "apify") return { accountId, ...(await ofLedger(await options.openLedger(accountId), asked)) };
  const known = await options.remembered(accountId);
  if (known === null) throw new AppError("server_unreachable", "The server has not been read yet");
  return {
    accountId,
    summary: knownSummary(known, asked.period, options.moment),
    chart: knownChart(known, asked.timeRange),
    knownAt: knownAt(known),
  };
}

async function ofLedger(
  ledger: LedgerReading,
  { period, timeRange }: Asked,
): Promise<Omit<AccountFigures, "accountId">> {
  try {
    const [summary, chart, status] = await Promise.all([
      ledger.summary(period),
      ledger.spendingChart(timeRange),
      ledger.importStatus(),
    ]);
    return { summary, chart, knownAt: status.lastCompletedAt };
  } finally {
    await ledger.close();
  }
}
