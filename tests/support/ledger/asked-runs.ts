import fc from "fast-check";
import type { Ledger } from "../../../server/ledger/ledger.ts";
import { IMPORT_SOURCE } from "../../../shared/domain/run.ts";
import { localDate, TIME_ZONES } from "./local-date.ts";
import { makeImportedRun } from "./make-imported-run.ts";

// What the list, the breakdown and the export are asked of, and who is to pass their filter, told without SQL or spans.

export const ASKED_NOW = Date.parse("2026-11-22T10:07:30Z");
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface AskedRun {
  readonly runId: string;
  readonly scraperId: string;
  readonly source: string;
  readonly status: string;
  readonly origin: string | null;
  readonly costNanoUsd: bigint | null;
  readonly createdAtMs: number;
}

const anyAskedRun: fc.Arbitrary<AskedRun> = fc
  .record({
    scraperId: fc.constantFrom("actor-a", "actor-b", "Actor-C", "100%_\\"),
    source: fc.constantFrom(IMPORT_SOURCE, IMPORT_SOURCE, "scraping", "enrich"),
    status: fc.constantFrom("SUCCEEDED", "FAILED", "RUNNING"),
    origin: fc.constantFrom(null, "API", "SCHEDULER"),
    costNanoUsd: fc.option(fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.constantFrom(0n, 1n, 10n ** 15n)), {
      freq: 4,
    }),
    // Some start together, some at the edges of days, some in the future.
    createdAtMs: fc
      .tuple(fc.integer({ min: -45 * 24, max: 3 * 24 }), fc.constantFrom(-1, 0, 0, 450_000))
      .map(([hours, rest]) => ASKED_NOW - (ASKED_NOW % HOUR_MS) + hours * HOUR_MS + rest),
  })
  .map((run) => ({ ...run, runId: "", origin: run.source === IMPORT_SOURCE ? run.origin : null }));

export const anyAskedRuns = fc
  .array(anyAskedRun, { minLength: 1, maxLength: 40 })
  .map((runs) => runs.map((run, index) => ({ ...run, runId: `run-${index}` })));

export async function keepRuns(ledger: Ledger, userId: string, runs: readonly AskedRun[]): Promise<void> {
  const imported = runs.filter(({ source }) => source === IMPORT_SOURCE);
  await ledger.commitReadings(
    userId,
    imported.map((run) => makeImportedRun(run)),
  );
  const recorded = runs.filter(({ source }) => source !== IMPORT_SOURCE);
  await ledger.recordRuns(
    userId,
    recorded.map((run) => ({ ...run, itemCount: null, usageDetails: null })),
  );
  await ledger.saveActors(userId, ASKED_ACTORS, ASKED_NOW);
}

export interface AskedFilter {
  readonly tz: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly scraperId?: string | undefined;
  readonly source?: string | undefined;
  readonly status?: string | undefined;
  readonly origin?: string | undefined;
  readonly q?: string | undefined;
}

/** Two of the Actors have been looked up. */
const ASKED_ACTORS = [
  { actorId: "actor-a", actor: { name: "harbour/maps", title: "Événements 50%" } },
  { actorId: "Actor-C", actor: { name: "harbour/zebra", title: null } },
];

const dateBack = (days: number, tz: string): string => {
  const todayMs = Date.parse(`${localDate(ASKED_NOW, tz)}T00:00:00Z`);
  return new Date(todayMs - days * DAY_MS).toISOString().slice(0, 10);
};

const maybe = (...values: readonly string[]) => fc.option(fc.constantFrom(...values), { nil: undefined, freq: 1 });

export const anyAskedFilter: fc.Arbitrary<AskedFilter> = fc
  .record({
    tz: fc.constantFrom(...TIME_ZONES),
    bounds: fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: -2, max: 20 }), fc.boolean(), fc.boolean()),
    scraperId: maybe("actor-a", "100%_\\", "nobody"),
    source: maybe(IMPORT_SOURCE, "scraping"),
    status: maybe("SUCCEEDED"),
    origin: maybe("API", "unknown"),
    q: maybe("a", "ACTOR-B", "événem", "ÉVÉNEM", "50%", "%", "_", "\\", "run-1", "maps", "x'--"),
  })
  .map(({ bounds: [length, back, hasFrom, hasTo], ...rest }) => ({
    ...rest,
    from: hasFrom ? dateBack(back + length, rest.tz) : undefined,
    to: hasTo ? dateBack(back, rest.tz) : undefined,
  }));

export const queryOf = (asked: Readonly<Record<string, string | number | undefined>>): string =>
  new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  ).toString();

const isOfKind = (run: AskedRun, filter: AskedFilter): boolean =>
  (filter.scraperId ?? run.scraperId) === run.scraperId &&
  (filter.source ?? run.source) === run.source &&
  (filter.status ?? run.status) === run.status &&
  (filter.origin ?? run.origin ?? "unknown") === (run.origin ?? "unknown") &&
  (filter.q === undefined || textsOf(run).some((text) => text.toLowerCase().includes(filter.q?.toLowerCase() ?? "")));

const actorOf = (run: AskedRun) => ASKED_ACTORS.find(({ actorId }) => actorId === run.scraperId)?.actor;

function textsOf(run: AskedRun): readonly string[] {
  const actor = actorOf(run);
  return [run.runId, run.scraperId, ...(actor === undefined ? [] : [actor.name, actor.title ?? ""])];
}

/** By what a list shows an Actor. */
export const shownActor = (run: AskedRun): string => actorOf(run)?.title ?? actorOf(run)?.name ?? run.scraperId;

/** Each run is asked for its own date, as a calendar on the wall shows it. */
export const passing = (runs: readonly AskedRun[], filter: AskedFilter): readonly AskedRun[] =>
  runs.filter((run) => {
    const date = localDate(run.createdAtMs, filter.tz);
    return isOfKind(run, filter) && (filter.from ?? date) <= date && date <= (filter.to ?? date);
  });

/** The same of the period before; null where there is none. */
export function passingBefore(runs: readonly AskedRun[], filter: AskedFilter): readonly AskedRun[] | null {
  const { tz, from, to = localDate(ASKED_NOW, tz) } = filter;
  const today = localDate(ASKED_NOW, tz);
  if (from === undefined || from > today) return null;
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  const earlier = (date: string) => new Date(Date.parse(date) - days * DAY_MS).toISOString().slice(0, 10);
  const end = to < today ? `${from} 00:00` : `${earlier(today)} ${quarter(localTime(ASKED_NOW, tz))}`;
  return runs.filter((run) => {
    const moment = `${localDate(run.createdAtMs, tz)} ${localTime(run.createdAtMs, tz)}`;
    return isOfKind(run, filter) && moment >= earlier(from) && moment < end;
  });
}

const formats = new Map<string, Intl.DateTimeFormat>();

function localTime(ms: number, timeZone: string): string {
  const words = { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat("en-GB", words);
  formats.set(timeZone, format);
  return format.format(ms);
}

const quarter = (time: string): string =>
  `${time.slice(0, 3)}${String(Number(time.slice(3)) - (Number(time.slice(3)) % 15)).padStart(2, "0")}`;

export const sumsOf = (runs: readonly AskedRun[]) => ({
  costNanoUsd: runs.reduce((sum, run) => sum + (run.costNanoUsd ?? 0n), 0n),
  runs: runs.length,
  runsWithoutCost: runs.filter(({ costNanoUsd }) => costNanoUsd === null).length,
});
