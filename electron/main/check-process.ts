import { utilityProcess } from "electron";
import type { CheckProcess } from "./ledger-check.ts";

/** Starts `electron/ledger-check`. What a library writes as it goes down is left out: the log is ours. */
export function startCheckProcess(script: string): CheckProcess {
  const child = utilityProcess.fork(script, [], { serviceName: "Décompte ledger check", stdio: "ignore" });
  return {
    onMessage: (listener) => void child.on("message", listener),
    onExit: (listener) => void child.on("exit", listener),
    ask: (file) => child.postMessage(file),
    kill: () => void child.kill(),
  };
}
