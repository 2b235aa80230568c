import type { Reconciliation } from "../../../shared/api/reconciliation.ts";
import { isNews } from "../../../shared/domain/budget/former-windows.ts";
import type { Span } from "../../../shared/domain/day.ts";
import { endsWithin } from "../schedule.ts";

const HOUR_MS = 60 * 60 * 1_000;
/** Reading it may ask Apify: no more often than this while it lasts. */
const KNOWN_FOR_MS = 6 * HOUR_MS;
/** While Apify is slow or away, the other budgets do not wait. */
const LONGEST_WAIT_MS = 1_500;

export interface BillingCycleOptions {
  /** Of the cycle that holds a date, such as `2025-02-01`; of the present one without it. */
  readonly reconciliation: (date?: string) => Promise<Reconciliation>;
  /** It was told after all, to nobody who still waits. */
  readonly onLate: () => void;
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
  readonly now: () => number;
}

/** Apify's billing cycle, as far as it can be known. */
export interface BillingCycle {
  /** As it can be known soon; the last one where the present one can't. */
  read(): Promise<Span | null>;
  /**
   * The last one that is over, asked for where it ended since that instant and is still news. Null where it can't be known
   * soon: where a cycle begins is told by Apify, never computed.
   */
  former(sinceMs: number): Promise<Span | null>;
}

export function createBillingCycle(options: BillingCycleOptions): BillingCycle {
  const { now } = options;
  let known: Span | null = null;
  let former: Span | null = null;
  let readAtMs = 0;
  let reading: Promise<boolean> | null = null;
  let readingFormer: Promise<boolean> | null = null;
  /** The cycle before which none was told, and when that was answered. */
  let first: { readonly fromMs: number; readonly atMs: number } | null = null;

  /** Answers whether it was told. */
  async function ask(): Promise<boolean> {
    const told = cycleOf(await options.reconciliation().catch(() => null));
    reading = null;
    if (told === null) return false;
    if (known !== null && isBefore(known, told)) former = known;
    known = told;
    readAtMs = now();
    return true;
  }

  async function askFormer(present: Span): Promise<boolean> {
    const date = new Date(present.fromMs - HOUR_MS).toISOString().slice(0, "2025-02-01".length);
    const answer = await options.reconciliation(date).catch(() => null);
    readingFormer = null;
    const told = cycleOf(answer);
    if (told !== null && isBefore(told, present)) {
      former = told;
      return true;
    }
    const isOfNow = answer?.state === "known" && answer.staleBecause === null;
    if (isOfNow || answer?.state === "not-allowed") first = { fromMs: present.fromMs, atMs: now() };
    return false;
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
    async former(sinceMs) {
      const present = known;
      if (present === null) return null;
      if (present.toMs <= now()) return present;
      const isToBeAsked =
        (former === null || !isBefore(former, present)) &&
        isNews(present.fromMs, sinceMs, now()) &&
        (first?.fromMs !== present.fromMs || Math.abs(now() - first.atMs) >= KNOWN_FOR_MS);
      if (isToBeAsked) await waitFor((readingFormer ??= askFormer(present)));
      return former !== null && isBefore(former, present) ? former : null;
    },
  };
}

function cycleOf(answer: Reconciliation | null): Span | null {
  if (answer?.state !== "known") return null;
  return { fromMs: Date.parse(answer.cycle.startAt), toMs: Date.parse(answer.cycle.endAt) };
}

/** Whether the one ends where the other begins, but for the seconds by which Apify's instants move. */
const isBefore = (one: Span, other: Span): boolean => Math.abs(other.fromMs - one.toMs) < HOUR_MS;
