import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "vite";

interface TaskFiles {
  readonly file: string;
  readonly migrationsFolder: string;
}

export type ChildTask =
  | (TaskFiles & { readonly kind: "open" })
  | (TaskFiles & { readonly kind: "import"; readonly baseUrl: string; readonly token: string })
  | (TaskFiles & {
      readonly kind: "record";
      readonly source: string;
      readonly count: number;
      readonly distinct: number;
      readonly fromMs: number;
    });

export interface BuiltChild {
  readonly script: string;
  remove(): void;
}

/** Makes plain JavaScript of the child, inside the checkout, so that it finds the native packages. */
export async function buildChild(name: string): Promise<BuiltChild> {
  const folder = resolve("out", `test-${name}-${process.pid}`);
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      ssr: fileURLToPath(new URL("./import-child.ts", import.meta.url)),
      outDir: folder,
      emptyOutDir: true,
      target: "node20",
      rollupOptions: { output: { entryFileNames: "child.mjs" } },
    },
    ssr: { noExternal: true, external: ["libsql", "@libsql/client"] },
  });
  return { script: join(folder, "child.mjs"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Full lines only: what the child had written when it ended. */
  readonly lines: readonly string[];
  readonly errors: string;
}

export interface RunningChild {
  /** Resolves when the child has said the word, or ended. */
  heard(word: string): Promise<void>;
  kill(): void;
  readonly end: Promise<ChildEnd>;
}

export function startChild({ script }: BuiltChild, task: ChildTask): RunningChild {
  const child = spawn(process.execPath, [script, JSON.stringify(task)], { stdio: ["ignore", "pipe", "pipe"] });
  const lines: string[] = [];
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString("utf8")));
  const end = new Promise<ChildEnd>((finish, fail) => {
    child.once("error", fail);
    child.once("close", (code, signal) => finish({ code, signal, lines, errors }));
  });
  const reader = createInterface({ input: child.stdout });
  reader.on("line", (line) => lines.push(line));
  return {
    end,
    kill: () => child.kill("SIGKILL"),
    heard: (word) =>
      new Promise((hear) => {
        const check = (): void => {
          if (lines.some((line) => line.startsWith(`${word} `))) hear();
        };
        reader.on("line", check);
        void end.then(() => hear());
        check();
      }),
  };
}
