import type { Context } from "hono";
import { BREAKDOWN_PATH, breakdownQuerySchema } from "../../shared/api/breakdown.ts";
import { FILTERED_BY } from "../../shared/api/run-filter.ts";
import {
  rangeChartQuerySchema,
  SPENDING_CHART_PATH,
  spendingChartQuerySchema,
} from "../../shared/api/spending-chart.ts";
import { rangeSummaryQuerySchema, SUMMARY_PATH, summaryQuerySchema } from "../../shared/api/summary.ts";
import { RUN_ATTRIBUTES } from "../../shared/domain/run-filter.ts";
import { attributesOf } from "../services/runs/run-filter.ts";
import { readBreakdown } from "../services/spending/read-breakdown.ts";
import { readRangeChart, readSpendingChart } from "../services/spending/read-spending-chart.ts";
import { readRangeSummary, readSummary } from "../services/spending/read-summary.ts";
import { shareReads } from "../share-reads.ts";
import { parseQuery } from "./parse-input.ts";
import { newRouter, type RouteContext } from "./route-context.ts";

export function spendingRoutes(context: RouteContext) {
  // The windows of a user and the tray ask at the same moments, and so do the people of one account.
  const summaryOf = shareReads(
    (asked: Parameters<typeof readSummary>[1]) => readSummary(context, asked),
    ({ userId, period, filter, timeZone }) => JSON.stringify([userId, period, filter, timeZone]),
  );
  const chartOf = shareReads(
    (asked: Parameters<typeof readSpendingChart>[1]) => readSpendingChart(context, asked),
    ({ userId, timeRange, filter, timeZone }) => JSON.stringify([userId, timeRange, filter, timeZone]),
  );
  const breakdownOf = shareReads(
    (asked: Parameters<typeof readBreakdown>[1]) => readBreakdown(context, asked),
    ({ userId, query }) => JSON.stringify([userId, query]),
  );
  return newRouter()
    .get(BREAKDOWN_PATH, async (c) =>
      c.json(await breakdownOf({ userId: c.get("userId"), query: parseQuery(c, breakdownQuerySchema) })),
    )
    .get(SUMMARY_PATH, async (c) => {
      tellFilter(c);
      const userId = c.get("userId");
      if (isOfRange(c)) {
        return c.json(await readRangeSummary(context, { userId, query: parseQuery(c, rangeSummaryQuerySchema) }));
      }
      const { period, tz, ...filter } = parseQuery(c, summaryQuerySchema);
      return c.json(await summaryOf({ userId, period, filter: attributesOf(filter), timeZone: tz }));
    })
    .get(SPENDING_CHART_PATH, async (c) => {
      tellFilter(c);
      const userId = c.get("userId");
      if (isOfRange(c)) {
        return c.json(await readRangeChart(context, { userId, query: parseQuery(c, rangeChartQuerySchema) }));
      }
      const { timeRange, tz, ...filter } = parseQuery(c, spendingChartQuerySchema);
      return c.json(await chartOf({ userId, timeRange, filter: attributesOf(filter), timeZone: tz }));
    });
}

function tellFilter(c: Context): void {
  const told = RUN_ATTRIBUTES.filter((attribute) => c.req.query(attribute) !== undefined);
  if (told.length > 0) c.header(FILTERED_BY, told.join(", "));
}

const isOfRange = (c: Context): boolean => c.req.query("from") !== undefined || c.req.query("to") !== undefined;
