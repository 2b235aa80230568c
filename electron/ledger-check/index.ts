import { checkLedger } from "../../server/ledger/sqlite/check-ledger.ts";

// A process of its own: a damaged file may bring it down, and nothing else with it. Main asks once it is ready, so that
// an end before that says nothing of the file.
process.parentPort.on("message", ({ data: file }) => {
  if (typeof file === "string") process.parentPort.postMessage(checkLedger(file));
});
process.parentPort.postMessage({ kind: "ready" });
