import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ErrorCode } from "../../../shared/errors.ts";
import type { ImportRecord, UsageDetails } from "../ledger.ts";

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
  runsRemoved: integer("runs_removed").notNull().default(0),
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
