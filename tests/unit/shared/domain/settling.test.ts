import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isTerminalStatus } from "../../../../shared/domain/run.ts";
import {
  COST_MOVES_MS,
  stateAfterReading,
  type CostReading,
  type CostState,
  type KnownCost,
} from "../../../../shared/domain/settling.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const STARTED = Date.parse("2026-11-22T09:00:00Z");
const FINISHED = STARTED + 5 * MINUTE_MS;
const COST = 50_000_000n;

/** A reading so long after the run's end. */
function readingAfter(restedMs: number, facts: Partial<CostReading> = {}): CostReading {
  return {
    status: "SUCCEEDED",
    startedAtMs: STARTED,
    finishedAtMs: FINISHED,
    costNanoUsd: COST,
    isAccounted: true,
    readAtMs: FINISHED + restedMs,
    ...facts,
  };
}

const runningAt = (ageMs: number, facts: Partial<CostReading> = {}): CostReading =>
  readingAfter(0, { status: "RUNNING", finishedAtMs: null, readAtMs: STARTED + ageMs, ...facts });

/** What the ledger knows after a reading: a settled amount stays, an absent cost takes no known one away. */
function knownAfter(before: KnownCost | null, reading: CostReading): KnownCost {
  const state = stateAfterReading(before, reading);
  const wasSettled = state.settledAtMs !== null && state.settledAtMs === before?.settledAtMs;
  return {
    ...state,
    status: reading.status,
    finishedAtMs: reading.finishedAtMs,
    costNanoUsd: wasSettled ? before.costNanoUsd : (reading.costNanoUsd ?? before?.costNanoUsd ?? null),
  };
}

/** The state after some readings, oldest first. */
function stateAfter(...readings: readonly [CostReading, ...CostReading[]]): CostState {
  const [first, ...later] = readings;
  let known = knownAfter(null, first);
  let state = stateAfterReading(null, first);
  for (const reading of later) {
    state = stateAfterReading(known, reading);
    known = knownAfter(known, reading);
  }
  return state;
}

/** How long after the run's end the next reading is due. */
const nextAfterEnd = ({ nextReadAtMs }: CostState): number | null =>
  nextReadAtMs === null ? null : nextReadAtMs - FINISHED;

describe("the first reading of a run that has ended", () => {
  test.each([
    ["just at its end", 0, 10 * SECOND_MS],
    ["four seconds later", 4 * SECOND_MS, 14 * SECOND_MS],
    ["an hour later", HOUR_MS, HOUR_MS + 10 * SECOND_MS],
    ["a millisecond before a day has passed", DAY_MS - 1, DAY_MS - 1 + 10 * SECOND_MS],
  ])("%s is provisional, and asks for a second one ten seconds later", (_, restedMs, nextMs) => {
    const state = stateAfter(readingAfter(restedMs));
    expect(state).toMatchObject({
      settledAtMs: null,
      costReadNanoUsd: COST,
      costAgreedAtMs: FINISHED + restedMs,
      repriced: null,
    });
    expect(nextAfterEnd(state)).toBe(nextMs);
  });

  test("before its end, by a clock that is late, waits until ten seconds after the end", () => {
    expect(nextAfterEnd(stateAfter(readingAfter(-30 * SECOND_MS)))).toBe(10 * SECOND_MS);
  });

  test.each([DAY_MS, 80 * DAY_MS])("a day or more later is the last word (%d ms)", (restedMs) => {
    expect(stateAfter(readingAfter(restedMs))).toMatchObject({
      settledAtMs: FINISHED + restedMs,
      nextReadAtMs: null,
      costReadNanoUsd: COST,
    });
  });

  test("whose end Apify never told counts from its start", () => {
    const reading = readingAfter(0, { finishedAtMs: null, readAtMs: STARTED + DAY_MS });
    expect(stateAfter(reading)).toMatchObject({ settledAtMs: STARTED + DAY_MS });
    expect(stateAfter({ ...reading, readAtMs: STARTED + DAY_MS - 1 })).toMatchObject({ settledAtMs: null });
  });
});

