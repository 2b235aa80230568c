import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { EXPORT_PATH, exportQuerySchema, TOTAL_COST_HEADER, TOTAL_RUNS_HEADER } from "../../../shared/api/export.ts";
import {
  recordRunAnswerSchema,
  recordRunBodySchema,
  recordRunsAnswerSchema,
  recordRunsBodySchema,
  SCRAPER_RUNS_PATH,
  scraperRunDetailsSchema,
  scraperRunSchema,
  scraperRunsAnswerSchema,
  scraperRunsQuerySchema,
} from "../../../shared/api/scraper-runs.ts";
import { MOST_SCRAPERS, SCRAPERS_PATH, scrapersAnswerSchema } from "../../../shared/api/scrapers.ts";
import { failures, json } from "../answers.ts";
import { described } from "../described.ts";
import { FILTER_WORDS } from "../field-words.ts";

const tags = ["Runs"];

const toRecord = {
  runId: "HG7ML7M8z78YcAPEB",
  scraperId: "apify/instagram-scraper",
  source: "scraping",
  status: "SUCCEEDED",
  costUsd: 0.31,
};

const recorded = {
  ...toRecord,
  costNanoUsd: "310000000",
  itemCount: null,
  usageDetails: null,
  createdAt: "2025-02-01T12:00:00.000Z",
  finishedAt: null,
  costReadAt: null,
  settledAt: null,
  repriced: null,
  isGone: false,
  origin: null,
  actor: null,
};

const recordAnswer = z.union([recordRunAnswerSchema, recordRunsAnswerSchema]);

export const scraperRunPaths: ZodOpenApiPathsObject = {
  [SCRAPER_RUNS_PATH]: {
    get: {
      tags,
      summary: "A page of runs, newest first",
      description:
        "The totals are those of the whole filter, not of the page. A date means the whole day in `tz`; both ends are included.",
      requestParams: {
        query: described(scraperRunsQuerySchema, {
          ...FILTER_WORDS,
          sort: "By what; by the start when left out. What is not known comes last.",
          order: "`desc` when left out. Among equals the newest start comes first.",
          after: "The `next` of the page before: pages stay steady while runs come and go.",
          limit: "How many runs at most; 100 when left out.",
          offset: "How many of the newest to leave out; none when left out.",
        }),
      },
      responses: {
        200: json(scraperRunsAnswerSchema, "The page, and the sums over the filter.", {
          runs: [recorded],
          totalCostUsd: 0.31,
          totalCostNanoUsd: "310000000",
          totalRuns: 1,
          runsWithoutCost: 0,
          next: null,
        }),
        ...failures("invalid_request"),
      },
    },
    post: {
      tags,
      summary: "Record one run, or up to 1,000",
      description:
        "Idempotent by `runId`: sending a run again brings its row up to date and makes no second one. " +
        "Of many runs all are recorded or none, and the answers are in the order of the runs.",
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: z.union([recordRunBodySchema, recordRunsBodySchema]),
            examples: { one: { value: toRecord }, many: { value: { runs: [toRecord] } } },
          },
        },
      },
      responses: {
        200: json(recordAnswer, "Every run was known already.", { run: recorded, isNew: false }),
        201: json(recordAnswer, "One of them at least is new.", { runs: [{ run: recorded, isNew: true }] }),
        ...failures("invalid_request", "payload_too_large"),
      },
    },
  },
  [EXPORT_PATH]: {
    get: {
      tags,
      summary: "Every run of a filter, as a file",
      description:
        "Newest first, each run once, written as it is read: an answer that fails half-way is cut off. " +
        "CSV is as RFC 4180 has it; what a spreadsheet would take for a formula begins with an apostrophe, and what is not known is empty. " +
        "JSON is an array of the list's entries.",
      requestParams: {
        query: described(exportQuerySchema, {
          format: "Which kind of file.",
          decimal: "How the CSV writes amounts. With `comma`, fields are parted by semicolons.",
          ...FILTER_WORDS,
        }),
      },
      responses: {
        200: {
          description: "The file.",
          headers: {
            "X-Request-Id": { description: "The request's id, as in the log", schema: { type: "string" } },
            [TOTAL_RUNS_HEADER]: {
              description: "How many runs the filter has as the export begins",
              schema: { type: "integer" },
            },
            [TOTAL_COST_HEADER]: {
              description: "The exact sum of their costs, in billionths of a dollar",
              schema: { type: "string" },
            },
          },
          content: {
            "text/csv": { schema: z.string() },
            "application/json": { schema: z.array(scraperRunSchema), example: [recorded] },
          },
        },
        ...failures("invalid_request"),
      },
    },
  },
  [SCRAPERS_PATH]: {
    get: {
      tags,
      summary: "The scrapers that have runs",
      description: `The one of the newest run first, at most ${MOST_SCRAPERS}.`,
      responses: {
        200: json(scrapersAnswerSchema, "The scrapers by id, with their names.", {
          scrapers: [
            { scraperId: "shu8hvrXbJbY3Eb9W", actor: { name: "apify/instagram-scraper", title: "Instagram Scraper" } },
          ],
        }),
        ...failures(),
      },
    },
  },
  [`${SCRAPER_RUNS_PATH}/{runId}`]: {
    get: {
      tags,
      summary: "One run",
      requestParams: { path: z.object({ runId: z.string() }) },
      responses: {
        200: json(scraperRunDetailsSchema, "The run, and what Apify has said of its cost.", {
          ...recorded,
          costReadings: [],
        }),
        ...failures("not_found"),
      },
    },
  },
};
