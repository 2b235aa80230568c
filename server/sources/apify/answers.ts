import { z } from "zod";
import { MAX_RUN_COST_USD } from "../../../shared/domain/money.ts";

const instantSchema = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .pipe(z.number().min(0));
const costSchema = z.number().min(0).max(MAX_RUN_COST_USD).nullish();
const countsSchema = z.record(z.string(), z.number().int().min(0)).nullish();

/** What Apify tells of the account. The answer also carries a proxy password, which is dropped here. */
export const accountSchema = z.object({ id: z.string().min(1), username: z.string().min(1) });

/** An entry of the list. Its cost is left out on purpose: only the detail is the authority for it. */
const listedRunSchema = z.object({
  id: z.string().min(1).max(128),
  actId: z.string().min(1).max(128),
  status: z.string().min(1).max(64),
  startedAt: instantSchema,
  finishedAt: instantSchema.nullish(),
});

export const runPageSchema = z.object({
  total: z.number().int().min(0),
  limit: z.number().int().min(1),
  items: z.array(listedRunSchema),
});

/** The detail of a run, as far as Décompte keeps it. */
export const runDetailSchema = listedRunSchema.extend({
  usageTotalUsd: costSchema,
  usage: z.record(z.string(), z.number().nullable()).nullish(),
  usageUsd: z.record(z.string(), z.number().nullable()).nullish(),
  chargedEventCounts: countsSchema,
  accountedChargedEventCounts: countsSchema,
  platformUsageBillingModel: z.string().nullish(),
  pricingInfo: z.object({ pricingModel: z.string().nullish() }).nullish(),
  stats: z.object({ computeUnits: z.number().nullish(), runTimeSecs: z.number().nullish() }).nullish(),
  meta: z.object({ origin: z.string().nullish() }).nullish(),
});

export const errorEnvelopeSchema = z.object({ error: z.object({ type: z.string(), message: z.string() }) });

export type ApifyAccount = z.output<typeof accountSchema>;
export type ListedRun = z.output<typeof listedRunSchema>;
export type RunPage = z.output<typeof runPageSchema>;
export type RunDetail = z.output<typeof runDetailSchema>;
