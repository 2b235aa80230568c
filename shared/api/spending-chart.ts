import { z } from "zod";
import { TIME_RANGES } from "../domain/period.ts";
import { timeZoneSchema } from "./fields.ts";
import { NO_PERIOD, rangeSchema, runAttributeFields } from "./run-filter.ts";

export const SPENDING_CHART_PATH = "/api/dashboard/spending-chart";

export const MOST_CHART_DAYS = 400;

export const spendingChartQuerySchema = z.object({
  timeRange: z.enum(TIME_RANGES),
  ...runAttributeFields,
  tz: timeZoneSchema,
});

/** The other question: the curve of any days, at most `MOST_CHART_DAYS`. */
export const rangeChartQuerySchema = rangeSchema.extend({
  timeRange: NO_PERIOD,
  ...runAttributeFields,
});

/** One entry a calendar day, oldest first, today last, days without a run included. */
export const spendingChartSchema = z.array(
  z.object({
    date: z.iso.date(),
    costUsd: z.number(),
    costNanoUsd: z.string().regex(/^-?\d+$/),
    runs: z.number().int(),
    runsWithoutCost: z.number().int(),
  }),
);

export type SpendingChart = z.infer<typeof spendingChartSchema>;
export type SpendingChartDay = SpendingChart[number];
