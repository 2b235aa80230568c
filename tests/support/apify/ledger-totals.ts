import type { StandInAccount } from "./stand-in-account.ts";
import type { StandInRun } from "./stand-in-run.ts";

/**
 * What a right ledger holds for each run of the account once all have settled, in billionths of a dollar;
 * null where Apify never says what the run cost.
 */
export function standInLedgerTotals(account: StandInAccount): Map<string, bigint | null> {
  return costsOf(account.runs.filter(({ userId }) => userId === account.userId));
}

export function costsOf(runs: readonly StandInRun[]): Map<string, bigint | null> {
  return new Map(runs.map(({ id, costUsd }) => [id, costUsd === null ? null : nanoUsd(costUsd)]));
}

/** Half away from zero, from the shortest decimal that stands for the number: what JSON carries. */
export function nanoUsd(amountUsd: number): bigint {
  const [mantissa = "", exponent = "0"] = JSON.stringify(Math.abs(amountUsd)).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const digits = BigInt(whole + fraction);
  const places = Number(exponent) - fraction.length + 9;
  const magnitude = places >= 0 ? digits * 10n ** BigInt(places) : roundedHalfUp(digits, 10n ** BigInt(-places));
  return amountUsd < 0 ? -magnitude : magnitude;
}

function roundedHalfUp(digits: bigint, divisor: bigint): bigint {
  return (digits * 2n + divisor) / (divisor * 2n);
}