describe("a second reading", () => {
  test.each([10 * SECOND_MS, MINUTE_MS, 9 * HOUR_MS])("that agrees %d ms later settles the cost", (gapMs) => {
    expect(stateAfter(readingAfter(2 * SECOND_MS), readingAfter(2 * SECOND_MS + gapMs))).toMatchObject({
      settledAtMs: FINISHED + 2 * SECOND_MS + gapMs,
      nextReadAtMs: null,
    });
  });

  test("that agrees less than ten seconds later proves nothing yet, and the first one still counts", () => {
    const early = [readingAfter(20 * SECOND_MS), readingAfter(29_999)] as const;
    const state = stateAfter(...early);
    expect(state).toMatchObject({ settledAtMs: null, costAgreedAtMs: FINISHED + 20 * SECOND_MS });
    expect(nextAfterEnd(state)).toBe(39_999);
    expect(stateAfter(...early, readingAfter(30 * SECOND_MS)).settledAtMs).toBe(FINISHED + 30 * SECOND_MS);
  });

  test("that disagrees at ten seconds begins anew, until two agree", () => {
    const first = readingAfter(2 * SECOND_MS, { costNanoUsd: 1_500_000n });
    const second = readingAfter(12 * SECOND_MS);
    const state = stateAfter(first, second);
    expect(state).toMatchObject({ settledAtMs: null, costReadNanoUsd: COST, costAgreedAtMs: second.readAtMs });
    expect(nextAfterEnd(state)).toBe(22 * SECOND_MS);
    expect(stateAfter(first, second, readingAfter(22 * SECOND_MS)).settledAtMs).toBe(FINISHED + 22 * SECOND_MS);
  });

  test("that disagrees a day later is believed by itself", () => {
    const state = stateAfter(readingAfter(2 * SECOND_MS), readingAfter(DAY_MS, { costNanoUsd: 7n }));
    expect(state).toMatchObject({ settledAtMs: FINISHED + DAY_MS, costReadNanoUsd: 7n, repriced: null });
  });

  test("within ten seconds of the end settles nothing, however far apart the readings lie", () => {
    // The clock was ahead at the first one.
    const state = stateAfter(readingAfter(-HOUR_MS), readingAfter(5 * SECOND_MS));
    expect(state.settledAtMs).toBeNull();
    expect(nextAfterEnd(state)).toBe(15 * SECOND_MS);
  });

  test("made by a clock that was set back counts from then on", () => {
    const ahead = readingAfter(5 * HOUR_MS);
    const back = readingAfter(HOUR_MS);
    const state = stateAfter(ahead, back);
    expect(state).toMatchObject({ settledAtMs: null, costAgreedAtMs: back.readAtMs });
    expect(nextAfterEnd(state)).toBe(HOUR_MS + 10 * SECOND_MS);
    expect(stateAfter(ahead, back, readingAfter(HOUR_MS + 10 * SECOND_MS)).settledAtMs).not.toBeNull();
  });
});

describe("a cost that is absent, or a zero that can't be believed", () => {
  const absentAfter = (restedMs: number) => readingAfter(restedMs, { costNanoUsd: null, isAccounted: false });

  test.each([
    [0, 10 * SECOND_MS],
    [9_999, 10 * SECOND_MS],
    [10 * SECOND_MS, MINUTE_MS],
    [59_999, MINUTE_MS],
    [MINUTE_MS, 10 * MINUTE_MS],
    [10 * MINUTE_MS, HOUR_MS],
    [HOUR_MS, DAY_MS],
    [DAY_MS - 1, DAY_MS],
    [DAY_MS, null],
    [40 * DAY_MS, null],
  ])("%d ms after the end is asked for again %s ms after it", (restedMs, nextMs) => {
    const state = stateAfter(absentAfter(restedMs));
    expect(state).toMatchObject({ settledAtMs: null, costReadNanoUsd: null });
    expect(nextAfterEnd(state)).toBe(nextMs);
  });

  test("never settles, however often it is absent", () => {
    const state = stateAfter(absentAfter(0), absentAfter(10 * SECOND_MS), absentAfter(HOUR_MS), absentAfter(DAY_MS));
    expect(state).toMatchObject({ settledAtMs: null, nextReadAtMs: null });
  });

  test("that is told at last settles once two readings agree on it", () => {
    const told = [absentAfter(0), absentAfter(10 * SECOND_MS), readingAfter(MINUTE_MS)] as const;
    expect(nextAfterEnd(stateAfter(...told))).toBe(MINUTE_MS + 10 * SECOND_MS);
    expect(stateAfter(...told, readingAfter(MINUTE_MS + 10 * SECOND_MS)).settledAtMs).not.toBeNull();
  });

  test("that is absent once between two that agree makes them begin anew", () => {
    const state = stateAfter(readingAfter(0), absentAfter(10 * SECOND_MS), readingAfter(MINUTE_MS));
    expect(state).toMatchObject({ settledAtMs: null, costAgreedAtMs: FINISHED + MINUTE_MS });
  });

  test("by a clock that is late is asked for again after the end", () => {
    const reading = absentAfter(-30 * SECOND_MS);
    const { nextReadAtMs } = stateAfter(reading);
    expect(nextReadAtMs).toBe(reading.readAtMs + 10 * SECOND_MS);
  });
});

