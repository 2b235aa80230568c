import { standInLedgerTotals } from "../apify/ledger-totals.ts";
import type { StandInAccount } from "../apify/stand-in-account.ts";
import { localDate } from "../ledger/local-date.ts";

export interface ExpectedFigures {
  readonly costNanoUsd: bigint;
  readonly runs: number;
  readonly runsWithoutCost: number;
}

const DAY_MS = 86_400_000;

/** What Apify's account holds for the last `days` calendar days, today included, counted without any code of ours. */
export function expectedFigures(account: StandInAccount, timeZone: string, days: number): ExpectedFigures {
  const today = Date.parse(localDate(Date.now(), timeZone));
  const costs = standInLedgerTotals(account);
  const counted = account.runs.filter(({ startedAtMs }) => {
    const daysAgo = (today - Date.parse(localDate(startedAtMs, timeZone))) / DAY_MS;
    return daysAgo >= 0 && daysAgo < days;
  });
  const known = counted.map(({ id }) => costs.get(id) ?? null).filter((cost) => cost !== null);
  return {
    costNanoUsd: known.reduce((sum, cost) => sum + cost, 0n),
    runs: counted.length,
    runsWithoutCost: counted.length - known.length,
  };
}
