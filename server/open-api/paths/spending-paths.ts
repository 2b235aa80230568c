import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { BREAKDOWN_PATH, breakdownQuerySchema, breakdownSchema } from "../../../shared/api/breakdown.ts";
import {
  MOST_CHART_DAYS,
  rangeChartQuerySchema,
  SPENDING_CHART_PATH,
  spendingChartQuerySchema,
  spendingChartSchema,
} from "../../../shared/api/spending-chart.ts";
import {
  rangeSummaryQuerySchema,
  rangeSummarySchema,
  SUMMARY_PATH,
  summaryQuerySchema,
  summarySchema,
} from "../../../shared/api/summary.ts";
import { failures, json } from "../answers.ts";
import { described } from "../described.ts";
import { ATTRIBUTE_WORDS, FILTER_WORDS, TIME_ZONE } from "../field-words.ts";

const tags = ["Spending"];

export const spendingPaths: ZodOpenApiPathsObject = {
  [SUMMARY_PATH]: {
    get: {
      tags,
      summary: "The total of a period",
      description:
        "`day` is today, `week` the last 7 calendar days, `month` the last 30, today included; `all` is everything.",
      requestParams: {
        query: described(z.object({ ...rangeSummaryQuerySchema.shape, ...summaryQuerySchema.shape }).partial(), {
          period: "Which days count; this or `from`.",
          from: "The first date of a range, included. An instant begins a quarter of an hour.",
          to: "The last date, included; today when left out. An instant is the last millisecond of a quarter of an hour.",
          ...ATTRIBUTE_WORDS,
          tz: TIME_ZONE,
        }),
      },
      responses: {
        200: json(z.union([summarySchema, rangeSummarySchema]), "What the user's runs of the period cost.", {
          period: "month",
          totalCostUsd: 154.01,
          totalCostNanoUsd: "154010000000",
          totalRuns: 460,
          runsWithoutCost: 4,
          completeFrom: "2024-11-03T12:00:00.000Z",
          previous: null,
        }),
        ...failures("invalid_request"),
      },
    },
  },
  [BREAKDOWN_PATH]: {
    get: {
      tags,
      summary: "The cost by Actor, source, status or origin",
      description:
        "The dearest group first. The groups and the rest add up to the totals, which are those of the list with the same filter.",
      requestParams: {
        query: described(breakdownQuerySchema, {
          by: "What the runs are summed by.",
          ...FILTER_WORDS,
          limit: "How many groups at most; 100 when left out. The others are the rest.",
        }),
      },
      responses: {
        200: json(breakdownSchema, "The sums of each group.", {
          by: "actor",
          groups: [
            {
              key: "nwua9Gu5YrADL7ZDj",
              label: "Google Maps Scraper",
              actor: { name: "compass/crawler-google-places", title: "Google Maps Scraper" },
              costUsd: 2.5,
              costNanoUsd: "2500000000",
              runs: 4,
              runsWithoutCost: 1,
              previous: { costUsd: 2, costNanoUsd: "2000000000", runs: 3, runsWithoutCost: 0 },
            },
          ],
          rest: null,
          totalCostUsd: 2.5,
          totalCostNanoUsd: "2500000000",
          totalRuns: 4,
          runsWithoutCost: 1,
          previous: {
            from: "2025-01-26T00:00:00.000Z",
            until: "2025-01-31T12:15:00.000Z",
            totalCostUsd: 2,
            totalCostNanoUsd: "2000000000",
            totalRuns: 3,
            runsWithoutCost: 0,
          },
        }),
        ...failures("invalid_request"),
      },
    },
  },
  [SPENDING_CHART_PATH]: {
    get: {
      tags,
      summary: "The cost of each day",
      description: `Exactly 7, 30 or 90 entries, oldest first, today last, days without a run included; or those of a range, at most ${MOST_CHART_DAYS}.`,
      requestParams: {
        query: described(z.object({ ...rangeChartQuerySchema.shape, ...spendingChartQuerySchema.shape }).partial(), {
          timeRange: "How many days; this or `from`.",
          from: "The first date of a range, included. An instant begins a quarter of an hour.",
          to: "The last date, included; today when left out. An instant is the last millisecond of a quarter of an hour.",
          ...ATTRIBUTE_WORDS,
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
