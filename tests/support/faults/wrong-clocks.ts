import { DAY_MS, HOUR_MS, NOW } from "./fault-bench.ts";

/** How far Décompte's clock is ahead of Apify's. */
export const WRONG_CLOCKS: readonly (readonly [string, number])[] = [
  ["right", 0],
  ["3 h ahead", 3 * HOUR_MS],
  ["3 h behind", -3 * HOUR_MS],
  ["40 days ahead", 40 * DAY_MS],
  ["40 days behind", -40 * DAY_MS],
  ["74 years ahead", 74 * 365 * DAY_MS],
  ["in 1970", 90 * DAY_MS - NOW],
];
