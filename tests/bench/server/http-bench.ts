import autocannon from "autocannon";
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { median } from "../measure.ts";
import { USERS } from "./fill-runs.ts";

const SERVER = resolve("out/server/main.js");
const CONNECTIONS = 64;
const ROUNDS = 3;
const SECONDS = 5;

export interface RequestFigures {
  /** Requests per second of the team server's own route that answers a constant. */
  readonly constant: number;
  readonly summary: number;
  readonly ratio: number;
  /** Of a server that is nothing but such a route: no id, guard, count, log line or header stands before it. */
  readonly bareServer: number;
  readonly ratioToBareServer: number;
  readonly connections: number;
}

/** The team server as it is started, signed in to by a key, against its own constant and that of a bare server. */
export async function benchRequests(databaseUrl: string): Promise<RequestFigures> {
  const folder = mkdtempSync(join(tmpdir(), "decompte-bench-server-"));
  const [port, constantPort] = [await freePort(), await freePort()];
  const environment = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    DECOMPTE_DATA_DIR: folder,
    DECOMPTE_AUTH_SECRET: randomBytes(48).toString("base64"),
    DECOMPTE_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    DECOMPTE_RATE_LIMIT_USER: "0",
    DECOMPTE_RATE_LIMIT_ADDRESS: "0",
    DECOMPTE_SCHEDULE: "off",
  };
  const command = async (...args: readonly string[]): Promise<string> =>
    (await promisify(execFile)(process.execPath, [SERVER, ...args], { env: environment })).stdout.trim();
  await command("user", "add", "bench@example.com", "--user-id", USERS.half);
  const key = await command("key", "add", "bench@example.com");

  const servers = [
    spawn(process.execPath, [SERVER], { env: environment, stdio: ["ignore", "ignore", "inherit"] }),
    spawn(process.execPath, [join(import.meta.dirname, "constant-server.js"), String(constantPort)], {
      stdio: "inherit",
    }),
  ];
  try {
    await answers(`http://127.0.0.1:${port}/readyz`);
    await answers(`http://127.0.0.1:${constantPort}/`);
    const headers = { authorization: `Bearer ${key}` };
    const summaryUrl = `http://127.0.0.1:${port}/api/scraper-runs/summary?period=all&tz=Europe/Paris`;
    const [bare, constant, summary]: [number[], number[], number[]] = [[], [], []];
    // The first round warms the servers up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      bare.push(await requestsPerSecond(`http://127.0.0.1:${constantPort}/`, {}));
      constant.push(await requestsPerSecond(`http://127.0.0.1:${port}/healthz`, {}));
      summary.push(await requestsPerSecond(summaryUrl, headers));
    }
    const [bareServer, ownConstant, ofSummary] = [bare, constant, summary].map((each) => median(each.slice(1)));
    return {
      constant: ownConstant ?? 0,
      summary: ofSummary ?? 0,
      ratio: ratioOf(ofSummary, ownConstant),
      bareServer: bareServer ?? 0,
      ratioToBareServer: ratioOf(ofSummary, bareServer),
      connections: CONNECTIONS,
    };
  } finally {
    await Promise.all(servers.map(stop));
    rmSync(folder, { recursive: true, force: true });
  }
}

const ratioOf = (figure = 0, other = 0): number => Number((figure / other).toPrecision(3));

async function requestsPerSecond(url: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const result = await autocannon({ url, headers, connections: CONNECTIONS, duration: SECONDS });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${result.non2xx} answers were refusals, and ${result.errors} requests failed`);
  }
  return Math.round(result.requests.average);
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const isThere = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return;
    await setTimeout(50);
  }
  throw new Error(`${url} does not answer`);
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((finish) => server.once("exit", finish));
  server.kill("SIGTERM");
  await ended;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listen) => probe.listen(0, "127.0.0.1", listen));
  const { port } = probe.address() as AddressInfo;
  await new Promise((close) => probe.close(close));
  return port;
}
