import { z } from "zod";
import { ERROR_CODES } from "../errors.ts";
import { wholeNumberParameter } from "./fields.ts";

export const BACKFILL_PATH = "/api/scraper-runs/backfill";
/** Brings the ledger up to date since the last import: what the desktop app asks for at start and every few minutes. */
export const REFRESH_PATH = "/api/scraper-runs/refresh";

export const DEFAULT_BACKFILL_DAYS = 90;

export const backfillQuerySchema = z.object({
  days: wholeNumberParameter(1, 365).default(DEFAULT_BACKFILL_DAYS),
  reset: z.enum(["0", "1"]).default("0"),
});

const importCounts = {
  /** Runs that Apify's list has answered so far. */
  runsListed: z.number().int(),
  /** Runs of those that are written in the ledger. */
  runsRecorded: z.number().int(),
  /** What Apify says the whole window holds: an estimate, since runs come and go while pages are read. */
  runsExpected: z.number().int().nullable(),
};

export const importAnswerSchema = z.object({
  ...importCounts,
  /** Runs that the ledger did not hold before. */
  runsNew: z.number().int(),
  /** Known runs whose cost or status is another one now. */
  runsChanged: z.number().int(),
  runsRemoved: z.number().int(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** For how many days Apify keeps this account's runs; null when the token may not read that. */
  retentionDays: z.number().int().nullable(),
  /** Runs before this were asked for and are kept by Apify no more; null when all that was asked for was there. */
  notKeptBefore: z.iso.datetime().nullable(),
});

export type ImportAnswer = z.infer<typeof importAnswerSchema>;

/** `GET /api/scraper-runs/backfill`: what the import is doing, and how the last one ended. */
export const importStatusSchema = z.object({
  state: z.enum(["idle", "running"]),
  progress: z
    .object({
      ...importCounts,
      from: z.iso.datetime(),
      to: z.iso.datetime(),
      /** When this import began, or began again after it was cut. */
      startedAt: z.iso.datetime(),
    })
    .nullable(),
  /** When the ledger last agreed with Apify up to that moment. */
  lastCompletedAt: z.iso.datetime().nullable(),
  /** Why the newest import did not complete, and since when it has failed for that reason. */
  lastFailure: z
    .object({
      code: z.enum(ERROR_CODES),
      at: z.iso.datetime(),
      /** Before this Apify asked not to be called again. */
      retryAt: z.iso.datetime().nullable(),
    })
    .nullable(),
  /** Whether the history has a hole: an import ended before its time and none has completed that went as far back. */
  isIncomplete: z.boolean(),
  /** From this instant on the ledger holds every run that Apify had; null before the first import completed. */
  completeFrom: z.iso.datetime().nullable(),
  /** For how many days Apify keeps this account's runs; null when it is not known. */
  retentionDays: z.number().int().nullable(),
  /** When the next reading of a run's cost is due; null when every run is settled. */
  nextReadingAt: z.iso.datetime().nullable(),
  /** Runs that have not ended, as far as Apify still has them. */
  runsInProgress: z.number().int(),
  /** Runs that ended and whose cost is still provisional. */
  unsettledRuns: z.number().int(),
});

export type ImportStatus = z.infer<typeof importStatusSchema>;
