import { and, desc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Alert } from "../../shared/domain/budget/alert.ts";
import type { BudgetBook } from "../../shared/domain/budget/budget-book.ts";
import type { Database } from "../ledger/sqlite/connect.ts";
import { guarded } from "../ledger/sqlite/guarded-column.ts";
import { alerts } from "./budget-tables.ts";
import { announcementSchema, deliverySchema, parseRow } from "./parse-row.ts";

type AlertStore = Pick<BudgetBook, "alerts" | "undelivered" | "setDelivery" | "acknowledge" | "unsent" | "setNextSend">;

const { id, announcement, raisedAtMs, delivery, acknowledgedAtMs, nextSendAtMs, sendAttempts } = guarded(alerts);
const ALERT = { id, announcement, raisedAtMs, delivery, acknowledgedAtMs };

export function createAlertStore(database: Database, userId: string): AlertStore {
  const isOwn = eq(alerts.userId, userId);

  return {
    async alerts(limit) {
      const rows = await database.select(ALERT).from(alerts).where(isOwn).orderBy(desc(alerts.order)).limit(limit);
      return rows.map(alertFromRow);
    },

    async undelivered() {
      const isUndelivered = and(isOwn, inArray(alerts.delivery, ["pending", "held"]));
      const rows = await database.select(ALERT).from(alerts).where(isUndelivered).orderBy(alerts.order);
      return rows.map(alertFromRow);
    },

    async setDelivery(alertIds, next) {
      if (alertIds.length === 0) return;
      await database
        .update(alerts)
        .set({ delivery: next })
        .where(and(isOwn, inArray(alerts.id, [...alertIds])));
    },

    async acknowledge(alertIds, atMs) {
      if (alertIds.length === 0) return;
      await database
        .update(alerts)
        .set({ acknowledgedAtMs: atMs })
        .where(and(isOwn, inArray(alerts.id, [...alertIds]), isNull(alerts.acknowledgedAtMs)));
    },

    async unsent() {
      const rows = await database
        .select({ ...ALERT, nextSendAtMs, attempts: sendAttempts })
        .from(alerts)
        .where(and(isOwn, isNotNull(alerts.nextSendAtMs)))
        .orderBy(alerts.order);
      return rows.map(({ nextSendAtMs: nextAtMs, attempts, ...row }) => ({
        alert: alertFromRow(row),
        attempts,
        nextSendAtMs: nextAtMs ?? 0,
      }));
    },

    async setNextSend(alertId, nextAtMs, attempts) {
      await database
        .update(alerts)
        .set({ nextSendAtMs: nextAtMs, sendAttempts: attempts })
        .where(and(isOwn, eq(alerts.id, alertId)));
    },
  };
}

function alertFromRow(
  row: Omit<Alert, "announcement" | "delivery"> & { announcement: unknown; delivery: string },
): Alert {
  return {
    ...row,
    announcement: parseRow(announcementSchema, row.announcement),
    delivery: parseRow(deliverySchema, row.delivery),
  };
}
