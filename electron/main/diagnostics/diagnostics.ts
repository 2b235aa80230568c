import { statSync } from "node:fs";
import { homedir, release } from "node:os";
import { dirname } from "node:path";
import { app, clipboard, screen, shell } from "electron";
import type { AccountEntry } from "../../../shared/ipc/accounts.ts";
import type { ConnectionStatus } from "../../../shared/ipc/connection.ts";
import type { LedgerHealth } from "../../../shared/ipc/ledger.ts";
import type { Preferences } from "../../../shared/ipc/preferences.ts";
import type { CallHandlers } from "../ipc-binder.ts";
import type { CrashNotes } from "../crashes/crash-notes.ts";
import { folderRights } from "../folder-rights.ts";
import { lastEvents } from "../log.ts";
import { diagnosticsText } from "./diagnostics-text.ts";

export interface DiagnosticsOptions {
  readonly accounts: () => readonly AccountEntry[];
  readonly connection: () => Promise<ConnectionStatus | null>;
  /** Of the shown account; null where they can't be read. */
  readonly runs: () => Promise<number | null>;
  readonly budgets: () => Promise<number | null>;
  readonly health: () => LedgerHealth;
  readonly preferences: () => Preferences;
  readonly timeZone: () => string;
  readonly language: () => string;
  readonly crashes: CrashNotes;
}

export type DiagnosticsHandlers = Pick<
  CallHandlers,
  "getDiagnostics" | "copyDiagnostics" | "getCrashCount" | "showCrashNotes" | "forgetCrashes"
>;

const CRASHES_TOLD = 5;

/** Told to the window for reading; what is copied is what was told last. */
export function diagnosticsHandlers(options: DiagnosticsOptions): DiagnosticsHandlers {
  let told = "";
  return {
    async getDiagnostics() {
      const { health, preferences } = options;
      const { file, damagedSince } = health();
      const accounts = options.accounts();
      const countOf = (kind: AccountEntry["kind"]) => accounts.filter((account) => account.kind === kind).length;
      const connection = await options.connection().catch(() => null);
      const { areAmountsHidden, refreshMinutes, theme, trayShows } = preferences();
      told = diagnosticsText(
        [
          ["Décompte", app.getVersion()],
          ["Electron", process.versions.electron ?? null],
          ["Chromium", process.versions["chrome"] ?? null],
          ["Node.js", process.versions.node],
          ["System", `${process.platform} ${release()} ${process.arch}`],
          ["Desktop", process.env["XDG_CURRENT_DESKTOP"] ?? null],
          ["Session", process.env["XDG_SESSION_TYPE"] ?? null],
          ["Packaged", app.isPackaged ? "yes" : "no"],
          ["Scale", screen.getPrimaryDisplay().scaleFactor],
          ["Language", options.language()],
          ["Time zone", options.timeZone()],
          ["Theme", theme],
          ["Refresh", `${refreshMinutes} min`],
          ["Tray", trayShows],
          ["Amounts hidden", areAmountsHidden ? "yes" : "no"],
          ["Data folder", dirname(file)],
          ["Data folder's rights", folderRights(dirname(file), { home: homedir() })],
          ["Ledger", sizeOf(file)],
          ["Ledger damaged since", damagedSince],
          ["Apify accounts", countOf("apify")],
          ["Team servers", countOf("server")],
          ["Runs shown", await options.runs().catch(() => null)],
          ["Budgets shown", await options.budgets().catch(() => null)],
          ["Connection", connection?.connection.kind ?? null],
          ["Up to date", connection?.lastCompletedAt ?? null],
        ],
        { "Last crashes": options.crashes.read().slice(-CRASHES_TOLD), "Last events": lastEvents() },
      );
      return told;
    },
    getCrashCount: () => options.crashes.read().length,
    showCrashNotes: () => shell.showItemInFolder(options.crashes.file),
    forgetCrashes: () => options.crashes.forget(),
    async copyDiagnostics() {
      if (told !== "") await clipboard.writeText(told);
    },
  };
}

function sizeOf(file: string): string | null {
  const bytes = statSync(file, { throwIfNoEntry: false })?.size;
  return bytes === undefined ? null : `${bytes} bytes`;
}
