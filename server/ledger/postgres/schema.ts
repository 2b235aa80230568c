import { bigint, boolean, integer, jsonb, numeric, pgSchema, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { ErrorCode } from "../../../shared/errors.ts";
import type { AccountUsage, ImportRecord, UsageDetails } from "../ledger.ts";

// Tables of `resources/migrations/postgres/0001-ledger.sql`; the others are read and written in plain SQL.

/** Whole milliseconds, or a count: far from what a JavaScript number can't hold. */
const whole = (name: string) => bigint(name, { mode: "number" });
const nanoUsd = (name: string) => bigint(name, { mode: "bigint" });

/**
 * As a new table has it. An adopted one may have other types where the dashboard's columns are concerned, so these are
 * read through the functions of the schema `decompte`, see `run-columns.ts`.
 */
export const scraperRuns = pgTable("scraper_runs", {
  id: whole("id").generatedByDefaultAsIdentity().primaryKey(),
  userId: text("user_id").notNull(),
  runId: text("run_id").notNull(),
  scraperId: text("scraper_id").notNull(),
  source: text("source").notNull(),
  costUsd: numeric("cost_usd"),
  usageDetails: jsonb("usage_details").$type<UsageDetails>(),
  itemCount: integer("item_count"),
  status: text("status").notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  costNanoUsd: nanoUsd("cost_nano_usd"),
  finishedAtMs: whole("finished_at"),
  costReadAtMs: whole("cost_read_at"),
  costReadNanoUsd: nanoUsd("cost_read_nano_usd"),
  costAgreedAtMs: whole("cost_agreed_at"),
  settledAtMs: whole("settled_at"),
  nextReadAtMs: whole("next_read_at"),
  listedNanoUsd: nanoUsd("listed_nano_usd"),
  repricedNanoUsd: nanoUsd("repriced_nano_usd"),
  repricedAtMs: whole("repriced_at"),
  goneAtMs: whole("gone_at"),
  importId: whole("import_id"),
  origin: text("run_origin"),
});

const decompte = pgSchema("decompte");

export const histories = decompte.table("histories", {
  userId: text("user_id").primaryKey(),
  completeFromMs: whole("complete_from"),
  completeToMs: whole("complete_to"),
  retentionDays: integer("retention_days"),
  retentionReadAtMs: whole("retention_read_at"),
});

export const accountUsage = decompte.table("account_usage", {
  userId: text("user_id").notNull(),
  cycleStartAtMs: whole("cycle_start_at").notNull(),
  usage: jsonb("usage").$type<AccountUsage>().notNull(),
  readAtMs: whole("read_at").notNull(),
});

export const imports = decompte.table("imports", {
  id: whole("id").generatedAlwaysAsIdentity().primaryKey(),
  userId: text("user_id").notNull(),
  fromMs: whole("from_at").notNull(),
  toMs: whole("to_at").notNull(),
  cursorMs: whole("cursor_at").notNull(),
  isReset: boolean("is_reset").notNull(),
  state: text("state").$type<ImportRecord["state"]>().notNull(),
  errorCode: text("error_code").$type<ErrorCode>(),
  runsRecorded: whole("runs_recorded").notNull().default(0),
  runsNew: whole("runs_new").notNull().default(0),
  runsChanged: whole("runs_changed").notNull().default(0),
  runsRemoved: whole("runs_removed").notNull().default(0),
  retryAtMs: whole("retry_at"),
  startedAtMs: whole("started_at").notNull(),
  endedAtMs: whole("ended_at"),
});