describe("a part of the cost, with events that are charged and not accounted", () => {
  const partAfter = (restedMs: number) => readingAfter(restedMs, { costNanoUsd: 1_500_000n, isAccounted: false });

  test.each([
    [20 * SECOND_MS, MINUTE_MS],
    [MINUTE_MS, 10 * MINUTE_MS],
    [10 * MINUTE_MS - 1, 10 * MINUTE_MS],
  ])("%d ms after the end is not settled by agreeing; it is read again %d ms after it", (restedMs, nextMs) => {
    const state = stateAfter(partAfter(2 * SECOND_MS), partAfter(restedMs));
    expect(state.settledAtMs).toBeNull();
    expect(nextAfterEnd(state)).toBe(nextMs);
  });

  test("is what the run cost where nothing has changed for ten minutes: its owner runs the Actor", () => {
    expect(stateAfter(partAfter(2 * SECOND_MS), partAfter(10 * MINUTE_MS))).toMatchObject({
      settledAtMs: FINISHED + 10 * MINUTE_MS,
      costReadNanoUsd: 1_500_000n,
      nextReadAtMs: null,
    });
  });

  test("settles as soon as two readings agree on the whole", () => {
    const whole = [partAfter(2 * SECOND_MS), readingAfter(12 * SECOND_MS), readingAfter(22 * SECOND_MS)] as const;
    expect(stateAfter(...whole)).toMatchObject({
      settledAtMs: FINISHED + 22 * SECOND_MS,
      costReadNanoUsd: COST,
    });
  });
});

describe("a run that has not ended", () => {
  test.each([
    ["at its start", 0, MINUTE_MS],
    ["after a minute", MINUTE_MS, MINUTE_MS],
    ["after ten minutes", 10 * MINUTE_MS, MINUTE_MS],
    ["after half an hour", 30 * MINUTE_MS, 3 * MINUTE_MS],
    ["after four hours", 4 * HOUR_MS, 24 * MINUTE_MS],
    ["after five hours", 5 * HOUR_MS, 30 * MINUTE_MS],
    ["after nine days", 9 * DAY_MS, 30 * MINUTE_MS],
    ["before its start, by a clock that is late", -HOUR_MS, MINUTE_MS],
  ])("%s is followed up", (_, ageMs, followUpMs) => {
    const reading = runningAt(ageMs);
    expect(stateAfter(reading)).toEqual({
      costReadNanoUsd: COST,
      costAgreedAtMs: null,
      settledAtMs: null,
      nextReadAtMs: reading.readAtMs + followUpMs,
      repriced: null,
    });
  });

  test.each(["READY", "RUNNING", "TIMING-OUT", "ABORTING", "SOMETHING-NEW"])("%s never settles", (status) => {
    const state = stateAfter(runningAt(HOUR_MS, { status }), runningAt(30 * DAY_MS, { status }));
    expect(state.settledAtMs).toBeNull();
    expect(state.nextReadAtMs).not.toBeNull();
  });

  test("needs two readings after its end, whatever was read before it", () => {
    const state = stateAfter(runningAt(MINUTE_MS), readingAfter(HOUR_MS));
    expect(state).toMatchObject({ settledAtMs: null, costAgreedAtMs: FINISHED + HOUR_MS });
    expect(nextAfterEnd(state)).toBe(HOUR_MS + 10 * SECOND_MS);
  });
});

