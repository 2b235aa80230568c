import { z } from "zod";
import { GROUPINGS } from "../domain/breakdown.ts";
import { previousSchema, totalsFields, wholeNumberParameter } from "./fields.ts";
import { runFilterFields } from "./run-filter.ts";
import { scraperRunSchema } from "./scraper-runs.ts";

export const BREAKDOWN_PATH = "/api/scraper-runs/breakdown";

export const breakdownQuerySchema = z.object({
  by: z.enum(GROUPINGS),
  ...runFilterFields,
  limit: wholeNumberParameter(1, 1_000).default(100),
});

export type BreakdownQuery = z.infer<typeof breakdownQuerySchema>;

const sumsFields = {
  costUsd: z.number(),
  costNanoUsd: z.string().regex(/^-?\d+$/),
  runs: z.number().int(),
  runsWithoutCost: z.number().int(),
};

const groupSumsFields = {
  ...sumsFields,
  /** Of the period before; null where there is none. */
  previous: z.object(sumsFields).nullable(),
};

/** The dearest group first. What `groups` and `rest` hold adds up to the totals, which are the list's of the same filter. */
export const breakdownSchema = z.object({
  by: z.enum(GROUPINGS),
  groups: z.array(
    z.object({
      /** What the filter of that name asks for to get this group alone. */
      key: z.string(),
      /** For people: an Actor's title or name, else the key. */
      label: z.string(),
      actor: scraperRunSchema.shape.actor,
      ...groupSumsFields,
    }),
  ),
  /** What is left beyond `limit` groups, as one; null: nothing is. */
  rest: z.object({ groups: z.number().int(), ...groupSumsFields }).nullable(),
  ...totalsFields,
  previous: previousSchema.nullable(),
});

export type Breakdown = z.infer<typeof breakdownSchema>;
