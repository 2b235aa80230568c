import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ErrorCode } from "../../../shared/errors.ts";
import type { AccountUsage, ImportRecord, UsageDetails } from "../ledger.ts";

/** The tables as `resources/migrations/sqlite` makes them; what is only there for people is left out. */
export const scraperRuns = sqliteTable("scraper_runs", {
  id: integer("id").primaryKey(),
  userId: text("user_id").notNull(),
  runId: text("run_id").notNull(),
  scraperId: text("scraper_id").notNull(),
  source: text("source").notNull(),
  costNanoUsd: integer("cost_nano_usd"),
  usageDetails: text("usage_details", { mode: "json" }).$type<UsageDetails>(),
  itemCount: integer("item_count"),
  status: text("status").notNull(),
  createdAtMs: integer("created_at").notNull(),
  finishedAtMs: integer("finished_at"),
  costReadAtMs: integer("cost_read_at"),
  importId: integer("import_id"),
  costReadNanoUsd: integer("cost_read_nano_usd"),
  costAgreedAtMs: integer("cost_agreed_at"),
  settledAtMs: integer("settled_at"),
  nextReadAtMs: integer("next_read_at"),
  listedNanoUsd: integer("listed_nano_usd"),
  repricedNanoUsd: integer("repriced_nano_usd"),
  repricedAtMs: integer("repriced_at"),
  goneAtMs: integer("gone_at"),
  origin: text("run_origin"),
});

export const histories = sqliteTable("histories", {
  userId: text("user_id").primaryKey(),
  completeFromMs: integer("complete_from"),
  completeToMs: integer("complete_to"),
  retentionDays: integer("retention_days"),
  retentionReadAtMs: integer("retention_read_at"),
});

export const actors = sqliteTable("actors", {
  userId: text("user_id").notNull(),
  actorId: text("actor_id").notNull(),
  name: text("name"),
  title: text("title"),
  lookedUpAtMs: integer("looked_up_at").notNull(),
});

export const accountUsage = sqliteTable("account_usage", {
  userId: text("user_id").notNull(),
  cycleStartAtMs: integer("cycle_start_at").notNull(),
  usage: text("usage", { mode: "json" }).$type<AccountUsage>().notNull(),
  readAtMs: integer("read_at").notNull(),
});

export const imports = sqliteTable("imports", {
  id: integer("id").primaryKey(),
  userId: text("user_id").notNull(),
  fromMs: integer("from_at").notNull(),
  toMs: integer("to_at").notNull(),
  cursorMs: integer("cursor_at").notNull(),
  isReset: integer("is_reset", { mode: "boolean" }).notNull(),
  state: text("state").$type<ImportRecord["state"]>().notNull(),
  errorCode: text("error_code").$type<ErrorCode>(),
  runsRecorded: integer("runs_recorded").notNull().default(0),
  runsNew: integer("runs_new").notNull().default(0),
  runsChanged: integer("runs_changed").notNull().default(0),
  runsRemoved: integer("runs_removed").notNull().default(0),
  retryAtMs: integer("retry_at"),
  startedAtMs: integer("started_at").notNull(),
  endedAtMs: integer("ended_at"),
});

export const runRollup15m = sqliteTable("run_rollup_15m", {
  userId: text("user_id").notNull(),
  bucketMs: integer("bucket_at").notNull(),
  costNanoUsd: integer("cost_nano_usd").notNull(),
  runs: integer("runs").notNull(),
  runsWithoutCost: integer("runs_without_cost").notNull(),
});

export const runRollupAll = sqliteTable("run_rollup_all", {
  userId: text("user_id").primaryKey(),
  costNanoUsd: integer("cost_nano_usd").notNull(),
  runs: integer("runs").notNull(),
  runsWithoutCost: integer("runs_without_cost").notNull(),
});
