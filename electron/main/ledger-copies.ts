import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { app, type BrowserWindow, dialog } from "electron";
import { AppError } from "../../shared/errors.ts";
import type { LedgerBackup, LedgerToRestore } from "../../shared/ipc/ledger.ts";
import type { Account } from "./account-store.ts";
import type { LedgerHandlers } from "./ipc-handlers.ts";
import { type CheckSurroundings, copyLedgerFile, inspectLedgerFile } from "./ledger-check.ts";
import { toRestoreOf } from "./ledger-replacement.ts";
import { dateIn } from "./time-zone.ts";
import type { LedgerUpdateCopies } from "./update-copies.ts";

export interface LedgerCopiesOptions extends CheckSurroundings {
  readonly file: string;
  readonly migrationsFolder: string;
  readonly window: () => BrowserWindow;
  readonly accounts: () => readonly Account[];
  readonly timeZone: () => string;
  readonly updateCopies: Pick<LedgerUpdateCopies, "read" | "fileOf">;
  /** Starts anew, with the ledger that waits in the place of this one. */
  readonly onRestore: () => void;
}

type CopyHandlers = Pick<
  LedgerHandlers,
  "backUpLedger" | "getUpdateCopies" | "chooseLedgerToRestore" | "cancelRestore" | "restoreLedger"
>;

/** Ledgers that leave and come back. Their files are the person's to choose, in the system's own dialogs. */
export function ledgerCopyHandlers(options: LedgerCopiesOptions): CopyHandlers {
  const { file, timeZone } = options;
  const waiting = toRestoreOf(file);
  const filters = [{ name: "Décompte", extensions: ["db"] }];
  let isFit = false;

  async function choose(): Promise<string | null> {
    const { filePaths } = await dialog.showOpenDialog(options.window(), { filters, properties: ["openFile"] });
    return filePaths[0] ?? null;
  }

  function removeWaiting(): void {
    isFit = false;
    for (const part of ["", "-wal", "-shm"]) rmSync(waiting + part, { force: true });
  }

  return {
    async backUpLedger(): Promise<LedgerBackup | null> {
      if (!existsSync(file)) throw new AppError("not_found", "There is no ledger on this computer yet");
      const defaultPath = join(app.getPath("documents"), `decompte-${dateIn(timeZone(), Date.now())}.db`);
      const { filePath } = await dialog.showSaveDialog(options.window(), { defaultPath, filters });
      if (!filePath) return null;
      if (dirname(filePath) === dirname(file) && basename(filePath).startsWith(basename(file)))
        throw new AppError("invalid_request", "The ledger itself is no place for its copy");
      const unfinished = `${filePath}.unfinished-${process.pid}`;
      rmSync(unfinished, { force: true });
      try {
        const answer = await copyLedgerFile({ ...options, file }, unfinished);
        if (answer.kind === "damaged") throw new AppError("ledger_damaged", "A damaged ledger is not copied");
        if (answer.kind === "not-checked") throw new AppError("ledger_unavailable", "The copy could not be written");
        renameSync(unfinished, filePath);
      } finally {
        rmSync(unfinished, { force: true });
      }
      return { name: basename(filePath), bytes: statSync(filePath).size };
    },

    getUpdateCopies: () => options.updateCopies.read(),

    async chooseLedgerToRestore({ copyName }): Promise<LedgerToRestore | null> {
      const chosen = await (copyName === null ? choose() : options.updateCopies.fileOf(copyName));
      if (chosen === null) return null;
      const name = basename(chosen);
      removeWaiting();
      try {
        // What is inspected is the very copy that takes the ledger's place, whatever becomes of the file meanwhile.
        await copyFile(chosen, waiting);
        if (existsSync(`${chosen}-wal`)) await copyFile(`${chosen}-wal`, `${waiting}-wal`);
      } catch {
        removeWaiting();
        return { kind: "unreadable", name };
      }
      const inspection = await inspectLedgerFile({ ...options, file: waiting }, options.migrationsFolder);
      if (inspection.kind !== "fit") {
        removeWaiting();
        return { kind: inspection.kind, name };
      }
      isFit = true;
      const accounts = inspection.accounts.map(({ userId, runs, newestAtMs }) => ({
        name: nameOf(userId, options.accounts()),
        runs,
        newestAt: newestAtMs === null ? null : new Date(newestAtMs).toISOString(),
      }));
      return { kind: "fit", name, accounts };
    },

    cancelRestore: removeWaiting,
    restoreLedger() {
      if (!isFit || !existsSync(waiting)) throw new AppError("not_found", "No ledger waits to be restored");
      options.onRestore();
    },
  };
}

/** Null for an account that is not signed in here. */
function nameOf(userId: string, accounts: readonly Account[]): string | null {
  const account = accounts.find((one) => one.kind === "apify" && `apify:${one.id}` === userId);
  return account?.kind === "apify" ? account.username : null;
}
