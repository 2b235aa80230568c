import type { Reconciliation } from "../../../shared/api/reconciliation.ts";
import { AppError, isAppError, type ErrorCode } from "../../../shared/errors.ts";
import type { AccountUsage, Ledger, Totals } from "../../ledger/ledger.ts";
import type { ApifyClient, ConnectionOf } from "../../sources/apify/client.ts";
import { retryAtOf } from "../../sources/apify/retry-at.ts";
import { readAccountUsage } from "./read-account-usage.ts";
import { reconcile } from "./reconcile.ts";

export interface ReconcilerOptions {
  readonly ledger: Ledger;
  readonly connectionOf: ConnectionOf;
  readonly now: () => number;
}

/** Holds Apify's account of a billing cycle against the ledger's runs of it. */
export interface Reconciler {
  /**
   * The cycle that holds the date, such as `2025-02-01`; the current cycle without one.
   *
   * @throws AppError `invalid_request` for a day that has not come
   */
  read(userId: string, date?: string): Promise<Reconciliation>;
  /** Lets go of every reading that is under way. */
  stop(): Promise<void>;
}

type Reading = { readonly usage: AccountUsage } | { readonly failed: ErrorCode };

interface Failure {
  readonly key: string;
  readonly client: ApifyClient;
  readonly code: ErrorCode;
  /** By the local clock, as Apify's own instant is: how long to wait does not depend on which clock is right. */
  readonly atMs: number;
  readonly untilMs: number;
}

const MINUTE_MS = 60 * 1_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const FRESH_FOR_MS = 15 * MINUTE_MS;
/** The ledger may have come to know of other runs since: then a reading is only fresh for so long. */
const FRESH_BESIDE_OTHER_RUNS_MS = 15 * 1_000;
/** What failed is not asked for at each look at the window. A permission changes less often than a network. */
const FORBIDDEN_FOR_MS = 15 * MINUTE_MS;
const FAILED_FOR_MS = MINUTE_MS;

export function createReconciler({ ledger, connectionOf, now }: ReconcilerOptions): Reconciler {
  const readings = new Map<string, Promise<Reading>>();
  const failures = new Map<string, Failure>();
  const stopped = new AbortController();

  async function readAgain(userId: string, client: ApifyClient, key: string, date?: string): Promise<Reading> {
    try {
      const told = await readAccountUsage({ client, signal: stopped.signal }, date);
      const usage = { ...told, runsNanoUsd: String((await totalsOf(userId, told)).costNanoUsd) };
      stopped.signal.throwIfAborted();
      await ledger.saveAccountUsage(userId, usage);
      failures.delete(userId);
      return { usage };
    } catch (error) {
      if (!isAppError(error) || !error.code.startsWith("apify_")) throw error;
      const atMs = now();
      failures.set(userId, { key, client, code: error.code, atMs, untilMs: askAgainAt(error, atMs) });
      return { failed: error.code };
    }
  }

  /** One reading at a time for a user and a date. */
  function read(userId: string, client: ApifyClient, date?: string): Promise<Reading> {
    const key = `${date ?? "now"} ${userId}`;
    const failure = failures.get(userId);
    const isSame = failure?.key === key && failure.client === client;
    if (isSame && isHeld(failure, now())) return Promise.resolve({ failed: failure.code });
    const underWay = readings.get(key);
    if (underWay !== undefined) return underWay;
    const reading = readAgain(userId, client, key, date).finally(() => readings.delete(key));
    readings.set(key, reading);
    return reading;
  }

  async function totalsOf(userId: string, { cycle }: AccountUsage): Promise<Totals> {
    const [totals] = await ledger.totalsOfSpans(userId, [cycle]);
    if (totals === undefined) throw new Error("The ledger answered no totals for a span");
    return totals;
  }

  async function isFresh(userId: string, usage: AccountUsage, nowMs: number): Promise<boolean> {
    const ageMs = Math.abs(nowMs - usage.readAtMs);
    if (ageMs < FRESH_BESIDE_OTHER_RUNS_MS) return true;
    if (ageMs >= FRESH_FOR_MS) return false;
    return usage.runsNanoUsd === String((await totalsOf(userId, usage)).costNanoUsd);
  }

  async function answer(userId: string, usage: AccountUsage, staleBecause: ErrorCode | null) {
    // The services first: they take several statements, and what an import adds meanwhile is in the totals.
    const services = await ledger.servicesOfRuns(userId, usage.cycle);
    const [totals, unsettledRuns, history] = await Promise.all([
      totalsOf(userId, usage),
      ledger.unsettledInSpan(userId, usage.cycle),
      ledger.history(userId),
    ]);
    return reconcile(usage, { totals, services, unsettledRuns, history }, staleBecause);
  }

  return {
    async read(userId, date) {
      const client = await connectionOf(userId);
      const nowMs = client?.now() ?? now();
      const dateMs = date === undefined ? nowMs : Date.parse(date);
      // Where the day has begun already, it is called by a name that is still to come elsewhere.
      if (dateMs > nowMs + DAY_MS) {
        const details = { parameter: "date" };
        throw new AppError("invalid_request", 'Parameter "date" must not lie in the future', { details });
      }
      const stored = await ledger.accountUsage(userId, Math.min(dateMs, nowMs));
      if (stored !== null && (await isFresh(userId, stored, nowMs))) return answer(userId, stored, null);

      const reading = client === null ? noConnection : await read(userId, client, date);
      if ("usage" in reading) return answer(userId, reading.usage, null);
      if (reading.failed === "apify_forbidden") return { state: "not-allowed" };
      if (stored !== null) return answer(userId, stored, reading.failed);
      return { state: "unavailable", code: reading.failed };
    },

    async stop() {
      stopped.abort();
      await Promise.allSettled(readings.values());
    },
  };
}

const noConnection: Reading = { failed: "apify_not_connected" };

function askAgainAt(failure: AppError, nowMs: number): number {
  if (failure.code === "apify_forbidden") return nowMs + FORBIDDEN_FOR_MS;
  return Math.max(nowMs + FAILED_FOR_MS, retryAtOf(failure) ?? 0);
}

/** A clock that was set back since must not hold up the next reading for as long. */
const isHeld = ({ atMs, untilMs }: Failure, nowMs: number): boolean => atMs <= nowMs && nowMs < untilMs;
