import type { Language } from "../../../shared/domain/money.ts";

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** The two largest units of a time: "2 h 5 min", "48 s". */
export function durationBetween(fromMs: number, toMs: number, language: Language): string {
  let rest = Math.max(0, Math.round((toMs - fromMs) / 1_000));
  const parts: string[] = [];
  for (const [unit, seconds] of UNITS) {
    const count = Math.floor(rest / seconds);
    rest -= count * seconds;
    if (count === 0 && !(unit === "second" && parts.length === 0)) continue;
    parts.push(new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" }).format(count));
  }
  return parts.slice(0, 2).join(" ");
}
