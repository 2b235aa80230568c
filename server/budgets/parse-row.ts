import { z } from "zod";
import { DELIVERIES, type AlertSettings, type Announcement } from "../../shared/domain/budget/alert.ts";
import { BUDGET_WINDOWS, HIGHEST_THRESHOLD, type Mark, MOST_THRESHOLDS } from "../../shared/domain/budget/budget.ts";
import { AppError } from "../../shared/errors.ts";

const amountSchema = z.string().regex(/^\d+$/).transform(BigInt);

const budgetFields = {
  budgetId: z.string(),
  window: z.enum(BUDGET_WINDOWS),
  windowLabel: z.string(),
  scraperId: z.string().nullable(),
  amountNanoUsd: amountSchema,
  spentNanoUsd: amountSchema,
  isWindowOver: z.boolean(),
};

export const announcementSchema: z.ZodType<Announcement> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("threshold"), threshold: z.int(), ...budgetFields }),
  z.object({ kind: z.literal("projection"), expectedNanoUsd: amountSchema, ...budgetFields }),
  z.object({
    kind: z.literal("anomaly"),
    date: z.iso.date(),
    spentNanoUsd: amountSchema,
    usualNanoUsd: amountSchema,
  }),
]);

const minuteOfDay = z
  .int()
  .min(0)
  .max(24 * 60 - 1);

export const settingsSchema: z.ZodType<AlertSettings> = z.object({
  quietHours: z.object({ fromMinute: minuteOfDay, toMinute: minuteOfDay }).nullable(),
  isAnomalyAnnounced: z.boolean(),
});

export const thresholdsSchema = z.array(z.int().min(1).max(HIGHEST_THRESHOLD)).max(MOST_THRESHOLDS);
export const windowSchema = z.enum(BUDGET_WINDOWS);
export const deliverySchema = z.enum(DELIVERIES);

const triggerSchema: z.ZodType<Mark["trigger"]> = z.union([
  z.enum(["projection", "anomaly"]),
  z.string().regex(/^\d+$/).transform(Number),
]);

const marksSchema = z.array(z.tuple([z.string(), z.string(), triggerSchema, amountSchema]));

export const parseMarks = (json: string): readonly Mark[] =>
  parseRow(marksSchema, JSON.parse(json)).map(([budgetId, windowLabel, trigger, amountNanoUsd]) => ({
    budgetId,
    windowLabel,
    trigger,
    amountNanoUsd,
  }));

/** What a row holds. @throws AppError `ledger_damaged`, since no version of ours wrote anything else */
export function parseRow<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError("ledger_damaged", "The ledger holds a budget or an alert that is damaged", {
    cause: parsed.error,
  });
}

/** An announcement as JSON keeps it: amounts as text. */
export const announcementRow = (announcement: Announcement): unknown =>
  Object.fromEntries(
    Object.entries(announcement).map(([name, value]) => [name, typeof value === "bigint" ? String(value) : value]),
  );
