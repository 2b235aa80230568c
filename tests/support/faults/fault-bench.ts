import { expect, onTestFinished } from "vitest";
import { createImporter, type Importer } from "../../../server/services/import/importer.ts";
import { createApifyClient, type ApifyClient } from "../../../server/sources/apify/client.ts";
import { BACKFILL_PATH, importStatusSchema, REFRESH_PATH, type ImportStatus } from "../../../shared/api/backfill.ts";
import { errorAnswerSchema } from "../../../shared/api/error.ts";
import type { ErrorCode } from "../../../shared/errors.ts";
import { StandInAccount } from "../apify/stand-in-account.ts";
import { startApifyStandIn, type ApifyStandIn } from "../apify/stand-in.ts";
import { createInProcessStandIn } from "../apify/in-process.ts";
import type { RunWithoutUser } from "../apify/stand-in-run.ts";
import { openTemporaryLedger, type TemporaryLedger } from "../ledger/temporary-ledger.ts";
import { createTestApp, type TestApp } from "../ledger/test-app.ts";
import { useMemoryFolder } from "./memory-folder.ts";
import { SimulatedClock } from "./simulated-clock.ts";

export const NOW = Date.parse("2026-11-22T10:00:00Z");
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const aList = { path: /^\/v2\/actor-runs$/ };
export const aDetail = { path: /^\/v2\/actor-runs\/./ };

type StandIn = Pick<ApifyStandIn, "baseUrl" | "requests" | "forgetRequests" | "fail"> & {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
};

export interface FaultBench extends TemporaryLedger {
  readonly account: StandInAccount;
  readonly standIn: StandIn;
  /** Apify's clock. */
  readonly clock: SimulatedClock;
  readonly importer: Importer;
  readonly app: TestApp;
  /** How far Décompte's clock is ahead of Apify's. */
  setClockAheadMs(ms: number): void;
  /** Goes on with another token, as after signing in again. */
  useToken(token: string): void;
  /** Puts something between Décompte and Apify. */
  useFetch(fetch: StandIn["fetch"] | null): void;
  /** Why the refresh failed, or null. */
  refresh(): Promise<ErrorCode | null>;
  backfill(query?: string): Promise<ErrorCode | null>;
  status(): Promise<ImportStatus>;
}

export interface FaultBenchOptions {
  readonly account?: StandInAccount;
  readonly runs?: readonly RunWithoutUser[];
  readonly startMs?: number;
  readonly clockAheadMs?: number;
  /** Without a socket: needed where timers are simulated. */
  readonly isInProcess?: boolean;
}

/** Décompte's server over a fresh ledger, connected to a stand-in of Apify. A client's pauses pass at once. */
export async function startFaultBench(options: FaultBenchOptions = {}): Promise<FaultBench> {
  const account = options.account ?? new StandInAccount({ runs: options.runs ?? [] });
  const clock = new SimulatedClock(options.startMs ?? NOW);
  let aheadMs = options.clockAheadMs ?? 0;
  let { token } = account;
  let between: StandIn["fetch"] | null = null;
  const now = () => clock.now() + aheadMs;

  const standIn = options.isInProcess ? createInProcessStandIn([account], clock.now) : await listening(account, clock);
  useMemoryFolder();
  const temporary = await openTemporaryLedger(now);
  onTestFinished(() => temporary.remove());
  const clients = new Map<string, ApifyClient>();
  const importer = createImporter({ ledger: temporary.ledger, now, connectionOf: () => clientOf(token) });
  onTestFinished(() => importer.stop());

  function clientOf(each: string): ApifyClient {
    const client = clients.get(each) ?? createClient(each);
    clients.set(each, client);
    return client;
  }

  function createClient(each: string): ApifyClient {
    const fetch: StandIn["fetch"] = (url, init) => (between ?? standIn.fetch)(url, init);
    return createApifyClient({
      baseUrl: standIn.baseUrl,
      token: each,
      now,
      random: () => 0,
      sleep: clock.sleep,
      fetch,
    });
  }

  const app = createTestApp({ ledger: temporary.ledger, now, importer });
  const post = async (path: string): Promise<ErrorCode | null> => {
    const { status, body, text } = await app.send("POST", path);
    expect(text).not.toContain(token);
    return status === 200 ? null : errorAnswerSchema.parse(body).error.code;
  };
  return {
    ...temporary,
    account,
    standIn,
    clock,
    importer,
    app,
    setClockAheadMs: (ms) => (aheadMs = ms),
    useToken: (next) => (token = next),
    useFetch: (fetch) => (between = fetch),
    refresh: () => post(REFRESH_PATH),
    backfill: (query = "") => post(BACKFILL_PATH + query),
    status: async () => importStatusSchema.parse((await app.get(BACKFILL_PATH)).body),
  };
}

async function listening(account: StandInAccount, clock: SimulatedClock): Promise<StandIn> {
  const standIn = await startApifyStandIn({ accounts: [account], clock: clock.now });
  onTestFinished(() => standIn.stop());
  return { ...standIn, fetch: (url, init) => fetch(url, init) };
}
