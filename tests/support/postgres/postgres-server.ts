import { execFile, spawn, type ChildProcess } from "node:child_process";
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { locatePostgres, type PostgresBinaries } from "./postgres-binaries.ts";

export interface PostgresServer {
  /** Of its `postgres` database. The same after a restart. */
  readonly url: string;
  /** Lets nobody in any more and ends what runs, as `systemctl stop` would. */
  stop(): Promise<void>;
  /** `kill -9` of the whole server. */
  kill(): Promise<void>;
  /** After `stop` or `kill`. */
  restart(): Promise<void>;
  /** Stops it and deletes its data. */
  remove(): Promise<void>;
}

const USER = "decompte";
const PASSWORD = "a-password-of-the-tests";
const KEEPER = resolve("tests/support/postgres/keeper.mjs");

/**
 * A Postgres of its own, with nothing in it. `isDurable: false` waits for no disk: a killed server still loses nothing,
 * only a power cut would.
 */
export async function startPostgres({
  isDurable = false,
  settings = {},
}: {
  readonly isDurable?: boolean;
  readonly settings?: Readonly<Record<string, string | number>>;
} = {}): Promise<PostgresServer> {
  const binaries = locatePostgres();
  const folder = mkdtempSync(join(tmpdir(), "decompte-postgres-data-"));
  const data = await makeCluster(binaries, folder);
  const port = await freePort();
  const all = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 200,
    timezone: "UTC",
    ...(!isDurable && { fsync: "off", full_page_writes: "off" }),
    ...settings,
  };
  const args = [
    "-D",
    data,
    "-p",
    String(port),
    ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  const start = () => startKeeper(binaries, args, folder);

  let keeper = await start();
  return {
    url: `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/postgres`,
    stop: () => end(keeper, () => process.kill(postmasterOf(data), "SIGINT")),
    kill: () => end(keeper, () => process.kill(postmasterOf(data), "SIGKILL")),
    async restart() {
      keeper = await start().catch(waitForRemains(start));
    },
    async remove() {
      await end(keeper, () => keeper.stdin?.end());
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a killed server leaves of itself ends by itself, and until then no other can start on its data. */
const waitForRemains =
  (start: () => Promise<ChildProcess>, triesLeft = 50) =>
  async (failure: unknown): Promise<ChildProcess> => {
    if (triesLeft === 0 || !String(failure).includes("shared memory block")) throw failure;
    await setTimeout(100);
    return start().catch(waitForRemains(start, triesLeft - 1));
  };

async function makeCluster({ initdb, runAs }: PostgresBinaries, folder: string): Promise<string> {
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, PASSWORD, { mode: 0o600 });
  for (const path of [folder, passwordFile]) {
    if (runAs.uid !== undefined) chownSync(path, runAs.uid, runAs.gid);
  }
  const data = join(folder, "data");
  const flags = ["--auth=scram-sha-256", `--username=${USER}`, `--pwfile=${passwordFile}`, "--encoding=UTF8"];
  await promisify(execFile)(initdb, ["-D", data, ...flags, "--locale=C", "--no-sync"], { ...runAs, cwd: folder });
  return data;
}

async function startKeeper(
  { postgres, runAs }: PostgresBinaries,
  args: readonly string[],
  removeAtEnd: string,
): Promise<ChildProcess> {
  const order = JSON.stringify({ postgres, args, runAs, removeAtEnd });
  const keeper = spawn(process.execPath, [KEEPER, order], { stdio: ["pipe", "ignore", "pipe"] });
  const said: string[] = [];
  await new Promise<void>((start, fail) => {
    keeper.once("error", fail);
    keeper.once("close", () => fail(new Error(`Postgres did not start:\n${said.join("\n")}`)));
    createInterface({ input: keeper.stderr }).on("line", (line) => {
      if (said.length < 100) said.push(line);
      if (line.includes("database system is ready to accept connections")) start();
    });
  });
  // It alone must not keep a process alive whose tests are over.
  keeper.unref();
  return keeper;
}

async function end(keeper: ChildProcess, stop: () => void): Promise<void> {
  if (keeper.exitCode !== null || keeper.signalCode !== null) return;
  const ended = new Promise((finish) => keeper.once("exit", finish));
  keeper.ref();
  stop();
  await ended;
}

const postmasterOf = (data: string): number => Number.parseInt(readFileSync(join(data, "postmaster.pid"), "utf8"), 10);

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listen) => probe.listen(0, "127.0.0.1", listen));
  const { port } = probe.address() as AddressInfo;
  await new Promise((close) => probe.close(close));
  return port;
}
