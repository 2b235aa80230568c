import type { Reconciliation } from "../../shared/api/reconciliation.ts";
import { lastDays } from "../../shared/domain/day.ts";
import { type DateRange, PERIOD_DAYS, type ShownPeriod } from "../../shared/domain/period.ts";
import { AppError, assertNever } from "../../shared/errors.ts";
import type { Range } from "./api-client.ts";
import type { Figures } from "./workspace.ts";

export interface Viewer {
  /** The viewer's. */
  readonly timeZone: () => string;
  readonly now: () => number;
}

/** The days of a period by their dates, as the list, the breakdown and the export are asked for them. */
export async function rangeOf(
  period: ShownPeriod,
  figures: Figures,
  { timeZone, now }: Viewer,
): Promise<Partial<Range>> {
  if (period === "all") return {};
  if (period === "cycle") return readCycle(figures, now());
  if (isDateRange(period)) return period;
  const days = lastDays(PERIOD_DAYS[period], now(), timeZone());
  const [first, today] = [days[0], days.at(-1)];
  if (first === undefined || today === undefined) throw new Error(`The period ${period} has no days`);
  return { from: first.date, to: today.date };
}

export const isDateRange = (period: Exclude<ShownPeriod, "cycle">): period is DateRange => typeof period === "object";

/** @throws AppError that says why Apify's cycle of the moment is not known */
export async function readCycle(figures: Figures, nowMs: number): Promise<Range> {
  const reconciliation = await figures.reconciliation();
  switch (reconciliation.state) {
    case "not-allowed":
      throw new AppError("apify_forbidden", "The token may not read the billing cycle");
    case "unavailable":
      throw new AppError(reconciliation.code, "The billing cycle is not known");
    case "known":
      return presentCycle(reconciliation.cycle, nowMs);
    default:
      return assertNever(reconciliation);
  }
}

type KnownCycle = Extract<Reconciliation, { state: "known" }>["cycle"];

/** A team server that is away may be remembered with a cycle of before. */
function presentCycle({ startAt, endAt }: KnownCycle, nowMs: number): Range {
  if (Date.parse(endAt) < nowMs) throw new AppError("server_unreachable", "The present billing cycle is not known");
  return { from: startAt, to: endAt };
}
