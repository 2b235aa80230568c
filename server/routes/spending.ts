import { SPENDING_CHART_PATH, spendingChartQuerySchema } from "../../shared/api/spending-chart.ts";
import { SUMMARY_PATH, summaryQuerySchema } from "../../shared/api/summary.ts";
import { readSpendingChart } from "../services/spending/read-spending-chart.ts";
import { readSummary } from "../services/spending/read-summary.ts";
import { parseQuery } from "./parse-input.ts";
import { newRouter, type RouteContext } from "./route-context.ts";

export function spendingRoutes(context: RouteContext) {
  return newRouter()
    .get(SUMMARY_PATH, async (c) => {
      const { period, tz } = parseQuery(c, summaryQuerySchema);
      return c.json(await readSummary(context, { userId: c.var.userId, period, timeZone: tz }));
    })
    .get(SPENDING_CHART_PATH, async (c) => {
      const { timeRange, tz } = parseQuery(c, spendingChartQuerySchema);
      return c.json(await readSpendingChart(context, { userId: c.var.userId, timeRange, timeZone: tz }));
    });
}
