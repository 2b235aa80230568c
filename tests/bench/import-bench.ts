import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { z } from "zod";
import { electron } from "./bench-environment.ts";
import { comparisonSchema, type Comparison } from "./measure.ts";

const RUNS = 20_000;
const DAYS = 30;
const LONGEST_MS = 15 * 60 * 1000;

export const announcementSchema = z.object({
  baseUrl: z.url(),
  token: z.string(),
  runs: z.number(),
  totalNanoUsd: z.string(),
  days: z.number().default(DAYS),
});

export type StandIn = z.infer<typeof announcementSchema>;

/** The import of 20,000 runs in Electron, against fetching the same pages and details there and dropping them. */
export async function benchImport(builtFolder: string): Promise<Comparison> {
  return comparisonSchema.parse(await measureInElectron(builtFolder, "import-app", RUNS));
}

/** What an application answers that imports so many runs from a stand-in of Apify. */
export async function measureInElectron(builtFolder: string, appName: string, runs: number): Promise<unknown> {
  const standIn = spawn(process.execPath, [join(builtFolder, "apify-stand-in.js")], {
    env: { ...process.env, APIFY_STAND_IN_RUNS: String(runs), APIFY_STAND_IN_DAYS: String(DAYS) },
    stdio: ["pipe", "pipe", "inherit"],
  });
  try {
    const announcement = await firstLine(standIn.stdout);
    const { executablePath, args } = electron();
    const app = spawn(executablePath, [...args, join(builtFolder, appName)], {
      env: { ...process.env, BENCH_STAND_IN: announcement },
      stdio: ["ignore", "pipe", "inherit"],
      timeout: LONGEST_MS,
    });
    return JSON.parse(await firstLine(app.stdout));
  } finally {
    standIn.stdin.end();
  }
}

async function firstLine(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) return line;
  throw new Error("A process of the bench ended before it answered");
}
