import { existsSync, renameSync, rmSync } from "node:fs";
import { type LedgerHealthStore, UNHARMED } from "./ledger-health-store.ts";
import type { Log } from "./log.ts";

/**
 * Sets the ledger aside, where the person has asked for a new one, and answers where it is then; else null. Only a start can do that: a connection that is still
 * open would remove the new ledger's log, which has the old one's name.
 */
export function replaceLedgerIfAsked(store: LedgerHealthStore, file: string, nowMs: number, log: Log): string | null {
  if (!store.read().isToBeReplaced) return null;
  const aside = `${file}.damaged-${new Date(nowMs).toISOString().replaceAll(/[-:.]/g, "")}`;
  try {
    // The log first: it would be played into a ledger that is made in this one's place.
    if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${aside}-wal`);
    rmSync(`${file}-shm`, { force: true });
    if (existsSync(file)) renameSync(file, aside);
    store.write(UNHARMED);
    log("ledger set aside");
    return aside;
  } catch (error) {
    log("ledger not set aside", { cause: error });
    return null;
  }
}
