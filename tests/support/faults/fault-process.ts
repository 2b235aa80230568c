import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import type { WitnessLine } from "./stepping-ledger.ts";

interface LedgerFiles {
  readonly file: string;
  readonly migrationsFolder: string;
}

export type FaultTask =
  | (LedgerFiles & {
      readonly kind: "import";
      readonly baseUrl: string;
      readonly token: string;
      readonly nowMs: number;
      readonly isReset: boolean;
      readonly witnessFile: string;
      /** Null lets it end. */
      readonly killAtStep: number | null;
      /** As whom it works; null as whoever started it. */
      readonly userId: number | null;
    })
  | (LedgerFiles & { readonly kind: "open" })
  /**
   * Turns bit after bit over, each in a fresh copy of the ledger, and tells what its figures are then or what the check
   * finds; a negative bit turns none over. A copy may bring the process down.
   */
  | (LedgerFiles & {
      readonly kind: "flipped";
      readonly bits: readonly number[];
      readonly look: "figures" | "check";
      readonly nowMs: number;
    })
  /** Announces in window after window, from this one on, until it is killed. */
  | (LedgerFiles & { readonly kind: "announce"; readonly fromWindow: number; readonly witnessFile: string })
  | { readonly kind: "migrate-half"; readonly file: string; readonly statements: readonly string[] }
  /** `forMs` null holds the lock until a line comes in. */
  | { readonly kind: "lock"; readonly file: string; readonly forMs: number | null };

export interface FaultScript {
  readonly path: string;
  remove(): void;
}

/** Makes plain JavaScript of the child, inside the checkout, so that it finds the native packages. */
export async function buildFaultChild(name: string): Promise<FaultScript> {
  const folder = resolve("out", `test-${name}-${process.pid}`);
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      ssr: fileURLToPath(new URL("./fault-child.ts", import.meta.url)),
      outDir: folder,
      emptyOutDir: true,
      target: "node20",
      rollupOptions: { output: { entryFileNames: "child.mjs" } },
    },
    ssr: { noExternal: true, external: ["libsql", "@libsql/client"] },
  });
  return { path: join(folder, "child.mjs"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface FaultProcess {
  /** Resolves when it has said the word, or ended. */
  heard(word: string): Promise<void>;
  /** Sends it a line. */
  tell(): void;
  kill(): void;
  readonly end: Promise<FaultEnd>;
}

export interface FaultEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly lines: readonly string[];
  readonly errors: string;
}

/** `within` is a command that runs it under conditions of its own. */
export function startFaultChild(script: FaultScript, task: FaultTask, within: readonly string[] = []): FaultProcess {
  const [command, ...args] = [...within, process.execPath, script.path, JSON.stringify(task)] as const;
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on("line", (line) => lines.push(line));
  const end = endOf(child, lines);
  return {
    end,
    tell: () => child.stdin.write("\n"),
    kill: () => child.kill("SIGKILL"),
    heard: (word) =>
      new Promise((hear) => {
        const check = (): void => {
          if (lines.some((line) => line.startsWith(word))) hear();
        };
        reader.on("line", check);
        void end.then(() => hear());
        check();
      }),
  };
}

function endOf(child: ChildProcess, lines: readonly string[]): Promise<FaultEnd> {
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => (errors += chunk.toString("utf8")));
  return new Promise((finish, fail) => {
    child.once("error", fail);
    child.once("close", (code, signal) => finish({ code, signal, lines, errors }));
  });
}

/** The whole lines of a witness log; the last one may have been cut. */
export function readWitness(file: string): readonly WitnessLine[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as WitnessLine); // The child wrote them.
}
