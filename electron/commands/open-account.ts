import type { Account } from "../main/account-store.ts";
import type { CommandRequest } from "../main/run-command.ts";
import { chooseAccount } from "./account-choice.ts";
import type { CommandFigures } from "./command-figures.ts";
import { CommandFailure } from "./command-failure.ts";
import { openLedgerFigures } from "./ledger-figures.ts";
import { openServerFigures } from "./server-figures.ts";

export interface OpenedAccount {
  readonly account: Account;
  readonly figures: CommandFigures;
  /** The viewer's, as in the window. */
  readonly timeZone: string;
}

/** Does the work with the figures of the account that was asked for, and closes them. */
export async function withAccount<Outcome>(
  typed: string | null,
  { appPath, dataFolder, timeZone }: CommandRequest,
  work: (opened: OpenedAccount) => Promise<Outcome>,
): Promise<Outcome> {
  const account = neededAccount(dataFolder, typed);
  const common = { appPath, dataFolder, timeZone, now: Date.now };
  const figures =
    account.kind === "apify"
      ? await openLedgerFigures({ ...common, account })
      : openServerFigures({ ...common, account });
  try {
    return await work({ account, figures, timeZone });
  } finally {
    await figures.close();
  }
}

function neededAccount(dataFolder: string, typed: string | null): Account {
  const choice = chooseAccount(dataFolder, typed);
  switch (choice.kind) {
    case "found":
      return choice.account;
    case "nobody":
      throw new CommandFailure({ kind: "nobody" });
    case "unknown":
      throw new CommandFailure({ kind: "unknown-account", names: choice.names });
    case "several":
      throw new CommandFailure({ kind: "several-accounts", ids: choice.ids });
  }
}
