import { z } from "zod";
import { timeZoneSchema } from "./fields.ts";

const FIRST_INSTANT = Date.UTC(2000, 0, 1);
const LAST_INSTANT = Date.UTC(2200, 0, 1);

/** A name that a person can read in a list: no control characters, no blank ends. */
function nameSchema(longest: number) {
  const error = `must be 1 to ${longest} printable characters`;
  return z
    .string({ error })
    .max(longest, { error })
    .regex(/^[^\s\p{C}](?:[^\p{C}]*[^\s\p{C}])?$/u, { error });
}

export const instantSchema = z.iso
  .datetime({ offset: true, error: "must be an ISO 8601 instant such as 2025-02-01T12:00:00Z" })
  .refine((text) => Date.parse(text) >= FIRST_INSTANT && Date.parse(text) < LAST_INSTANT, {
    error: "must lie between the years 2000 and 2200",
  });

const dateOrInstantSchema = z.union([z.iso.date(), instantSchema], {
  error: "must be an ISO date or instant such as 2025-02-01 or 2025-02-01T12:00:00Z",
});

export const runFields = {
  runId: nameSchema(128),
  scraperId: nameSchema(256),
  /** What recorded the run: `import`, or the name of the feature that ran it. */
  source: nameSchema(64),
  status: nameSchema(64),
};

const SEARCH_RULE = "must be 1 to 100 printable characters";
const searchSchema = z
  .string({ error: SEARCH_RULE })
  .trim()
  .regex(/^[^\p{C}]{1,100}$/u, { error: SEARCH_RULE });

/** What every question about runs can be narrowed by: those of which all that is told is true. */
export const runAttributeFields = {
  scraperId: runFields.scraperId.optional(),
  source: runFields.source.optional(),
  status: runFields.status.optional(),
  origin: nameSchema(64).optional(),
};

const runAttributesSchema = z.object(runAttributeFields);

export type RunAttributesQuery = z.infer<typeof runAttributesSchema>;

/** Names the parameters that narrowed a total or a curve: a former version passes over those that it does not know. */
export const FILTERED_BY = "decompte-filtered-by";

/** The list, the breakdown and the export take the same. */
export const runFilterFields = {
  from: dateOrInstantSchema.optional(),
  to: dateOrInstantSchema.optional(),
  ...runAttributeFields,
  q: searchSchema.optional(),
  tz: timeZoneSchema,
};

/** Days, or a billing cycle, in the place of a period. Sums are kept by quarters of an hour, so it begins and ends on one. */
export const rangeSchema = z.object({
  from: dateOrInstantSchema,
  to: dateOrInstantSchema.optional(),
  tz: timeZoneSchema,
});

export type RangeQuery = z.infer<typeof rangeSchema>;

/** What names a period of its own can't stand beside a range. */
export const NO_PERIOD = z.undefined({ error: 'must be left out where "from" or "to" is given' }).optional();

const runFilterSchema = z.object(runFilterFields);

export type RunFilterQuery = z.infer<typeof runFilterSchema>;
