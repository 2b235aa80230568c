import { decimalUsd, type Language, type NanoUsd } from "../../../shared/domain/money.ts";
import { formatExactUsd } from "../../i18n/money.ts";

const MOST_STEPS = 4n;
const ONE_USD: NanoUsd = 1_000_000_000n;
/** The round steps, in tenths of a power of ten. */
const ROUND_TENTHS = [10n, 20n, 25n, 50n, 100n] as const;

/** Amounts from zero up to `highest` or just above, at most five of them, a round step apart. */
export function costTicks(highest: NanoUsd): readonly NanoUsd[] {
  if (highest <= 0n) return [0n, ONE_USD];
  const step = roundStep(highest);
  const count = Number((highest + step - 1n) / step);
  return Array.from({ length: count + 1 }, (_, index) => step * BigInt(index));
}

/** As many decimals on each as the finest one needs, and none when all are whole: `0 $`, `5 $`, or `0.00 $`, `0.25 $`. */
export function costTickLabels(ticks: readonly NanoUsd[], language: Language): readonly string[] {
  const decimals = Math.max(...ticks.map(decimalsOf));
  return ticks.map((tick) =>
    formatExactUsd(tick, language).replace(/\.(\d+)/, (_, fraction: string) =>
      decimals === 0 ? "" : `.${fraction.padEnd(decimals, "0")}`,
    ),
  );
}

function roundStep(highest: NanoUsd): NanoUsd {
  const smallest = (highest + MOST_STEPS - 1n) / MOST_STEPS;
  const power = 10n ** BigInt(String(smallest).length - 1);
  const tenths = ROUND_TENTHS.find((candidate) => (candidate * power) / 10n >= smallest) ?? 100n;
  return (tenths * power) / 10n;
}

function decimalsOf(tick: NanoUsd): number {
  const [, fraction = ""] = decimalUsd(tick).split(".");
  return fraction === "" ? 0 : Math.max(2, fraction.length);
}
