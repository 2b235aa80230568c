import { join } from "node:path";
import type { Language } from "../../shared/domain/money.ts";

/** What a command is given. */
export interface CommandRequest {
  /** Such as `summary --json`. */
  readonly words: readonly string[];
  readonly appPath: string;
  readonly dataFolder: string;
  readonly version: string;
  readonly language: Language;
  /** The person's, as in the window. */
  readonly timeZone: string;
}

export interface CommandSurroundings extends CommandRequest {
  /** Whether it has ended (1), and its exit code. */
  readonly outcome: Int32Array;
}

/**
 * Runs a command to its end and answers its exit code. Main stands still meanwhile, so that Chromium does not even begin:
 * without a display, without a profile, and beside the running application.
 */
export function runCommand(request: CommandRequest): number {
  const outcome = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  const workerData: CommandSurroundings = { ...request, outcome };
  // Not imported above: the window's start would load it too.
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  const worker = new Worker(join(request.appPath, "out", "main", "commands.cjs"), { workerData });
  worker.unref();
  Atomics.wait(outcome, 0, 0);
  return outcome[1] ?? 1;
}
