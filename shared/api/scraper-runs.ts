import { z } from "zod";
import { MAX_RUN_COST_USD } from "../domain/money.ts";
import { RUN_SORTS, SORT_ORDERS } from "../domain/run-order.ts";
import { MOST_DETAILS_KIB, MOST_ITEMS, MOST_RUNS_IN_A_BATCH } from "../domain/recording.ts";
import { writtenBytes } from "../domain/written-size.ts";
import { totalsFields, wholeNumberParameter } from "./fields.ts";
import { instantSchema, runFields, runFilterFields } from "./run-filter.ts";

export const SCRAPER_RUNS_PATH = "/api/scraper-runs";

const ITEM_COUNT_RULE = `must be a whole number from 0 to ${MOST_ITEMS}, or null when it is not known`;

/** Writing a value as JSON needs a place on the stack for each level. */
const MAX_DETAILS_DEPTH = 32;
const USAGE_DETAILS_RULE =
  `must be a JSON object of at most ${MAX_DETAILS_DEPTH} levels ` +
  `and ${MOST_DETAILS_KIB} KiB, its numbers written out and its texts without NUL or half a letter, or null`;

function isNestedAtMost(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isNestedAtMost(levels - 1, inner));
}

/** Neither NUL nor a surrogate by itself is a letter, and Postgres keeps neither. */
const hasWholeLetters = (text: string): boolean => /^[^\0\p{Cs}]*$/u.test(text);

function hasWholeTexts(value: unknown): boolean {
  if (typeof value === "string") return hasWholeLetters(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, inner]) => hasWholeLetters(name) && hasWholeTexts(inner));
}

/** A body of `POST /api/scraper-runs`. `costUsd: null` is "not known yet", never zero. */
export const recordRunBodySchema = z.object(
  {
    ...runFields,
    costUsd: z
      .number({ error: "must be a finite number of US dollars, or null when it is not known" })
      .min(0, { error: "must not be negative" })
      .max(MAX_RUN_COST_USD, { error: `must be at most ${MAX_RUN_COST_USD}` })
      .nullable(),
    itemCount: z
      .int({ error: ITEM_COUNT_RULE })
      .min(0, { error: ITEM_COUNT_RULE })
      .max(MOST_ITEMS, { error: ITEM_COUNT_RULE })
      .nullish(),
    usageDetails: z
      .record(z.string(), z.unknown(), { error: USAGE_DETAILS_RULE })
      // In this order: the size is measured level by level.
      .refine(
        (details) =>
          isNestedAtMost(MAX_DETAILS_DEPTH, details) &&
          hasWholeTexts(details) &&
          writtenBytes(details) <= MOST_DETAILS_KIB * 1024,
        { error: USAGE_DETAILS_RULE },
      )
      .nullish(),
    createdAt: instantSchema.optional(),
  },
  { error: "must be a JSON object" },
);

export type RecordRunBody = z.infer<typeof recordRunBodySchema>;

const BATCH_RULE = `must be an array of 1 to ${MOST_RUNS_IN_A_BATCH} runs`;

/** The other body of `POST /api/scraper-runs`: many runs, of which all are recorded or none. */
export const recordRunsBodySchema = z.object({
  runs: z
    .array(recordRunBodySchema, { error: BATCH_RULE })
    .min(1, { error: BATCH_RULE })
    .max(MOST_RUNS_IN_A_BATCH, { error: BATCH_RULE }),
});

export const scraperRunSchema = z.object({
  ...runFields,
  costUsd: z.number().nullable(),
  costNanoUsd: z.string().nullable(),
  itemCount: z.number().int().nullable(),
  usageDetails: z.record(z.string(), z.unknown()).nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** When Apify's own detail of the run was last read; null for what only a feature reported. */
  costReadAt: z.iso.datetime().nullable(),
  /** When the cost became the last word; until then it is provisional. */
  settledAt: z.iso.datetime().nullable(),
  /** What Apify said of a settled run's cost later on. The settled amount is the one that counts. */
  repriced: z.object({ costUsd: z.number(), costNanoUsd: z.string(), readAt: z.iso.datetime() }).nullable(),
  /** Whether Apify has deleted the run since. */
  isGone: z.boolean(),
  /** What started the run, in Apify's word, such as `SCHEDULER`; null: not known. A former version does not tell it. */
  origin: z.string().nullable().default(null),
  /** The Actor's `username/name` and title; null when they can't be looked up. */
  actor: z.object({ name: z.string(), title: z.string().nullable() }).nullable(),
});

export type ScraperRun = z.infer<typeof scraperRunSchema>;

/** A run with what Apify's detail has said of its cost, oldest first: each reading that said something else, and the last. */
export const scraperRunDetailsSchema = scraperRunSchema.extend({
  costReadings: z.array(
    z.object({
      readAt: z.iso.datetime(),
      status: z.string(),
      costUsd: z.number().nullable(),
      costNanoUsd: z.string().nullable(),
    }),
  ),
});

export type ScraperRunDetails = z.infer<typeof scraperRunDetailsSchema>;

/** `isNew` tells a first recording from a repeated one. */
export const recordRunAnswerSchema = z.object({ run: scraperRunSchema, isNew: z.boolean() });

/** In the order in which the runs were sent. */
export const recordRunsAnswerSchema = z.object({ runs: z.array(recordRunAnswerSchema) });

export const AFTER_RULE = 'must be the "next" of a page of the same sort and order';

export const scraperRunsQuerySchema = z.object({
  ...runFilterFields,
  limit: wholeNumberParameter(1, 1000).default(100),
  offset: wholeNumberParameter(0, 999_999_999).default(0),
  sort: z.enum(RUN_SORTS).default("createdAt"),
  order: z.enum(SORT_ORDERS).default("desc"),
  /** The `next` of the page before. */
  after: z
    .string()
    .max(4_096)
    .regex(/^[\w-]+$/, { error: AFTER_RULE })
    .optional(),
});

export type ScraperRunsQuery = z.infer<typeof scraperRunsQuerySchema>;

/** Newest first, unless sorted; the totals are those of the whole filter, not of the page. */
export const scraperRunsAnswerSchema = z.object({
  runs: z.array(scraperRunSchema),
  ...totalsFields,
  /** Where the next page begins, whatever comes and goes meanwhile; null: this one is the last. */
  next: z.string().nullable().default(null),
});

export type ScraperRunsAnswer = z.infer<typeof scraperRunsAnswerSchema>;
