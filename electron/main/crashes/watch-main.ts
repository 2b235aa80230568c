import { app, dialog } from "electron";
import type { Language } from "../../../shared/domain/money.ts";
import { startAnew } from "../launch/start-anew.ts";
import { log } from "../log.ts";
import { TEXTS } from "../texts.ts";
import type { CrashNotes } from "./crash-notes.ts";
import { createMainFailure, stackOf } from "./main-failure.ts";

const AFTER_FAILURE = "--after-failure";

/** Notes what nobody caught in main, and starts it anew. */
export function watchMain(notes: CrashNotes, language: () => Language, isAfterFailure: boolean): void {
  const note: CrashNotes["write"] = (crash) => {
    log("main failed", { ...crash });
    notes.write(crash);
  };
  const onFailure = createMainFailure({
    isAfterFailure,
    runningMs: () => performance.now(),
    note,
    restart() {
      const args = process.argv.slice(1).filter((word) => word !== AFTER_FAILURE);
      startAnew([...args, AFTER_FAILURE]);
      app.exit(1);
    },
    giveUp() {
      const { title, text } = TEXTS[language()].mainFailed;
      dialog.showErrorBox(title, text(notes.file));
      app.exit(1);
    },
  });
  process.on("uncaughtException", onFailure);
  // Somebody forgot to wait: worth knowing, and nothing is half done by it that was not before.
  process.on("unhandledRejection", (error) => note({ process: "main", reason: "unhandled", stack: stackOf(error) }));
}
