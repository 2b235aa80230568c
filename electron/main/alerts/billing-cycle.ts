import type { Reconciliation } from "../../../shared/api/reconciliation.ts";
import type { Span } from "../../../shared/domain/day.ts";
import { endsWithin } from "../schedule.ts";

const HOUR_MS = 60 * 60 * 1_000;
/** Reading it may ask Apify: no more often than this while it lasts. */
const KNOWN_FOR_MS = 6 * HOUR_MS;
/** While Apify is slow or away, the other budgets do not wait. */
const LONGEST_WAIT_MS = 1_500;

export interface BillingCycleOptions {
  readonly reconciliation: () => Promise<Reconciliation>;
  /** It was told after all, to nobody who still waits. */
  readonly onLate: () => void;
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
  readonly now: () => number;
}

/** Apify's billing cycle, as far as it can be known. */
export interface BillingCycle {
  /** As it can be known soon; the last one where the present one can't. */
  read(): Promise<Span | null>;
  /** The last one that is over, of those that were told since the start. */
  former(): Span | null;
}

export function createBillingCycle(options: BillingCycleOptions): BillingCycle {
  const { now } = options;
  let known: Span | null = null;
  let former: Span | null = null;
  let readAtMs = 0;
  let reading: Promise<boolean> | null = null;

  /** Answers whether it was told. */
  async function ask(): Promise<boolean> {
    const answer = await options.reconciliation().catch(() => null);
    reading = null;
    if (answer?.state !== "known") return false;
    const { startAt, endAt } = answer.cycle;
    const told = { fromMs: Date.parse(startAt), toMs: Date.parse(endAt) };
    // Seconds by which Apify's instants move make no other cycle.
    if (known !== null && known.toMs - HOUR_MS < told.fromMs) former = known;
    known = told;
    readAtMs = now();
    return true;
  }

  async function waitFor(told: Promise<boolean>): Promise<void> {
    if (await endsWithin(told, LONGEST_WAIT_MS, options.schedule)) return;
    void told.then((isTold) => isTold && options.onLate());
  }

  return {
    async read() {
      const isKnown = known !== null && now() < known.toMs && Math.abs(now() - readAtMs) < KNOWN_FOR_MS;
      if (!isKnown) await waitFor((reading ??= ask()));
      return known;
    },
    former: () => (known !== null && known.toMs <= now() ? known : former),
  };
}
