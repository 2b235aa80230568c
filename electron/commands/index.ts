import { workerData } from "node:worker_threads";
import type { CommandSurroundings } from "../main/run-command.ts";
import { FAILED } from "./exit-codes.ts";
import { writeErrorLine } from "./standard-streams.ts";

// A thread that main started by `runCommand`, which waits for the outcome.
const { outcome, ...request } = workerData as CommandSurroundings; // By no other way is it started.

async function run(): Promise<number> {
  try {
    // Later, so that main does not wait for ever where a library can't even be loaded.
    const { performCommand } = await import("./perform-command.ts");
    return await performCommand(request);
  } catch (error) {
    writeErrorLine(error instanceof Error ? error.message : "Unexpected failure");
    return FAILED;
  }
}

void run().then((exitCode) => {
  outcome[1] = exitCode;
  Atomics.store(outcome, 0, 1);
  Atomics.notify(outcome, 0);
});
