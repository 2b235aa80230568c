import { existsSync, renameSync, rmSync } from "node:fs";
import { type LedgerHealthStore, UNHARMED } from "./ledger-health-store.ts";
import type { Log } from "./log.ts";

// Only a start can put another ledger in the place of one: a connection that is still open would remove the new ledger's
// log, which has the old one's name.

/** Sets the ledger aside, where the person has asked for a new one, and answers where it is then; else null. */
export function replaceLedgerIfAsked(store: LedgerHealthStore, file: string, nowMs: number, log: Log): string | null {
  if (!store.read().isToBeReplaced) return null;
  const aside = `${file}.damaged-${stampOf(nowMs)}`;
  try {
    setAside(file, aside);
    store.write(UNHARMED);
    log("ledger set aside");
    return aside;
  } catch (error) {
    log("ledger not set aside", { cause: error });
    return null;
  }
}

/** Where a ledger that was chosen and inspected waits for the next start. */
export const toRestoreOf = (file: string): string => `${file}.to-restore`;

/** Puts the ledger that waits in the place of this one, where the person has asked for that. Killed half-way, it goes on. */
export function restoreLedgerIfAsked(store: LedgerHealthStore, file: string, nowMs: number, log: Log): void {
  const waiting = toRestoreOf(file);
  try {
    if (!store.read().isToBeRestored) {
      for (const part of ["", "-wal", "-shm"]) rmSync(waiting + part, { force: true });
      return;
    }
    if (existsSync(waiting)) {
      setAside(file, `${file}.before-restore-${stampOf(nowMs)}`);
      renameSync(waiting, file);
    }
    if (existsSync(`${waiting}-wal`)) renameSync(`${waiting}-wal`, `${file}-wal`);
    rmSync(`${waiting}-shm`, { force: true });
    store.write(UNHARMED);
    log("ledger restored");
  } catch (error) {
    log("ledger not restored", { cause: error });
  }
}

function setAside(file: string, aside: string): void {
  // The log first: it would be played into a ledger that is made in this one's place.
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${aside}-wal`);
  rmSync(`${file}-shm`, { force: true });
  if (existsSync(file)) renameSync(file, aside);
}

const stampOf = (nowMs: number): string => new Date(nowMs).toISOString().replaceAll(/[-:.]/g, "");
