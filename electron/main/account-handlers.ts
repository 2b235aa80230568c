import type { AccountFiguresOptions } from "./account-figures.ts";
import type { AccountStore } from "./account-store.ts";
import type { CallHandlers } from "./ipc-binder.ts";

export interface AccountHandlerOptions extends Pick<AccountFiguresOptions, "openLedger" | "remembered"> {
  readonly accounts: AccountStore;
  readonly timeZone: () => string;
  readonly now: () => number;
}

export type AccountHandlers = Pick<CallHandlers, "setAccountColour" | "readAccounts">;

/** What main answers of all accounts, whichever of them is shown. */
export function accountHandlers(options: AccountHandlerOptions): AccountHandlers {
  const { accounts, timeZone, now } = options;
  return {
    setAccountColour: ({ accountId, colour }) => accounts.setColour(accountId, colour),
    async readAccounts(asked) {
      const { readAccountFigures } = await import("./account-figures.ts");
      const moment = { nowMs: now(), timeZone: timeZone() };
      return readAccountFigures({ ...options, accounts: accounts.all(), moment }, asked);
    },
  };
}
