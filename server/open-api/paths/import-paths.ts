import type { ZodOpenApiPathsObject } from "zod-openapi";
import {
  BACKFILL_PATH,
  backfillQuerySchema,
  importAnswerSchema,
  importStatusSchema,
  REFRESH_PATH,
} from "../../../shared/api/backfill.ts";
import {
  RECONCILIATION_PATH,
  reconciliationQuerySchema,
  reconciliationSchema,
} from "../../../shared/api/reconciliation.ts";
import { failures, json, noContent } from "../answers.ts";
import { described } from "../described.ts";

const tags = ["Apify"];

const imported = {
  runsListed: 1200,
  runsRecorded: 1200,
  runsExpected: 1200,
  runsNew: 40,
  runsChanged: 3,
  runsRemoved: 0,
  from: "2024-11-03T12:00:00.000Z",
  to: "2025-02-01T12:00:00.000Z",
  retentionDays: 31,
  notKeptBefore: "2025-01-01T12:00:00.000Z",
};

const importFailures = failures(
  "import_running",
  "cancelled",
  "apify_not_connected",
  "apify_token_refused",
  "apify_forbidden",
  "apify_rate_limited",
  "apify_unreachable",
  "apify_bad_answer",
);

export const importPaths: ZodOpenApiPathsObject = {
  [BACKFILL_PATH]: {
    post: {
      tags,
      summary: "Import the runs of the last days",
      description:
        "Answers when the import has ended. With `reset=1` the rows of these days whose source is `import` and that were not met again are removed at the end, and only those.",
      requestParams: {
        query: described(backfillQuerySchema, {
          days: "How many days back; 90 when left out.",
          reset: "`1` reads every run of these days again and removes rows that are there no more.",
        }),
      },
      responses: {
        200: json(importAnswerSchema, "What came of it.", imported),
        ...importFailures,
        ...failures("invalid_request"),
      },
    },
    get: {
      tags,
      summary: "What the import is doing",
      responses: { 200: json(importStatusSchema, "How far it is, and how the last one ended."), ...failures() },
    },
    delete: {
      tags,
      summary: "Cancel the import",
      responses: { 204: noContent("No import of the user runs any more."), ...failures() },
    },
  },
  [REFRESH_PATH]: {
    post: {
      tags,
      summary: "Bring the ledger up to date",
      description: "Finishes an import that was cut, then reads what is new. Answers when the import has ended.",
      responses: { 200: json(importAnswerSchema, "What came of it.", imported), ...importFailures },
    },
  },
  [RECONCILIATION_PATH]: {
    get: {
      tags,
      summary: "A billing cycle's usage against the ledger's runs of it",
      requestParams: {
        query: described(reconciliationQuerySchema, { date: "Any day of the cycle; without it, today." }),
      },
      responses: {
        200: json(reconciliationSchema, "What Apify says, what the runs cost, and the rest.", { state: "not-allowed" }),
        ...failures("invalid_request"),
      },
    },
  },
};
