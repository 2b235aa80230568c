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
import { newRouter, type RequestState, type RouteContext } from "./route-context.ts";

export function spendingRoutes(context: RouteContext) {
  return newRouter()
    .get(
      BREAKDOWN_PATH,
      sharing((c) => readBreakdown(context, { userId: c.get("userId"), query: parseQuery(c, breakdownQuerySchema) })),
    )
    .get(
      SUMMARY_PATH,
      sharing((c) => {
        const userId = c.get("userId");
        if (isOfRange(c)) return readRangeSummary(context, { userId, query: parseQuery(c, rangeSummaryQuerySchema) });
        const { period, tz, ...filter } = parseQuery(c, summaryQuerySchema);
        return readSummary(context, { userId, period, filter: attributesOf(filter), timeZone: tz });
      }, filteredBy),
    )
    .get(
      SPENDING_CHART_PATH,
      sharing((c) => {
        const userId = c.get("userId");
        if (isOfRange(c)) return readRangeChart(context, { userId, query: parseQuery(c, rangeChartQuerySchema) });
        const { timeRange, tz, ...filter } = parseQuery(c, spendingChartQuerySchema);
        return readSpendingChart(context, { userId, timeRange, filter: attributesOf(filter), timeZone: tz });
      }, filteredBy),
    );
}

type Call = Context<RequestState>;

/**
 * Answers those of one user who ask for the same address at the same time by what is read and written once, for the first
 * of them: the windows of a user and the tray ask at the same moments, and so do the people of one account.
 */
function sharing(read: (c: Call) => Promise<object>, headersOf: (c: Call) => Record<string, string> = () => ({})) {
  const answerTo = shareReads(
    async (c: Call) => ({
      json: JSON.stringify(await read(c)),
      headers: { "Content-Type": "application/json", ...headersOf(c) },
    }),
    { keyOf: (c) => `${c.req.url} ${c.get("userId")}` },
  );
  return async (c: Call) => {
    const { json, headers } = await answerTo(c);
    return c.body(json, 200, headers);
  };
}

function filteredBy(c: Call): Record<string, string> {
  const told = RUN_ATTRIBUTES.filter((attribute) => c.req.query(attribute) !== undefined);
  return told.length > 0 ? { [FILTERED_BY]: told.join(", ") } : {};
}

const isOfRange = (c: Call): boolean => c.req.query("from") !== undefined || c.req.query("to") !== undefined;
