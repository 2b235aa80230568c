/** A billionth of a US dollar. Amounts are whole numbers of it, so that sums are exact. */
export type NanoUsd = bigint;

const NANO_DIGITS = 9;
const NANO_PER_USD = 1_000_000_000n;
const NANO_PER_CENT = 10_000_000n;

/** The largest cost that one run may have; anything above it is a mistake of the sender. */
export const MAX_RUN_COST_USD = 1_000_000;

/**
 * The amount that a JSON number stands for: its shortest decimal writing, rounded half away from zero to a nano-dollar.
 * Going through the decimal digits, not through binary arithmetic, keeps `0.1` at exactly 100,000,000.
 *
 * @throws RangeError when `usd` is not finite.
 */
export function nanoUsdFromUsd(usd: number): NanoUsd {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(usd));
  if (!match) throw new RangeError("The amount is not a finite number");
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;

  const digits = whole + fraction;
  const shift = Number(exponent) - fraction.length + NANO_DIGITS;
  const magnitude =
    shift >= 0 ? BigInt(digits) * 10n ** BigInt(shift) : divideRounding(BigInt(digits), 10n ** BigInt(-shift));
  return sign === "-" ? -magnitude : magnitude;
}

/** The nearest JSON number. Exact up to 15 significant digits; sums are made before, on nano-USD. */
export function usdFromNanoUsd(amount: NanoUsd): number {
  return Number(decimalUsd(amount));
}

/** The amount without its sign. */
export const magnitudeOf = (amount: NanoUsd): NanoUsd => (amount < 0n ? -amount : amount);

/** Whether the amount, to the cent, is zero. */
export const roundsToZero = (amount: NanoUsd): boolean => magnitudeOf(amount) * 2n < NANO_PER_CENT;

/** The exact decimal writing, without trailing zeros: `"12.345"`. */
export function decimalUsd(amount: NanoUsd): string {
  const magnitude = magnitudeOf(amount);
  const fraction = String(magnitude % NANO_PER_USD)
    .padStart(NANO_DIGITS, "0")
    .replace(/0+$/, "");
  const whole = `${amount < 0n ? "-" : ""}${magnitude / NANO_PER_USD}`;
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

export type Language = "fr" | "en";

/** The sign that is as wide as a plus; a hyphen is not. */
export const MINUS = "\u2212";

/** What stands for an amount that is not to be seen. */
export const HIDDEN_AMOUNT = "•••";

/** Rounded to the cent, half up: `12.45 $` in French, `$12.45` in English. What rounds to nothing but is not, reads `< 0.01 $`. */
export function formatUsd(amount: NanoUsd, language: Language): string {
  const magnitude = magnitudeOf(amount);
  const cents = divideRounding(magnitude, NANO_PER_CENT);
  if (roundsToZero(amount) && magnitude > 0n) return `< ${withSign(false, "0.01", language)}`;
  const fraction = String(cents % 100n).padStart(2, "0");
  return withSign(amount < 0n, `${groupThousands(cents / 100n, language)}.${fraction}`, language);
}

/** Every digit that the ledger holds, at least two decimals: `0.005621183 $`. */
export function formatExactUsd(amount: NanoUsd, language: Language): string {
  const magnitude = magnitudeOf(amount);
  const [, fraction = ""] = decimalUsd(magnitude).split(".");
  const digits = `${groupThousands(magnitude / NANO_PER_USD, language)}.${fraction.padEnd(2, "0")}`;
  return withSign(amount < 0n, digits, language);
}

/** Both to the cent, or with every digit where they differ and would read the same: `49.999999999 $` of `50.00 $`. */
export function formatUsdApart(one: NanoUsd, other: NanoUsd, language: Language): readonly [string, string] {
  const [first, second] = [formatUsd(one, language), formatUsd(other, language)];
  if (one === other || first !== second) return [first, second];
  return [formatExactUsd(one, language), formatExactUsd(other, language)];
}

function withSign(isNegative: boolean, digits: string, language: Language): string {
  const sign = isNegative ? MINUS : "";
  return language === "fr" ? `${sign}${digits}\u00a0$` : `${sign}$${digits}`;
}

function groupThousands(whole: bigint, language: Language): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, language === "fr" ? "\u202f" : ",");
}

/** The nearest whole number, half up; of what is not negative. */
export function divideRounding(dividend: bigint, divisor: bigint): bigint {
  return (dividend * 2n + divisor) / (divisor * 2n);
}
