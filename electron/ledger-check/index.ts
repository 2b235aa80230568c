import { checkLedger } from "../../server/ledger/sqlite/check-ledger.ts";
import { readMigrations } from "../../server/ledger/migrations.ts";
import { copyLedger } from "../../server/ledger/sqlite/copy-ledger.ts";
import { inspectLedger, isOfLaterVersion } from "../../server/ledger/sqlite/inspect-ledger.ts";
import type { LedgerTask } from "../main/ledger-task.ts";

// A process of its own: a damaged file may bring it down, and nothing else with it. Main asks once it is ready, so that
// an end before that says nothing of the file.
process.parentPort.on("message", ({ data }) => process.parentPort.postMessage(perform(data as LedgerTask))); // Main alone asks.
process.parentPort.postMessage({ kind: "ready" });

function perform(task: LedgerTask) {
  switch (task.kind) {
    case "check":
      return checkLedger(task.file);
    case "copy":
      return isOfLaterVersion(task.file, knownVersion(task))
        ? { kind: "not-checked", reason: "newer" }
        : copyLedger(task.file, task.copy);
    case "inspect":
      return inspectLedger(task.file, knownVersion(task));
  }
}

const knownVersion = ({ migrationsFolder }: { readonly migrationsFolder: string }): number =>
  readMigrations(migrationsFolder).length;
