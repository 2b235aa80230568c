import type { Reconciliation } from "../../../shared/api/reconciliation.ts";
import type { DaySpending } from "../../../shared/domain/budget/day-spending.ts";
import type { Span } from "../../../shared/domain/day.ts";
import type { NanoUsd } from "../../../shared/domain/money.ts";

const DAY_MS = 86_400_000;

type Scope = { readonly scraperId: string | null };

/** An account's figures as budgets read them, in the test's hands. */
export interface FakeSpending {
  /** What every window that holds now has cost, unless `scrapers` says otherwise. */
  spentNanoUsd: NanoUsd;
  /** What the last day of the month before has cost, where `days` is empty, and every billing cycle that is over. */
  formerNanoUsd: NanoUsd;
  /** What one scraper has cost; an Error: its figures can't be read. */
  readonly scraperSpent: Map<string, NanoUsd | Error>;
  days: readonly DaySpending[];
  cycle: Span | null;
  /** What is told of a cycle that is asked for by a date. */
  formerCycle: Span | "not-allowed" | null;
  /** Null: none. */
  failure: Error | null;
  /** What was asked, such as `spent 2026-11-01T00:00:00.000Z 2026-12-01T00:00:00.000Z abc`. */
  readonly asked: string[];
  /** From now on each question after what was spent waits for this. */
  held: Promise<void> | null;
  /** From now on each question after the billing cycle waits for this. */
  heldReconciliation: Promise<void> | null;
  readonly figures: {
    spent(asked: Span & Scope): Promise<{ readonly spentNanoUsd: NanoUsd; readonly runsWithoutCost: number }>;
    days(asked: Scope & { readonly timeZone: string }): Promise<readonly DaySpending[]>;
    scrapers(): Promise<{ scraperId: string; actor: { name: string; title: string | null } | null }[]>;
    reconciliation(date?: string): Promise<Reconciliation>;
  };
}

export function createFakeSpending(now: () => number): FakeSpending {
  const iso = (ms: number) => new Date(ms).toISOString();
  const spending: FakeSpending = {
    spentNanoUsd: 0n,
    formerNanoUsd: 0n,
    scraperSpent: new Map(),
    days: [],
    cycle: null,
    formerCycle: null,
    failure: null,
    asked: [],
    held: null,
    heldReconciliation: null,
    figures: {
      async spent({ fromMs, toMs, scraperId }) {
        spending.asked.push(["spent", iso(fromMs), iso(toMs), ...(scraperId === null ? [] : [scraperId])].join(" "));
        await spending.held;
        const own = scraperId === null ? undefined : spending.scraperSpent.get(scraperId);
        const failure = own instanceof Error ? own : spending.failure;
        if (failure !== null) throw failure;
        const present = typeof own === "bigint" ? own : spending.spentNanoUsd;
        return { spentNanoUsd: toMs <= now() ? spending.formerNanoUsd : present, runsWithoutCost: 0 };
      },
      async days({ scraperId, timeZone }) {
        spending.asked.push(["days", timeZone, ...(scraperId === null ? [] : [scraperId])].join(" "));
        if (spending.failure !== null) throw spending.failure;
        return spending.days.length === 0 ? daysWithFormer(now(), spending.formerNanoUsd) : spending.days;
      },
      async scrapers() {
        return [
          { scraperId: "abc", actor: { name: "apify/web-scraper", title: null } },
          { scraperId: "xyz", actor: null },
        ];
      },
      async reconciliation(date) {
        spending.asked.push(["reconciliation", ...(date === undefined ? [] : [date])].join(" "));
        await spending.heldReconciliation;
        const cycle = date === undefined ? spending.cycle : spending.formerCycle;
        if (cycle === null) return { state: "unavailable", code: "apify_unreachable" };
        if (cycle === "not-allowed") return { state: cycle };
        const { fromMs, toMs } = cycle;
        const zero = { usd: 0, nanoUsd: "0" };
        return {
          state: "known",
          cycle: { startAt: iso(fromMs), endAt: iso(toMs) },
          readAt: iso(now()),
          staleBecause: null,
          usage: zero,
          limit: null,
          runs: { ...zero, count: 0, runsWithoutCost: 0, unsettledRuns: 0 },
          builds: null,
          unattributed: zero,
          services: [],
          isLedgerComplete: true,
        };
      },
    },
  };
  return spending;
}

/** The 90 days that end with today, of which the last one of the month before alone has cost something. */
function daysWithFormer(nowMs: number, formerNanoUsd: NanoUsd): readonly DaySpending[] {
  const today = new Date(nowMs);
  const former = dateOf(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 0));
  return Array.from({ length: 90 }, (_, index) => dateOf(nowMs - (89 - index) * DAY_MS)).map((date) => ({
    date,
    costNanoUsd: date === former ? formerNanoUsd : 0n,
    runsWithoutCost: 0,
  }));
}

/** Whole dollars on each of the days before today and today, oldest first. */
export function daysOf(today: string, dollars: readonly number[]): readonly DaySpending[] {
  const todayMs = Date.parse(`${today}T00:00:00Z`);
  return dollars.map((usd, index) => ({
    date: dateOf(todayMs - (dollars.length - 1 - index) * DAY_MS),
    costNanoUsd: BigInt(usd) * 1_000_000_000n,
    runsWithoutCost: 0,
  }));
}

const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
