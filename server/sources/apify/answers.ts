import { z } from "zod";
import { MAX_RUN_COST_USD } from "../../../shared/domain/money.ts";

const instantSchema = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .pipe(z.number().min(0));
const idSchema = z.string().min(1).max(128);
const costSchema = z.number().min(0).max(MAX_RUN_COST_USD).nullish();
const countsSchema = z.record(z.string(), z.number().int().min(0)).nullish();
const pageFields = { total: z.number().int().min(0), limit: z.number().int().min(1) };

/** What Apify tells of the account. The answer also carries a proxy password, which is dropped here. */
export const accountSchema = z.object({ id: z.string().min(1), username: z.string().min(1) });

const runSchema = z.object({
  id: idSchema,
  actId: idSchema,
  status: z.string().min(1).max(64),
  startedAt: instantSchema,
  finishedAt: instantSchema.nullish(),
});

/** An entry of the list. Only the detail is the authority for a cost: this one is a hint, and one that can't be true is none. */
const listedRunSchema = runSchema.extend({ usageTotalUsd: costSchema.catch(undefined) });

export const runPageSchema = z.object({ ...pageFields, items: z.array(listedRunSchema) });

/** The detail of a run, as far as Décompte keeps it. */
export const runDetailSchema = runSchema.extend({
  /** Whose run it is: anyone who knows a run's id may read it. */
  userId: idSchema.nullish(),
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

export const buildPageSchema = z.object({
  ...pageFields,
  items: z.array(z.object({ id: idSchema, startedAt: instantSchema, usageTotalUsd: costSchema })),
});

export const actorSchema = z.object({
  id: idSchema,
  username: z.string().min(1).max(256),
  name: z.string().min(1).max(256),
  title: z.string().max(1_024).nullish(),
});

/** Names are a nicety: an Actor that is not as expected is left out, and its page is not refused for it. */
export const actorPageSchema = z
  .object({ ...pageFields, items: z.array(z.unknown()) })
  .transform((page) => ({ ...page, actors: page.items.flatMap((item) => actorSchema.safeParse(item).data ?? []) }));

const MAX_ACCOUNT_AMOUNT_USD = 1_000_000_000;
/** A line of the account may be a credit. */
const amountSchema = z.number().min(-MAX_ACCOUNT_AMOUNT_USD).max(MAX_ACCOUNT_AMOUNT_USD);

const cycleSchema = z
  .object({ startAt: instantSchema, endAt: instantSchema })
  .refine(({ startAt, endAt }) => startAt < endAt)
  .transform(({ startAt, endAt }) => ({ startMs: startAt, endMs: endAt }));

export const limitsSchema = z
  .object({
    monthlyUsageCycle: cycleSchema,
    limits: z.object({
      maxMonthlyUsageUsd: amountSchema.nullish(),
      dataRetentionDays: z.number().int().min(1).max(36_500).nullish().catch(null),
    }),
    current: z.object({ monthlyUsageUsd: amountSchema.nullish() }),
  })
  .transform(({ monthlyUsageCycle, limits, current }) => ({
    cycle: monthlyUsageCycle,
    retentionDays: limits.dataRetentionDays ?? null,
    maxMonthlyUsageUsd: limits.maxMonthlyUsageUsd ?? null,
    monthlyUsageUsd: current.monthlyUsageUsd ?? null,
  }));

const serviceUsageSchema = z
  .object({ baseAmountUsd: amountSchema, amountAfterVolumeDiscountUsd: amountSchema.nullish() })
  .transform((line) => line.amountAfterVolumeDiscountUsd ?? line.baseAmountUsd);

export const monthlyUsageSchema = z
  .object({
    usageCycle: cycleSchema,
    monthlyServiceUsage: z.record(z.string().max(256), serviceUsageSchema),
    totalUsageCreditsUsdBeforeVolumeDiscount: amountSchema,
    totalUsageCreditsUsdAfterVolumeDiscount: amountSchema,
  })
  .transform((usage) => ({
    cycle: usage.usageCycle,
    /** Dollars by Apify's name of the service, after the volume discount where the line tells it. */
    services: usage.monthlyServiceUsage,
    totalBeforeDiscountUsd: usage.totalUsageCreditsUsdBeforeVolumeDiscount,
    totalUsd: usage.totalUsageCreditsUsdAfterVolumeDiscount,
  }));

export const errorEnvelopeSchema = z.object({ error: z.object({ type: z.string(), message: z.string() }) });

export type ApifyAccount = z.output<typeof accountSchema>;
export type ListedRun = z.output<typeof listedRunSchema>;
export type RunPage = z.output<typeof runPageSchema>;
export type RunDetail = z.output<typeof runDetailSchema>;
export type Build = z.output<typeof buildPageSchema>["items"][number];
export type Actor = z.output<typeof actorSchema>;
/** `endMs` is the cycle's last millisecond. */
export type AccountLimits = z.output<typeof limitsSchema>;
export type MonthlyUsage = z.output<typeof monthlyUsageSchema>;