describe("a settled run", () => {
  const settling = [readingAfter(2 * SECOND_MS), readingAfter(12 * SECOND_MS)] as const;
  const settledAtMs = FINISHED + 12 * SECOND_MS;

  test("that goes on is provisional again, and followed up", () => {
    const resurrected = runningAt(HOUR_MS, { costNanoUsd: 60_000_000n });
    expect(stateAfter(...settling, resurrected)).toMatchObject({
      settledAtMs: null,
      costReadNanoUsd: 60_000_000n,
      nextReadAtMs: resurrected.readAtMs + 6 * MINUTE_MS,
      repriced: null,
    });
  });

  test("that went on and ended again, between two readings, settles anew", () => {
    const facts = { finishedAtMs: FINISHED + HOUR_MS, costNanoUsd: 90_000_000n };
    const again = readingAfter(HOUR_MS + MINUTE_MS, facts);
    expect(stateAfter(...settling, again)).toMatchObject({
      settledAtMs: null,
      nextReadAtMs: again.readAtMs + 10 * SECOND_MS,
    });
    const confirmed = { ...again, readAtMs: again.readAtMs + 10 * SECOND_MS };
    expect(stateAfter(...settling, again, confirmed)).toMatchObject({
      settledAtMs: confirmed.readAtMs,
      costReadNanoUsd: 90_000_000n,
    });
  });

  test("that Apify prices anew keeps its amount, with the other one beside it", () => {
    const repriced = readingAfter(9 * DAY_MS, { costNanoUsd: 45_000_000n });
    expect(stateAfter(...settling, repriced)).toEqual({
      costReadNanoUsd: 45_000_000n,
      costAgreedAtMs: FINISHED + 2 * SECOND_MS,
      settledAtMs,
      nextReadAtMs: null,
      repriced: { costNanoUsd: 45_000_000n, readAtMs: repriced.readAtMs },
    });
  });

  test("that is told the other price again keeps when it was told first; a third price takes its place", () => {
    const repriced = readingAfter(9 * DAY_MS, { costNanoUsd: 45_000_000n });
    const same = { ...repriced, readAtMs: repriced.readAtMs + DAY_MS };
    expect(stateAfter(...settling, repriced, same).repriced?.readAtMs).toBe(repriced.readAtMs);
    const third = readingAfter(20 * DAY_MS, { costNanoUsd: 44n });
    expect(stateAfter(...settling, repriced, same, third).repriced).toEqual({
      costNanoUsd: 44n,
      readAtMs: third.readAtMs,
    });
  });

  test("whose price is taken back has none beside it", () => {
    const repriced = readingAfter(9 * DAY_MS, { costNanoUsd: 45_000_000n });
    expect(stateAfter(...settling, repriced, readingAfter(10 * DAY_MS)).repriced).toBeNull();
  });

  test("whose cost is absent later on stays as it was", () => {
    const repriced = readingAfter(9 * DAY_MS, { costNanoUsd: 45_000_000n });
    const absent = readingAfter(10 * DAY_MS, { costNanoUsd: null });
    expect(stateAfter(...settling, absent)).toMatchObject({ settledAtMs, costReadNanoUsd: COST, repriced: null });
    expect(stateAfter(...settling, repriced, absent)).toMatchObject({
      settledAtMs,
      repriced: { costNanoUsd: 45_000_000n },
    });
  });
});

