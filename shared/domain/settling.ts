import type { NanoUsd } from "./money.ts";
import { isTerminalStatus } from "./run.ts";

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;
const DAY_MS = 24 * HOUR_MS;

/** For some seconds after a run's end Apify may answer a part of its cost; two readings so far apart must agree. */
export const COST_MOVES_MS = 10 * SECOND_MS;
/** When a cost that is absent, or not accounted yet, is asked for again: so long after the run's end. */
const READ_AGAIN_AFTER_MS = [COST_MOVES_MS, 60 * SECOND_MS, 10 * 60 * SECOND_MS, HOUR_MS, DAY_MS] as const;
/** A run whose detail can't be used is asked for again after so long. */
export const UNREAD_AGAIN_MS = HOUR_MS;
/** No reading is planned further ahead than a day: a later one was planned by a clock that was wrong. */
export const LONGEST_PLAN_MS = 25 * HOUR_MS;
/** Some Actors' events are never accounted, because their owner runs them: from here on that does not count. */
const ACCOUNTED_WITHIN_MS = 10 * 60 * SECOND_MS;
/** The last of the schedule's readings needs no second one. */
const LAST_WORD_AFTER_MS = DAY_MS;

const SHORTEST_FOLLOW_UP_MS = 60 * SECOND_MS;
const LONGEST_FOLLOW_UP_MS = 30 * 60 * SECOND_MS;

/** One reading of a run's detail. `costNanoUsd` null is absent, or a zero that can't be believed yet. */
export interface CostReading {
  readonly status: string;
  readonly startedAtMs: number;
  readonly finishedAtMs: number | null;
  readonly costNanoUsd: NanoUsd | null;
  /** Whether every charged event is in the cost: Apify accounts for them some seconds after the end, seldom minutes. */
  readonly isAccounted: boolean;
  readonly readAtMs: number;
}

/** What the readings of a run add up to. */
export interface CostState {
  /** What the last reading said. */
  readonly costReadNanoUsd: NanoUsd | null;
  /** Since when the readings of the run at rest agree. */
  readonly costAgreedAtMs: number | null;
  /** When the cost became the last word; null while it is provisional. */
  readonly settledAtMs: number | null;
  /** When the run is to be read again; null when its schedule is over. */
  readonly nextReadAtMs: number | null;
  /** What Apify said of a settled run later on, and when. */
  readonly repriced: { readonly costNanoUsd: NanoUsd; readonly readAtMs: number } | null;
}

/** What was known of the run before a reading. */
export interface KnownCost extends CostState {
  readonly status: string;
  readonly finishedAtMs: number | null;
  /** The amount that counts. */
  readonly costNanoUsd: NanoUsd | null;
}

/**
 * What follows from a reading.
 *
 * A cost is settled when the run has ended, at least 10 s before, and two readings at least 10 s apart agree, unless
 * charged events are not accounted yet; a reading a day or more after the end settles by itself, since nothing else
 * would follow it. A run that goes on after its end is provisional again. A settled cost that Apify tells differently
 * later is not changed: the other amount stands beside it.
 */
export function stateAfterReading(known: KnownCost | null, reading: CostReading): CostState {
  const { costNanoUsd, readAtMs } = reading;
  if (isSettledAlready(known, reading)) return settledAlready(known, reading);

  if (!isTerminalStatus(reading.status)) {
    return provisional(reading, null, nextFollowUpMs(reading));
  }
  // A clock that was set back must not make readings look further apart than they were.
  const agrees = known !== null && isAtSameRest(known, reading) && known.costReadNanoUsd === costNanoUsd;
  const agreedAtMs = agrees ? Math.min(known.costAgreedAtMs ?? readAtMs, readAtMs) : readAtMs;
  const restedMs = readAtMs - (reading.finishedAtMs ?? reading.startedAtMs);
  if (costNanoUsd === null) return provisional(reading, agreedAtMs, nextClockMs(reading, restedMs));

  const isConfirmed = readAtMs - agreedAtMs >= COST_MOVES_MS && restedMs >= COST_MOVES_MS;
  if (!isConfirmed && restedMs < LAST_WORD_AFTER_MS) {
    return provisional(reading, agreedAtMs, readAtMs + Math.max(COST_MOVES_MS, COST_MOVES_MS - restedMs));
  }
  if (!reading.isAccounted && restedMs < ACCOUNTED_WITHIN_MS) {
    return provisional(reading, agreedAtMs, nextClockMs(reading, restedMs));
  }
  return {
    costReadNanoUsd: costNanoUsd,
    costAgreedAtMs: agreedAtMs,
    settledAtMs: readAtMs,
    nextReadAtMs: null,
    repriced: null,
  };
}

/** Whether the amount that counts stays, whatever the reading says: the run is settled and has not moved since. */
export function isSettledAlready<Known extends KnownCost>(
  known: Known | null,
  reading: CostReading,
): known is Known & { readonly settledAtMs: number } {
  return known !== null && known.settledAtMs !== null && isAtSameRest(known, reading);
}

function isAtSameRest(known: KnownCost, reading: CostReading): boolean {
  return known.status === reading.status && known.finishedAtMs === reading.finishedAtMs;
}

function provisional(reading: CostReading, agreedAtMs: number | null, nextReadAtMs: number | null): CostState {
  return {
    costReadNanoUsd: reading.costNanoUsd,
    costAgreedAtMs: agreedAtMs,
    settledAtMs: null,
    nextReadAtMs,
    repriced: null,
  };
}

function settledAlready(known: KnownCost, { costNanoUsd, readAtMs }: CostReading): CostState {
  return {
    costReadNanoUsd: costNanoUsd ?? known.costReadNanoUsd,
    costAgreedAtMs: known.costAgreedAtMs,
    settledAtMs: known.settledAtMs,
    nextReadAtMs: null,
    repriced: repricedBy(known, costNanoUsd, readAtMs),
  };
}

function repricedBy(known: KnownCost, costNanoUsd: NanoUsd | null, readAtMs: number): CostState["repriced"] {
  if (costNanoUsd === null || costNanoUsd === known.repriced?.costNanoUsd) return known.repriced;
  return costNanoUsd === known.costNanoUsd ? null : { costNanoUsd, readAtMs };
}

/** A run that has not ended: often at first, at ever longer intervals as it lasts. */
function nextFollowUpMs({ startedAtMs, readAtMs }: CostReading): number {
  const tenthOfAgeMs = Math.round((readAtMs - startedAtMs) / 10);
  return readAtMs + Math.min(Math.max(tenthOfAgeMs, SHORTEST_FOLLOW_UP_MS), LONGEST_FOLLOW_UP_MS);
}

function nextClockMs({ readAtMs }: CostReading, restedMs: number): number | null {
  const next = READ_AGAIN_AFTER_MS.find((clockMs) => clockMs > restedMs);
  return next === undefined ? null : readAtMs + (next - Math.max(restedMs, 0));
}
