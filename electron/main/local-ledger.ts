import { join } from "node:path";
import { app, shell } from "electron";
import type { LedgerHealth } from "../../shared/ipc/contract.ts";
import { startCheckProcess } from "./check-process.ts";
import type { LedgerHandlers } from "./ipc-handlers.ts";
import { checkLedgerFile } from "./ledger-check.ts";
import { createLedgerHealthStore } from "./ledger-health-store.ts";
import { replaceLedgerIfAsked } from "./ledger-replacement.ts";
import { createLedgerWatch, type LedgerWatch } from "./ledger-watch.ts";
import type { Log } from "./log.ts";
import { schedule } from "./schedule.ts";

export interface LocalLedgerOptions {
  readonly dataFolder: string;
  /** What is run in a process of its own. */
  readonly checkScript: string;
  readonly onChange: () => void;
  readonly log: Log;
}

/** The ledger's file on this computer: where it lies, whether it is whole, and what a person can do about it. */
export interface LocalLedger {
  readonly file: string;
  /** Where the former ledger is, if this start has set it aside for a new one. */
  readonly setAside: string | null;
  readonly watch: LedgerWatch;
  health(): LedgerHealth;
  readonly handlers: LedgerHandlers;
}

export function openLocalLedger({ dataFolder, checkScript, onChange, log }: LocalLedgerOptions): LocalLedger {
  const file = join(dataFolder, "ledger.db");
  const store = createLedgerHealthStore(join(dataFolder, "ledger-health.json"), log);
  const setAside = replaceLedgerIfAsked(store, file, Date.now(), log);
  const startProcess = () => startCheckProcess(checkScript);
  const watch = createLedgerWatch({
    store,
    check: () => checkLedgerFile({ file, startProcess, schedule }),
    onChange,
    schedule,
    now: Date.now,
    log,
  });
  const health = () => ({ damagedSince: watch.damagedSince(), file });
  return {
    file,
    setAside,
    watch,
    health,
    handlers: {
      getLedgerHealth: health,
      showLedgerFile: () => shell.showItemInFolder(file),
      replaceLedger() {
        store.write({ ...store.read(), isToBeReplaced: true });
        app.relaunch();
        app.quit();
      },
    },
  };
}
