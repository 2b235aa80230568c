import { z } from "zod";
import { isTimeZone } from "../domain/day.ts";

/** The viewer's IANA zone; without one, UTC. */
export const timeZoneSchema = z
  .string()
  .refine(isTimeZone, { error: 'must be an IANA time zone such as "Europe/Paris"' })
  .default("UTC");

/** A query parameter that must be a whole number within bounds; the error names the bounds. */
export function wholeNumberParameter(minimum: number, maximum: number) {
  const error = `must be a whole number from ${minimum} to ${maximum}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error })
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, { error })
    .meta({ override: { type: "integer", minimum, maximum, pattern: undefined } });
}

/** An amount in both writings: the JSON number that people read, and the exact integer of nano-USD as text. */
export const totalsFields = {
  totalCostUsd: z.number(),
  totalCostNanoUsd: z.string().regex(/^-?\d+$/),
  totalRuns: z.number().int(),
  /** How many of `totalRuns` have no known cost yet: they add nothing to the total. */
  runsWithoutCost: z.number().int(),
};

/** The same figures of the period before, as long in calendar days, `from` included and `until` not. */
export const previousSchema = z.object({ from: z.iso.datetime(), until: z.iso.datetime(), ...totalsFields });
