import { createImporter, type Importer } from "../../../server/services/import/importer.ts";
import { createApifyClient, type ApifyClient } from "../../../server/sources/apify/client.ts";
import type { StandInAccount } from "../apify/stand-in-account.ts";
import { startApifyStandIn, type ApifyStandIn } from "../apify/stand-in.ts";
import { openTestLedger, type TestLedger } from "./test-ledger.ts";
import { createTestApp, type TestApp } from "./test-app.ts";

export interface ImportBench extends TestLedger {
  readonly account: StandInAccount;
  readonly standIn: ApifyStandIn;
  readonly importer: Importer;
  readonly app: TestApp;
  /** What the client waited for between attempts, without waiting. */
  readonly waitsMs: readonly number[];
  /** Moves the clock of Décompte and that of the stand-in. */
  advance(ms: number): void;
  readonly now: () => number;
  /** Sets Décompte's clock so far ahead of the stand-in's, or behind it. */
  setLocalClockAhead(ms: number): void;
  /** Goes on with another token, as after signing in again. */
  useToken(token: string): void;
  /** Lets go of the running import, and goes on as after the next start. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Décompte's server over a fresh ledger, connected to a stand-in of Apify with one account; both share a clock. */
export async function startImportBench(
  account: StandInAccount,
  startMs: number,
  openLedger: (now: () => number) => Promise<TestLedger> = openTestLedger,
): Promise<ImportBench> {
  let nowMs = startMs;
  let aheadMs = 0;
  let { token } = account;
  const now = () => nowMs + aheadMs;
  const waitsMs: number[] = [];
  const standIn = await startApifyStandIn({ accounts: [account], clock: () => nowMs });
  const temporary = await openLedger(now);
  const connect = (): ApifyClient =>
    createApifyClient({
      baseUrl: standIn.baseUrl,
      token,
      now,
      random: () => 0,
      fetch: (url, init) => fetch(url, init),
      sleep: async (delayMs, signal) => {
        signal?.throwIfAborted();
        waitsMs.push(delayMs);
      },
    });
  let client = connect();
  const begin = () => createImporter({ ledger: temporary.ledger, now, connectionOf: () => client });
  let importer = begin();
  const current: Importer = {
    backfill: (...asked) => importer.backfill(...asked),
    refresh: (...asked) => importer.refresh(...asked),
    status: (...asked) => importer.status(...asked),
    cancel: (...asked) => importer.cancel(...asked),
    stop: () => importer.stop(),
  };
  return {
    ...temporary,
    account,
    standIn,
    importer: current,
    app: createTestApp({ ledger: temporary.ledger, now, importer: current }),
    waitsMs,
    advance: (ms) => {
      nowMs += ms;
    },
    now,
    setLocalClockAhead: (ms) => {
      aheadMs = ms;
    },
    useToken: (next) => {
      token = next;
      client = connect();
    },
    async restart() {
      await importer.stop();
      importer = begin();
    },
    async stop() {
      await importer.stop();
      await temporary.remove();
      await standIn.stop();
    },
  };
}
