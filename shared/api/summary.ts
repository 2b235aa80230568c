import { z } from "zod";
import { PERIODS } from "../domain/period.ts";
import { previousSchema, timeZoneSchema, totalsFields } from "./fields.ts";
import { NO_PERIOD, rangeSchema, runAttributeFields } from "./run-filter.ts";

export const SUMMARY_PATH = "/api/scraper-runs/summary";

export const summaryQuerySchema = z.object({ period: z.enum(PERIODS), ...runAttributeFields, tz: timeZoneSchema });

/** The other question: the total of any days. */
export const rangeSummaryQuerySchema = rangeSchema.extend({ period: NO_PERIOD, ...runAttributeFields });

export const summarySchema = z.object({
  period: z.enum(PERIODS),
  ...totalsFields,
  /** From this instant on the ledger holds every run that Apify had; null before the first import completed. */
  completeFrom: z.iso.datetime().nullable(),
  /** Null of everything, which nothing comes before. A former version does not tell it. */
  previous: previousSchema.nullable().default(null),
});

export type Summary = z.infer<typeof summarySchema>;

export const rangeSummarySchema = summarySchema.extend({
  period: z.literal("range"),
  from: z.iso.datetime(),
  until: z.iso.datetime(),
});

export type RangeSummary = z.infer<typeof rangeSummarySchema>;
