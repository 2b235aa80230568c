import { z } from "zod";
import { PERIODS } from "../domain/period.ts";
import { timeZoneSchema, totalsFields } from "./fields.ts";

export const SUMMARY_PATH = "/api/scraper-runs/summary";

export const summaryQuerySchema = z.object({ period: z.enum(PERIODS), tz: timeZoneSchema });

export const summarySchema = z.object({
  period: z.enum(PERIODS),
  ...totalsFields,
  /** From this instant on the ledger holds every run that Apify had; null before the first import completed. */
  completeFrom: z.iso.datetime().nullable(),
});

export type Summary = z.infer<typeof summarySchema>;
