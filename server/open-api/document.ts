import { createDocument, type oas31 } from "zod-openapi";
import { apifyConnectionSchema } from "../../shared/api/apify-connection.ts";
import { importAnswerSchema, importStatusSchema } from "../../shared/api/backfill.ts";
import { errorAnswerSchema } from "../../shared/api/error.ts";
import { meSchema } from "../../shared/api/me.ts";
import { reconciliationSchema } from "../../shared/api/reconciliation.ts";
import { recordRunAnswerSchema, recordRunBodySchema, scraperRunSchema } from "../../shared/api/scraper-runs.ts";
import { spendingChartSchema } from "../../shared/api/spending-chart.ts";
import { summarySchema } from "../../shared/api/summary.ts";
import { FIELD_WORDS } from "./field-words.ts";
import { apifyConnectionPaths } from "./paths/apify-connection-paths.ts";
import { healthPaths } from "./paths/health-paths.ts";
import { devicePaths } from "./paths/device-paths.ts";
import { importPaths } from "./paths/import-paths.ts";
import { mePaths } from "./paths/me-paths.ts";
import { scraperRunPaths } from "./paths/scraper-run-paths.ts";
import { spendingPaths } from "./paths/spending-paths.ts";

/** The HTTP contract as an OpenAPI document, made of the schemas that parse what comes in. */
export function openApiDocument({ version }: { readonly version: string }): oas31.OpenAPIObject {
  return createDocument(
    {
      openapi: "3.1.0",
      info: {
        title: "Décompte",
        version,
        description:
          "An exact ledger of what every Apify Actor run cost. Every answer is for the caller's own runs alone. " +
          "`costUsd` is for reading; `costNanoUsd` is the exact amount in billionths of a dollar. `null` is unknown, never zero.",
        license: { name: "MIT", identifier: "MIT" },
      },
      security: [{ bearer: [] }],
      paths: {
        ...spendingPaths,
        ...scraperRunPaths,
        ...importPaths,
        ...apifyConnectionPaths,
        ...mePaths,
        ...devicePaths,
        ...healthPaths,
      },
      components: {
        securitySchemes: {
          bearer: {
            type: "http",
            scheme: "bearer",
            description: "An API key (`dk_…`), or the token that signing in a device gave.",
          },
        },
        schemas: {
          ApifyConnection: apifyConnectionSchema,
          Error: errorAnswerSchema,
          ImportAnswer: importAnswerSchema,
          ImportStatus: importStatusSchema,
          Me: meSchema,
          Reconciliation: reconciliationSchema,
          RecordedRun: recordRunAnswerSchema,
          RunToRecord: recordRunBodySchema,
          ScraperRun: scraperRunSchema,
          SpendingChart: spendingChartSchema,
          Summary: summarySchema,
        },
      },
    },
    {
      override: ({ jsonSchema }) => {
        // The format says it; the patterns of zod's dates fill lines.
        if (jsonSchema.format === "date" || jsonSchema.format === "date-time") delete jsonSchema.pattern;
        for (const [name, field] of Object.entries(jsonSchema.properties ?? {})) {
          const words = FIELD_WORDS[name];
          if (words !== undefined && typeof field === "object") field.description ??= words;
        }
      },
    },
  );
}
