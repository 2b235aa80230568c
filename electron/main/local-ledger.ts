import { join } from "node:path";
import { shell } from "electron";
import type { LedgerHealth } from "../../shared/ipc/ledger.ts";
import { startCheckProcess } from "./check-process.ts";
import type { LedgerHandlers } from "./ipc-handlers.ts";
import { checkLedgerFile, copyLedgerFile } from "./ledger-check.ts";
import { createLedgerHealthStore } from "./ledger-health-store.ts";
import { ledgerCopyHandlers, type LedgerCopiesOptions } from "./ledger-copies.ts";
import { replaceLedgerIfAsked, restoreLedgerIfAsked } from "./ledger-replacement.ts";
import { createLedgerWatch, type LedgerWatch } from "./ledger-watch.ts";
import type { Log } from "./log.ts";
import { schedule } from "./schedule.ts";
import { createLedgerVersionStore, createUpdateCopies } from "./update-copies.ts";

export interface LocalLedgerOptions extends Pick<
  LedgerCopiesOptions,
  "migrationsFolder" | "window" | "accounts" | "timeZone"
> {
  readonly dataFolder: string;
  /** Of Décompte. */
  readonly version: string;
  /** What is run in a process of its own. */
  readonly checkScript: string;
  readonly onChange: () => void;
  /** Another ledger takes this one's place at the next start, which follows. */
  readonly onRestore: () => void;
  /** Ends the application, and starts it again. */
  readonly startAnew: () => void;
  readonly log: Log;
}

/** The ledger's file on this computer: where it lies, whether it is whole, and what a person can do about it. */
export interface LocalLedger {
  readonly file: string;
  /** Where the former ledger is, if this start has set it aside for a new one. */
  readonly setAside: string | null;
  readonly watch: LedgerWatch;
  /** To be awaited before it is opened: copies it where another version of Décompte opened it last. */
  prepare(): Promise<void>;
  health(): LedgerHealth;
  readonly handlers: LedgerHandlers;
}

export function openLocalLedger(options: LocalLedgerOptions): LocalLedger {
  const { dataFolder, checkScript, onChange, startAnew, log } = options;
  const file = join(dataFolder, "ledger.db");
  const store = createLedgerHealthStore(join(dataFolder, "ledger-health.json"), log);
  restoreLedgerIfAsked(store, file, Date.now(), log);
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
  const updateCopies = createUpdateCopies({
    file,
    version: options.version,
    store: createLedgerVersionStore(join(dataFolder, "ledger-version.json"), log),
    copy: (to) => copyLedgerFile({ ...options, file, startProcess, schedule }, to),
    now: Date.now,
    log,
  });
  const health = () => ({ damagedSince: watch.damagedSince(), file });
  return {
    file,
    setAside,
    watch,
    prepare: () => updateCopies.makeIfUpdated(),
    health,
    handlers: {
      getLedgerHealth: health,
      showLedgerFile: () => shell.showItemInFolder(file),
      replaceLedger() {
        store.write({ ...store.read(), isToBeReplaced: true });
        startAnew();
      },
      ...ledgerCopyHandlers({
        ...options,
        file,
        startProcess,
        schedule,
        updateCopies,
        onRestore() {
          store.write({ ...store.read(), isToBeRestored: true });
          options.onRestore();
          startAnew();
        },
      }),
    },
  };
}
