import { randomUUID } from "node:crypto";
import { and, eq, isNull, lt, notInArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Alert } from "../../shared/domain/budget/alert.ts";
import type { Mark } from "../../shared/domain/budget/budget.ts";
import type { BudgetBook, Evaluated } from "../../shared/domain/budget/budget-book.ts";
import type { Database } from "../ledger/sqlite/connect.ts";
import { decodeText } from "../ledger/sqlite/guarded-column.ts";
import { alerts, boundAmount, budgetMarks, budgets } from "./budget-tables.ts";
import { announcementRow, parseMarks } from "./parse-row.ts";

const RETENTION_MS = 400 * 24 * 60 * 60 * 1_000;
/** What is kept however old it seems: a clock that is years ahead for a while must not have everything announced anew. */
const MARKS_KEPT_OF_A_BUDGET = 50;
const ALERTS_KEPT = 100;

export function createEvaluations(database: Database, userId: string): Pick<BudgetBook, "marks" | "commit"> {
  return {
    async marks() {
      const { budgetId, windowLabel, trigger, amountNanoUsd } = budgetMarks;
      // As one value: row by row, those of a year of days take ten times as long.
      const [row] = await database
        .select({
          marks: sql`cast(json_group_array(
            json_array(${budgetId}, ${windowLabel}, ${trigger}, cast(${amountNanoUsd} as text))
          ) as blob)`.mapWith(decodeText),
        })
        .from(budgetMarks)
        .where(eq(budgetMarks.userId, userId));
      return row === undefined ? [] : parseMarks(row.marks);
    },

    async commit({ marks, rearmed, announcements, atMs }) {
      if (marks.length + rearmed.length + announcements.length === 0) return [];
      const raised = announcements.map((announcement): Alert => ({
        id: randomUUID(),
        announcement,
        raisedAtMs: atMs,
        delivery: "pending",
        acknowledgedAtMs: null,
      }));
      await database.batch([
        forgetDeletedBudgets(database, userId, atMs - RETENTION_MS),
        ...rearmed.map((mark) => removeMark(database, userId, mark)),
        ...marks.map((mark) => saveMark(database, userId, mark, atMs)),
        ...raised.map((alert) => insertAlert(database, userId, alert)),
        pruneMarks(database, userId, atMs - RETENTION_MS),
        pruneAlerts(database, userId, atMs - RETENTION_MS),
      ]);
      return raised;
    },
  };
}

function removeMark(database: Database, userId: string, mark: Mark) {
  return database
    .delete(budgetMarks)
    .where(
      and(
        eq(budgetMarks.userId, userId),
        eq(budgetMarks.budgetId, mark.budgetId),
        eq(budgetMarks.windowLabel, mark.windowLabel),
        eq(budgetMarks.trigger, String(mark.trigger)),
      ),
    );
}

function saveMark(database: Database, userId: string, mark: Mark, atMs: Evaluated["atMs"]) {
  const { userId: user, budgetId, windowLabel, trigger } = budgetMarks;
  const changing = { amountNanoUsd: boundAmount(mark.amountNanoUsd), markedAtMs: atMs };
  return database
    .insert(budgetMarks)
    .values({ ...mark, ...changing, userId, trigger: String(mark.trigger) })
    .onConflictDoUpdate({ target: [user, budgetId, windowLabel, trigger], set: changing });
}

function insertAlert(database: Database, userId: string, alert: Alert) {
  const announcement = announcementRow(alert.announcement);
  return database.insert(alerts).values({ ...alert, announcement, userId, nextSendAtMs: alert.raisedAtMs });
}

const forgetDeletedBudgets = (database: Database, userId: string, beforeMs: number) =>
  database.delete(budgets).where(and(eq(budgets.userId, userId), lt(budgets.deletedAtMs, beforeMs)));

function pruneMarks(database: Database, userId: string, beforeMs: number) {
  const newer = alias(budgetMarks, "newer");
  const newerOnes = database
    .select({ count: sql`count(*)` })
    .from(newer)
    .where(
      and(
        eq(newer.userId, userId),
        eq(newer.budgetId, budgetMarks.budgetId),
        sql`${newer.markedAtMs} > ${budgetMarks.markedAtMs}`,
      ),
    );
  return database
    .delete(budgetMarks)
    .where(
      and(
        eq(budgetMarks.userId, userId),
        lt(budgetMarks.markedAtMs, beforeMs),
        sql`${newerOnes} >= ${MARKS_KEPT_OF_A_BUDGET}`,
      ),
    );
}

/** What was not shown, or not sent, stays until it was. */
function pruneAlerts(database: Database, userId: string, beforeMs: number) {
  const newest = alias(alerts, "newest");
  const newestOrder = database
    .select({ order: newest.order })
    .from(newest)
    .where(eq(newest.userId, userId))
    .orderBy(sql`${newest.order} desc`)
    .limit(1)
    .offset(ALERTS_KEPT - 1);
  return database
    .delete(alerts)
    .where(
      and(
        eq(alerts.userId, userId),
        lt(alerts.raisedAtMs, beforeMs),
        notInArray(alerts.delivery, ["pending", "held"]),
        isNull(alerts.nextSendAtMs),
        sql`${alerts.order} < ${newestOrder}`,
      ),
    );
}
