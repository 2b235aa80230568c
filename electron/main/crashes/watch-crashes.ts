import { app, dialog } from "electron";
import type { Language } from "../../../shared/domain/money.ts";
import { recoveredHash } from "../../../shared/ipc/recovery.ts";
import { PAGE_URL } from "../app-protocol.ts";
import { log } from "../log.ts";
import { schedule } from "../schedule.ts";
import { TEXTS } from "../texts.ts";
import type { MainWindow } from "../window.ts";
import type { CrashNotes } from "./crash-notes.ts";
import { createPageRecovery } from "./page-recovery.ts";

/** As Chromium calls a process that Electron starts for main. */
const NODE_PROCESS = "node.mojom.NodeService";

/** Notes whatever process of the application ends by itself, and has the window's page come back. */
export function watchCrashes({ window, contents }: MainWindow, notes: CrashNotes, language: () => Language): void {
  let isQuitting = false;
  app.on("before-quit", () => void (isQuitting = true));
  const note: CrashNotes["write"] = (crash) => {
    log("process gone", { ...crash });
    notes.write(crash);
  };
  const recovery = createPageRecovery({
    reload: (from) => void contents.loadURL(PAGE_URL + recoveredHash(from)).catch(() => undefined),
    crash: () => contents.forcefullyCrashRenderer(),
    async askToReload() {
      if (!window.isVisible()) await new Promise<void>((resolve) => window.once("show", resolve));
      const { title, text, reload, quit } = TEXTS[language()].pageGone;
      const asked = { message: title, detail: text, buttons: [reload, quit], cancelId: 0, noLink: true };
      return (await dialog.showMessageBox(window, { type: "error", ...asked })).response === 0;
    },
    quit: () => app.quit(),
    note,
    schedule,
    now: Date.now,
  });
  contents.on("render-process-gone", (_event, details) => isQuitting || recovery.onGone(details));
  window.on("unresponsive", () => recovery.onUnresponsive());
  window.on("responsive", () => recovery.onResponsive());
  // Chromium starts its helpers again by itself; one of main's own is ended by main when its work is done.
  app.on("child-process-gone", (_event, { type, name, serviceName, reason, exitCode }) => {
    const isEnded = reason === "clean-exit" || (serviceName === NODE_PROCESS && reason === "killed");
    if (!isQuitting && !isEnded) note({ process: name ?? type, reason, exitCode });
  });
}
