import type { AccountEntry } from "../../../shared/ipc/accounts.ts";
import type { RememberedScreen } from "../../../shared/ipc/remembered-screen.ts";
import type { Log } from "../log.ts";
import type { Circumstances } from "./recall-screen.ts";
import { type KeptScreen, removeScreen, writeScreen } from "./screen-file.ts";

export interface ScreenMemoryOptions {
  readonly dataFolder: string;
  /** What was recalled at this start. */
  readonly recalled: KeptScreen | null;
  readonly circumstances: () => Circumstances;
  readonly accounts: () => readonly AccountEntry[];
  readonly isLedgerDamaged: () => boolean;
  readonly log: Log;
}

/** Keeps the first screen for the next start, as long as it is what the ledger would answer. */
export interface ScreenMemory {
  remember(screen: RememberedScreen): void;
  forget(): void;
  /** Another account's screen is forgotten; null for none, or for the sample. */
  keepOnlyOf(accountId: string | null): void;
  /** While one runs, each screen is soon another one. */
  setImporting(isImporting: boolean): void;
}

export function createScreenMemory(options: ScreenMemoryOptions): ScreenMemory {
  const { dataFolder, log } = options;
  let keptOf = options.recalled?.accountId;
  let isImporting = false;

  /** A disk that refuses costs the memory only. */
  function forgiving(event: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      log(event, { cause: error });
    }
  }
  function forget(): void {
    keptOf = undefined;
    forgiving("first screen not removed", () => removeScreen(dataFolder));
  }

  return {
    remember({ username, ...screen }) {
      const account = options.accounts().find(({ isShown }) => isShown);
      const { today, areAmountsHidden, ...circumstances } = options.circumstances();
      const isOfNow =
        account?.kind === "apify" &&
        account.username === username &&
        screen.today === today &&
        screen.areAmountsHidden === areAmountsHidden;
      if (!isOfNow || isImporting || options.isLedgerDamaged()) return;
      keptOf = account.id;
      const kept = { ...circumstances, accountId: account.id, ...screen };
      forgiving("first screen not remembered", () => writeScreen(dataFolder, kept));
    },
    forget,
    keepOnlyOf: (accountId) => void (accountId !== keptOf && forget()),
    setImporting(isRunning) {
      isImporting = isRunning;
      if (isRunning) forget();
    },
  };
}
