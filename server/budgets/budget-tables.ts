import { sql, type SQL } from "drizzle-orm";
import { integer, type SQLiteColumn, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { NanoUsd } from "../../shared/domain/money.ts";
import { decodeSum } from "../ledger/sqlite/guarded-column.ts";

// The tables as `resources/migrations/sqlite/0004-budgets.sql` makes them; what is only there for people is left out.

export const budgets = sqliteTable("budgets", {
  userId: text("user_id").notNull(),
  id: text("budget_id").notNull(),
  amountNanoUsd: integer("amount_nano_usd").notNull(),
  window: text("window").notNull(),
  scraperId: text("scraper_id"),
  thresholds: text("thresholds", { mode: "json" }).$type<unknown>().notNull(),
  timeZone: text("time_zone").notNull(),
  isOn: integer("is_on", { mode: "boolean" }).notNull(),
  isProjectionAnnounced: integer("is_projection_announced", { mode: "boolean" }).notNull(),
  createdAtMs: integer("created_at").notNull(),
  effectiveSinceMs: integer("effective_since").notNull(),
  deletedAtMs: integer("deleted_at"),
});

export const budgetMarks = sqliteTable("budget_marks", {
  userId: text("user_id").notNull(),
  budgetId: text("budget_id").notNull(),
  windowLabel: text("window_label").notNull(),
  trigger: text("trigger").notNull(),
  amountNanoUsd: integer("amount_nano_usd").notNull(),
  markedAtMs: integer("marked_at").notNull(),
});

export const alerts = sqliteTable("alerts", {
  /** Ascends in the order in which they were raised, whatever the clock says. */
  order: integer("id").primaryKey(),
  userId: text("user_id").notNull(),
  id: text("alert_id").notNull(),
  announcement: text("announcement", { mode: "json" }).$type<unknown>().notNull(),
  raisedAtMs: integer("raised_at").notNull(),
  delivery: text("delivery").notNull(),
  acknowledgedAtMs: integer("acknowledged_at"),
  nextSendAtMs: integer("next_send_at"),
  sendAttempts: integer("send_attempts").notNull().default(0),
});

export const alertSettings = sqliteTable("alert_settings", {
  userId: text("user_id").primaryKey(),
  settings: text("settings", { mode: "json" }).$type<unknown>().notNull(),
});

export const alertSnoozes = sqliteTable("alert_snoozes", {
  userId: text("user_id").notNull(),
  budgetId: text("budget_id").notNull(),
  untilMs: integer("until_at").notNull(),
});

/** Stands in a row's budget id for what is no budget's. */
export const NO_BUDGET = "";

/** Read as text, since an amount may pass what a JavaScript number holds exactly. */
export const exactAmount = (column: SQLiteColumn): SQL<NanoUsd> =>
  sql`iif(typeof(${column}) is 'integer', cast(${column} as text), '')`.mapWith(decodeSum);

/** Bound as SQLite's own integer, which holds 64 bits. */
export const boundAmount = (nanoUsd: NanoUsd): SQL<number> => sql<number>`${nanoUsd}`;
