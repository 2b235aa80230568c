import { costsOf, standInLedgerTotals } from "../apify/ledger-totals.ts";
import { seededRandom, type Random } from "../apify/random.ts";
import type { StandInAccount } from "../apify/stand-in-account.ts";
import type { RunStatus, StandInRun } from "../apify/stand-in-run.ts";
import type { SimulatedClock } from "./simulated-clock.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

export interface Lives {
  /** What the ledger is to hold of each run, those included that Apify has deleted. */
  truth(): ReadonlyMap<string, bigint | null>;
  /** How many runs did what, to be told beside the result. */
  readonly counts: Record<"started" | "late" | "costless" | "resurrected" | "deleted", number>;
}

export interface LivesOptions {
  readonly account: StandInAccount;
  readonly clock: SimulatedClock;
  readonly seed: number;
  readonly count: number;
  /** Runs start from the clock's now on, for so long. */
  readonly forMs: number;
}

/** Only of events does Apify tell that some are not accounted yet, which makes a late settlement known. */
const pricing = { model: "PAY_PER_EVENT", events: {}, isPlatformPaidByUser: false } as const;

/** Runs that start all the time, wait, work, end, settle at once or late, go on after their end, and are deleted. */
export function startLives({ account, clock, seed, count, forMs }: LivesOptions): Lives {
  const random = seededRandom(seed);
  const startMs = clock.now();
  const deleted: StandInRun[] = [];
  const counts: Lives["counts"] = { started: 0, late: 0, costless: 0, resurrected: 0, deleted: 0 };
  const after = (ms: number, happen: () => void) => clock.at(clock.now() + ms, happen);

  function startNext(): void {
    begin();
    const nextMs = startMs + Math.round((forMs * (counts.started + random.fraction())) / count);
    if (counts.started < count) clock.at(nextMs, startNext);
  }

  function begin(): void {
    counts.started += 1;
    const isCostless = random.fraction() < 0.02;
    if (isCostless) counts.costless += 1;
    const costUsd = isCostless ? null : random.integer(1, 5_000) / 1e6;
    const { id } = account.addRun({
      startedAtMs: clock.now(),
      status: "READY",
      pricing,
      costUsd: isCostless ? null : 0,
    });
    after(random.integer(1, 20) * SECOND_MS, () => account.updateRun(id, { status: "RUNNING", costUsd }));
    const lastsMs = lengthMs(random);
    if (lastsMs > 10 * MINUTE_MS) after(lastsMs / 2, () => grow(id, 0.01));
    after(lastsMs, () => end(id, isLastEnd(id)));
  }

  /** Whether the run rests for good after its end; otherwise it goes on some time later. */
  function isLastEnd(id: string): boolean {
    if (random.fraction() >= 0.03) return true;
    counts.resurrected += 1;
    after(random.integer(5 * 60, 6 * 3_600) * SECOND_MS, () => {
      account.resurrect(id);
      grow(id, 0.02);
      after(lengthMs(random), () => end(id, false));
    });
    return false;
  }

  function grow(id: string, byUsd: number): void {
    const run = account.run(id);
    if (run !== undefined && run.costUsd !== null) account.updateRun(id, { costUsd: run.costUsd + byUsd });
  }

  function end(id: string, mayBeDeleted: boolean): void {
    const isLate = random.fraction() < 0.1;
    if (isLate) counts.late += 1;
    const settlesAfterMs = isLate ? random.integer(60, 500) * SECOND_MS : random.integer(1, 9) * SECOND_MS;
    const finishedAtMs = clock.now();
    const settles = { atMs: finishedAtMs + settlesAfterMs, firstCostUsd: random.fraction() < 0.5 ? 0 : 0.000_001 };
    const run = account.updateRun(id, {
      status: endOf(random),
      finishedAtMs,
      chargedEventCounts: { "actor-start": 1, result: 3 },
    });
    if (run.costUsd !== null) account.updateRun(id, { settles });

    if (mayBeDeleted && random.fraction() < 0.02) after(HOUR_MS, () => remove(id));
  }

  function remove(id: string): void {
    const run = account.run(id);
    if (run === undefined) return;
    counts.deleted += 1;
    deleted.push(run);
    account.deleteRun(id);
  }

  clock.at(startMs, startNext);
  return { counts, truth: () => new Map([...costsOf(deleted), ...standInLedgerTotals(account)]) };
}

function lengthMs(random: Random): number {
  const draw = random.fraction();
  if (draw < 0.6) return random.integer(25, 90) * SECOND_MS;
  if (draw < 0.9) return random.integer(2, 20) * MINUTE_MS;
  if (draw < 0.996) return random.integer(20, 120) * MINUTE_MS;
  return random.integer(6, 20) * HOUR_MS;
}

function endOf(random: Random): RunStatus {
  const draw = random.fraction();
  if (draw < 0.86) return "SUCCEEDED";
  if (draw < 0.92) return "FAILED";
  return draw < 0.96 ? "ABORTED" : "TIMED-OUT";
}
