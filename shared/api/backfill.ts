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
  runsRemoved: z.number().int(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
});

export type ImportAnswer = z.infer<typeof importAnswerSchema>;

/** `GET /api/scraper-runs/backfill`: what the import is doing, and how the last one ended. */
export const importStatusSchema = z.object({
  state: z.enum(["idle", "running"]),
  progress: z.object({ ...importCounts, from: z.iso.datetime(), to: z.iso.datetime() }).nullable(),
  /** When the ledger last agreed with Apify up to that moment. */
  lastCompletedAt: z.iso.datetime().nullable(),
  /** Why the newest import did not complete, and since when it has failed for that reason. */
  lastFailure: z.object({ code: z.enum(ERROR_CODES), at: z.iso.datetime() }).nullable(),
  /** Whether the history has a hole: an import ended before its time and none has completed that went as far back. */
  isIncomplete: z.boolean(),
});

export type ImportStatus = z.infer<typeof importStatusSchema>;
