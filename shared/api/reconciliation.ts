import { z } from "zod";
import { ERROR_CODES } from "../errors.ts";

/** What Apify says that a billing cycle used, beside what the ledger's runs of that cycle cost. It is usage, not an invoice. */
export const RECONCILIATION_PATH = "/api/reconciliation";

export const reconciliationQuerySchema = z.object({
  /** Any day of the cycle; the current cycle when left out. */
  date: z.iso.date({ error: "must be a date such as 2025-02-01" }).optional(),
});

/** An amount in both writings: the JSON number that people read, and the exact integer of nano-USD as text. May be negative. */
const amountSchema = z.object({ usd: z.number(), nanoUsd: z.string().regex(/^-?\d+$/) });

const serviceLineSchema = z.object({
  /** Apify's own name, such as `ACTOR_COMPUTE_UNITS`. */
  service: z.string(),
  usage: amountSchema,
  /** What of it the ledger's runs and Apify's builds account for. */
  runs: amountSchema,
  builds: amountSchema,
  /** Signed: usage less runs less builds. */
  unattributed: amountSchema,
});

export const reconciliationSchema = z.discriminatedUnion("state", [
  /** The token may read runs but neither usage nor limits. */
  z.object({ state: z.literal("not-allowed") }),
  /** Nothing was read yet, and `code` tells why it can't be now. */
  z.object({ state: z.literal("unavailable"), code: z.enum(ERROR_CODES) }),
  z.object({
    state: z.literal("known"),
    cycle: z.object({ startAt: z.iso.datetime(), endAt: z.iso.datetime() }),
    /** When Apify's side was read. */
    readAt: z.iso.datetime(),
    /** Why it could not be read again since; null when it is fresh. */
    staleBecause: z.enum(ERROR_CODES).nullable(),
    usage: amountSchema,
    /** The account's monthly limit, where Apify tells it. */
    limit: amountSchema.nullable(),
    runs: amountSchema.extend({
      count: z.number().int(),
      runsWithoutCost: z.number().int(),
      unsettledRuns: z.number().int(),
    }),
    /** Null when the token may not list builds: their cost is then part of the rest. */
    builds: amountSchema.extend({ count: z.number().int(), buildsWithoutCost: z.number().int() }).nullable(),
    /** Signed and not clamped: usage less runs less builds. */
    unattributed: amountSchema,
    /** The lines that add up to `unattributed`, largest first. */
    services: z.array(serviceLineSchema),
    /** False while the ledger lacks runs of the cycle: it does not reach back to its start, or not up to `readAt`. */
    isLedgerComplete: z.boolean(),
  }),
]);

export type Reconciliation = z.infer<typeof reconciliationSchema>;
