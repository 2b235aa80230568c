import type { ZodOpenApiPathsObject } from "zod-openapi";
import {
  SPENDING_CHART_PATH,
  spendingChartQuerySchema,
  spendingChartSchema,
} from "../../../shared/api/spending-chart.ts";
import { SUMMARY_PATH, summaryQuerySchema, summarySchema } from "../../../shared/api/summary.ts";
import { failures, json } from "../answers.ts";
import { described } from "../described.ts";
import { TIME_ZONE } from "../field-words.ts";

const tags = ["Spending"];

export const spendingPaths: ZodOpenApiPathsObject = {
  [SUMMARY_PATH]: {
    get: {
      tags,
      summary: "The total of a period",
      description:
        "`day` is today, `week` the last 7 calendar days, `month` the last 30, today included; `all` is everything.",
      requestParams: { query: described(summaryQuerySchema, { period: "Which days count.", tz: TIME_ZONE }) },
      responses: {
        200: json(summarySchema, "What the user's runs of the period cost.", {
          period: "month",
          totalCostUsd: 154.01,
          totalCostNanoUsd: "154010000000",
          totalRuns: 460,
          runsWithoutCost: 4,
          completeFrom: "2024-11-03T12:00:00.000Z",
        }),
        ...failures("invalid_request"),
      },
    },
  },
  [SPENDING_CHART_PATH]: {
    get: {
      tags,
      summary: "The cost of each day",
      description: "Exactly 7, 30 or 90 entries, oldest first, today last, days without a run included.",
      requestParams: {
        query: described(spendingChartQuerySchema, {
          timeRange: "How many days.",
          scraperId: "The runs of exactly this one; every run when left out.",
          tz: TIME_ZONE,
        }),
      },
      responses: {
        200: json(spendingChartSchema, "One entry a calendar day.", [
          { date: "2025-02-01", costUsd: 1.23, costNanoUsd: "1230000000", runs: 5, runsWithoutCost: 0 },
        ]),
        ...failures("invalid_request"),
      },
    },
  },
};