describe("whatever Apify answers, and whenever it is asked", () => {
  const anyStatus = fc.constantFrom("READY", "RUNNING", "SUCCEEDED", "SUCCEEDED", "FAILED", "ABORTED", "TIMED-OUT");
  const anyReading: fc.Arbitrary<CostReading> = fc
    .record({
      status: anyStatus,
      finishedAtMs: fc.constantFrom(FINISHED, FINISHED, FINISHED + HOUR_MS),
      costNanoUsd: fc.constantFrom(null, 0n, 1n, COST, COST),
      isAccounted: fc.boolean(),
      // Now and then a clock is set back.
      readAtMs: fc.oneof(
        fc.integer({ min: STARTED, max: FINISHED + 5 * MINUTE_MS }),
        fc.integer({ min: STARTED, max: FINISHED + 3 * DAY_MS }),
      ),
    })
    .map((facts) => ({
      ...facts,
      startedAtMs: STARTED,
      finishedAtMs: isTerminalStatus(facts.status) ? facts.finishedAtMs : null,
    }));
  const anyReadings = fc.array(anyReading, { minLength: 1, maxLength: 12 });

  const forEachStep = (
    readings: readonly CostReading[],
    check: (before: KnownCost | null, after: KnownCost, reading: CostReading) => void,
  ) => {
    let known: KnownCost | null = null;
    for (const reading of readings) {
      const after = knownAfter(known, reading);
      check(known, after, reading);
      known = after;
    }
  };

  test("a settled run has ended at a known cost and is not waited for", () => {
    fc.assert(
      fc.property(anyReadings, (readings) =>
        forEachStep(readings, (_, after) => {
          if (after.settledAtMs === null) return;
          expect(after.nextReadAtMs).toBeNull();
          expect(isTerminalStatus(after.status)).toBe(true);
          expect(after.costNanoUsd).not.toBeNull();
        }),
      ),
      { numRuns: 1_000 },
    );
  });

  test("a settled amount never changes unless the run moved", () => {
    fc.assert(
      fc.property(anyReadings, (readings) =>
        forEachStep(readings, (before, after, reading) => {
          if (before === null || before.settledAtMs === null) return;
          if (before.status !== reading.status || before.finishedAtMs !== reading.finishedAtMs) return;
          expect([after.settledAtMs, after.costNanoUsd]).toEqual([before.settledAtMs, before.costNanoUsd]);
        }),
      ),
      { numRuns: 1_000 },
    );
  });

  test("a run that is not settled is read again, unless its cost stayed absent for a day", () => {
    fc.assert(
      fc.property(anyReadings, (readings) =>
        forEachStep(readings, (_, after, reading) => {
          if (after.settledAtMs !== null || after.nextReadAtMs !== null) return;
          expect(reading.costNanoUsd).toBeNull();
          expect(reading.readAtMs - FINISHED).toBeGreaterThanOrEqual(DAY_MS);
        }),
      ),
      { numRuns: 1_000 },
    );
  });

  test("the next reading lies ahead, and at most a day: further ahead only a clock that was wrong has planned", () => {
    fc.assert(
      fc.property(anyReadings, (readings) =>
        forEachStep(readings, (_, { nextReadAtMs }, { readAtMs }) => {
          if (nextReadAtMs === null) return;
          expect(nextReadAtMs).toBeGreaterThan(readAtMs);
          expect(nextReadAtMs - readAtMs).toBeLessThanOrEqual(DAY_MS);
        }),
      ),
      { numRuns: 1_000 },
    );
  });

  test("a cost settles within a day only where two readings ten seconds apart agreed on it after the end", () => {
    fc.assert(
      fc.property(anyReadings, (readings) =>
        forEachStep(readings, (before, after, reading) => {
          if (after.settledAtMs === null || after.settledAtMs === before?.settledAtMs) return;
          const restedMs = reading.readAtMs - (reading.finishedAtMs ?? STARTED);
          if (restedMs >= DAY_MS) return;
          expect(restedMs).toBeGreaterThanOrEqual(COST_MOVES_MS);
          expect(before?.costReadNanoUsd).toBe(reading.costNanoUsd);
          expect(readings.some((one) => reading.readAtMs - one.readAtMs >= COST_MOVES_MS)).toBe(true);
        }),
      ),
      { numRuns: 1_000 },
    );
  });

  /** Reads when the schedule says so, each time a while later, until it says no more; answers each reading's time. */
  function follow(answerAt: (restedMs: number) => Partial<CostReading>, delaysMs: readonly number[]): number[] {
    const times: number[] = [];
    let known: KnownCost | null = null;
    for (let restedMs: number | null = 0; restedMs !== null; restedMs = known && nextAfterEnd(known)) {
      restedMs += delaysMs[times.length % delaysMs.length] ?? 0;
      known = knownAfter(known, readingAfter(restedMs, answerAt(restedMs)));
      times.push(restedMs);
      if (times.length > 10_000) throw new Error("The schedule does not end");
    }
    return times;
  }
  const anyDelays = fc.array(fc.integer({ min: 0, max: 2 * HOUR_MS }), { minLength: 1, maxLength: 5 });

  test("the schedule of a cost that changes once takes at most four readings", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 15 * SECOND_MS }), anyDelays, (settlesAfterMs, delaysMs) => {
        const times = follow(
          (restedMs) => ({ costNanoUsd: restedMs < settlesAfterMs ? 1n : COST, isAccounted: true }),
          delaysMs,
        );
        expect(times.length).toBeLessThanOrEqual(4);
      }),
    );
  });

  test("the schedule of a cost that is never told, or never accounted, ends after a day at the latest", () => {
    fc.assert(
      fc.property(fc.constantFrom(null, 0n, COST), anyDelays, (costNanoUsd, delaysMs) => {
        const times = follow(() => ({ costNanoUsd, isAccounted: false }), delaysMs);
        expect(times.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});
