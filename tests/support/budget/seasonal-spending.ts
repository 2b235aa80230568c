import { Temporal } from "temporal-polyfill";
import type { DaySpending } from "../../../shared/domain/budget/day-spending.ts";
import { dayOfIsoDate } from "../../../shared/domain/day.ts";

const NANO_PER_CENT = 10_000_000n;

/** What a day costs, in cents, by a habit that a person may have. Level 1 is ten dollars a day. */
type Habit = (
  random: Random,
) => (day: { readonly weekday: number; readonly index: number; readonly isLastOfMonth: boolean }) => number;

const WORKING_WEEK = [1, 1.1, 1.05, 1, 0.9, 0.4, 0.3];

export const HABITS = {
  "a working week": (random) => (day) => weekdayFactor(day.weekday) * random.spread(0.3),
  "bursts of four to eight times": (random) => (day) =>
    weekdayFactor(day.weekday) * random.spread(0.3) * (random.next() < 0.05 ? 4 + 4 * random.next() : 1),
  "idle weekends": (random) => (day) => (day.weekday > 5 ? 0 : random.spread(0.4)),
  "a heavy last day of the month": (random) => (day) =>
    weekdayFactor(day.weekday) * random.spread(0.3) + (day.isLastOfMonth ? 3 : 0),
  "two days in five, no matter which": (random) => () => (random.next() < 0.4 ? random.spread(0.5) : 0),
  "once a week, on Monday": (random) => (day) =>
    day.weekday === 1 ? 3 * random.spread(0.2) : random.next() < 0.1 ? 0.3 : 0,
  "growth or decline": (random) => {
    const daily = 0.995 + 0.015 * random.next();
    return (day) => daily ** (day.index - 100) * weekdayFactor(day.weekday) * random.spread(0.3);
  },
  "episodes of some days": (random) => {
    let left = 0;
    return (day) => {
      left = left > 0 ? left - 1 : random.next() < 0.04 ? 3 + Math.floor(5 * random.next()) : 0;
      return 0.8 * weekdayFactor(day.weekday) * random.spread(0.3) * (left > 0 ? 3 : 1);
    };
  },
  "another level from some day on": (random) => {
    const change = 60 + Math.floor(240 * random.next());
    const level = 0.5 + 1.5 * random.next();
    return (day) => weekdayFactor(day.weekday) * random.spread(0.3) * (day.index < change ? 1 : level);
  },
} as const satisfies Record<string, Habit>;
export type HabitName = keyof typeof HABITS;

interface Run {
  readonly atMs: number;
  readonly costNanoUsd: bigint;
}

export interface SpendingYear {
  readonly timeZone: string;
  readonly days: readonly DaySpending[];
  readonly runs: readonly Run[];
}

const RUNS_A_DAY = 3;

/** The year 2026 of somebody with a habit: the same for the same seed. */
export function spendingYear(name: HabitName, seed: number, timeZone: string): SpendingYear {
  const random = new Random(seed);
  const centsOf = HABITS[name](random);
  const first = Temporal.PlainDate.from("2026-01-01");
  const runs: Run[] = [];
  const days = Array.from({ length: 365 }, (_, index) => {
    const date = first.add({ days: index });
    const { fromMs, toMs } = dayOfIsoDate(date.toString(), timeZone);
    const level = centsOf({ weekday: date.dayOfWeek, index, isLastOfMonth: date.day === date.daysInMonth });
    const ofRun = (BigInt(Math.round(level * 1_000)) * NANO_PER_CENT) / BigInt(RUNS_A_DAY);
    for (let run = 0; run < RUNS_A_DAY; run += 1) {
      const atMs = fromMs + Math.floor(random.next() * (toMs - fromMs));
      if (ofRun > 0n) runs.push({ atMs, costNanoUsd: ofRun });
    }
    return { date: date.toString(), costNanoUsd: ofRun * BigInt(RUNS_A_DAY), runsWithoutCost: 0 };
  });
  return { timeZone, days, runs };
}

export function spentBetween({ runs }: SpendingYear, fromMs: number, toMs: number): bigint {
  return runs.reduce((sum, run) => (fromMs <= run.atMs && run.atMs < toMs ? sum + run.costNanoUsd : sum), 0n);
}

const weekdayFactor = (weekday: number): number => WORKING_WEEK[weekday - 1] ?? 0;

/** Mulberry32: small, and the same everywhere. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed + 1, 0x9e_37_79_b1);
  }

  /** From 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A factor around 1, lognormal: more room above than below. */
  spread(deviation: number): number {
    let sum = -6;
    for (let index = 0; index < 12; index += 1) sum += this.next();
    return Math.exp(deviation * sum);
  }
}
