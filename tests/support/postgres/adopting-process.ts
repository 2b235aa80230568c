import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { z } from "zod";

const progressSchema = z.object({ step: z.string(), name: z.string().optional(), percent: z.number().optional() });
export type Progress = z.infer<typeof progressSchema>;

export interface AdoptingScript {
  /** Adopts in a process of its own. */
  start(url: string): AdoptingProcess;
  /** The same to its end, or until it is killed at the first progress that `isKilledAt` answers true to. */
  run(url: string, isKilledAt?: (progress: Progress) => boolean): Promise<AdoptingEnd>;
  remove(): void;
}

export interface AdoptingProcess {
  readonly end: Promise<AdoptingEnd>;
  readonly kill: () => void;
}

export interface AdoptingEnd {
  readonly code: number | null;
  readonly progress: readonly Progress[];
  readonly errors: string;
}

export async function buildAdoptingScript(): Promise<AdoptingScript> {
  const folder = resolve("out", `test-adopt-${process.pid}`);
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      ssr: fileURLToPath(new URL("./adopt-child.ts", import.meta.url)),
      outDir: folder,
      emptyOutDir: true,
      target: "node20",
      rolldownOptions: { output: { entryFileNames: "child.mjs" } },
    },
  });
  return {
    start: (url) => start(join(folder, "child.mjs"), url, () => false),
    run: (url, isKilledAt = () => false) => start(join(folder, "child.mjs"), url, isKilledAt).end,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function start(script: string, url: string, isKilledAt: (progress: Progress) => boolean): AdoptingProcess {
  const args = [script, url, resolve("resources/migrations/postgres")];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const progress: Progress[] = [];
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString("utf8")));
  createInterface({ input: child.stdout }).on("line", (line) => {
    const told = progressSchema.parse(JSON.parse(line));
    progress.push(told);
    if (isKilledAt(told)) child.kill("SIGKILL");
  });
  const end = new Promise<AdoptingEnd>((finish, fail) => {
    child.once("error", fail);
    child.once("close", (code) => finish({ code, progress, errors }));
  });
  return { end, kill: () => child.kill("SIGKILL") };
}
