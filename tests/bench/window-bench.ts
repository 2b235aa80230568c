import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { electron, PROJECT_FOLDER } from "./bench-environment.ts";
import { makeLargeAccount } from "./large-account.ts";
import { comparison, type Comparison } from "./measure.ts";
import { memoryOfTreeMb } from "./process-tree.ts";

const ROUNDS = 11;
const SETTLED_AFTER_MS = 2_500;

interface Launch {
  readonly paintedMs: number;
  /** The window answers the person. */
  readonly liveMs: number;
  readonly memoryMb: number;
}

export interface WindowBench {
  /** Until the figures are painted: at a start on the same day, those of the remembered first screen. */
  readonly start: Comparison;
  /** Until the window's own figures are painted, and it can be used. */
  readonly live: Comparison;
  /** Of all processes, once both have settled. */
  readonly memory: Comparison;
}

/** Each against a bare Electron window. */
export async function benchWindow(): Promise<WindowBench> {
  const { executablePath, args } = electron();
  const dataFolder = await makeLargeAccount();
  const bareWindow = join(PROJECT_FOLDER, "tests", "bench", "bare-window");
  const launchBare = () => launch(executablePath, [...args, bareWindow], {}, "figures painted");
  const launchOurs = () =>
    launch(executablePath, [...args, PROJECT_FOLDER], { DECOMPTE_DATA_DIR: dataFolder }, "figures live");
  try {
    // Chromium keeps compiled scripts from the second start on; people start the app every day.
    for (let round = 0; round < 3; round += 1) await launchOurs();
    await launchBare();

    const bare: Launch[] = [];
    const ours: Launch[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(await launchBare());
      ours.push(await launchOurs());
    }
    return {
      start: comparison("ms", bare.map(painted), ours.map(painted)),
      live: comparison("ms", bare.map(live), ours.map(live)),
      memory: comparison("MB", bare.map(memory), ours.map(memory)),
    };
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

const live = ({ liveMs }: Launch): number => liveMs;
const painted = ({ paintedMs }: Launch): number => paintedMs;
const memory = ({ memoryMb }: Launch): number => memoryMb;

/** Both applications write a line with "figures painted" when figures are on screen first, and ours one when they are live. */
async function launch(
  executable: string,
  args: readonly string[],
  env: Record<string, string>,
  lastEvent: string,
): Promise<Launch> {
  const startedMs = performance.now();
  const child = spawn(executable, args, { env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "pipe"] });
  const exited = once(child, "exit");
  let paintedMs = Infinity;
  for await (const line of createInterface({ input: child.stderr })) {
    const atMs = performance.now() - startedMs;
    if (line.includes("figures painted")) paintedMs = atMs;
    if (!line.includes(lastEvent)) continue;
    await wait(SETTLED_AFTER_MS);
    const memoryMb = memoryOfTreeMb(child.pid ?? 0);
    child.kill("SIGTERM");
    await exited;
    return { paintedMs, liveMs: atMs, memoryMb };
  }
  throw new Error("The application ended before it painted its figures");
}
