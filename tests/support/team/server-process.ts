import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { buildServer } from "../../../scripts/setup/server-build.mjs";
import { parseLog, type LogLine } from "./log-lines.ts";

export interface BuiltServer {
  readonly entry: string;
  remove(): void;
}

/** The team server as it is built for production, in a folder of its own. */
export async function buildTeamServer(): Promise<BuiltServer> {
  const folder = resolve("out", `test-server-${process.pid}-${randomBytes(4).toString("hex")}`);
  await buildServer(folder);
  return { entry: join(folder, "main.js"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
}

export interface ServerProcess {
  /** Its address, once every route answers. Rejects when it ends before. */
  ready(): Promise<string>;
  /** Resolves with the first line of its log that has this message. Rejects when it ends before. */
  logged(message: string): Promise<LogLine>;
  readonly log: () => readonly LogLine[];
  readonly output: () => string;
  send(signal: NodeJS.Signals): void;
  readonly end: Promise<ProcessEnd>;
}

/** What a server needs that listens on any free port, and nothing of this machine's own settings. */
export const serverEnvironment = (dataFolder: string): Readonly<Record<string, string>> => ({
  PATH: process.env["PATH"] ?? "",
  HOME: dataFolder,
  PORT: "0",
  DECOMPTE_DATA_DIR: dataFolder,
  DECOMPTE_RATE_LIMIT_USER: "0",
  DECOMPTE_RATE_LIMIT_ADDRESS: "0",
});

/** Starts the real thing: a Node process of the built file. It does not outlive the test. */
export function startServerProcess(
  built: BuiltServer,
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): ServerProcess {
  const child = spawn(process.execPath, [built.entry, ...args], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines: string[] = [];
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString("utf8")));
  const reader = createInterface({ input: child.stdout });
  reader.on("line", (line) => lines.push(line));
  const output = (): string => lines.map((line) => `${line}\n`).join("");
  const end = new Promise<ProcessEnd>((finish, fail) => {
    child.once("error", fail);
    child.once("close", (code, signal) => finish({ code, signal, output: output(), errors }));
  });

  const logged = (message: string): Promise<LogLine> =>
    new Promise((hear, fail) => {
      const check = (): void => {
        const line = parseLog(output()).find(({ msg }) => msg === message);
        if (line === undefined) return;
        reader.off("line", check);
        hear(line);
      };
      reader.on("line", check);
      check();
      end.then(() => fail(new Error(`It ended before it said "${message}":\n${output()}${errors}`)), fail);
    });

  return {
    ready: async () => String((await logged("ready"))["address"]),
    logged,
    log: () => parseLog(output()),
    output,
    send: (signal) => void child.kill(signal),
    end,
  };
}

/** Runs a command of the server to its end. */
export const runServerCommand = (
  built: BuiltServer,
  environment: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<ProcessEnd> => startServerProcess(built, environment, args).end;

/** Adds a user by the command line and answers a key of theirs. */
export async function addUserWithKey(
  built: BuiltServer,
  environment: Readonly<Record<string, string>>,
  email = "marie@example.com",
): Promise<string> {
  const added = await runServerCommand(built, environment, ["user", "add", email]);
  const { code, output, errors } = await runServerCommand(built, environment, ["key", "add", email]);
  if (added.code !== 0 || code !== 0) throw new Error(`${added.errors}${errors}`);
  return output.trim();
}
