import { and, eq, gt } from "drizzle-orm";
import { INITIAL_ALERT_SETTINGS } from "../../shared/domain/budget/alert.ts";
import type { BudgetBook } from "../../shared/domain/budget/budget-book.ts";
import type { Database } from "../ledger/sqlite/connect.ts";
import { guardedColumn } from "../ledger/sqlite/guarded-column.ts";
import { alertSettings, alertSnoozes, NO_BUDGET } from "./budget-tables.ts";
import { parseRow, settingsSchema } from "./parse-row.ts";

type AlertSettingsStore = Pick<BudgetBook, "settings" | "saveSettings" | "snoozes" | "saveSnooze" | "endSnooze">;

export function createAlertSettingsStore(database: Database, userId: string): AlertSettingsStore {
  return {
    async settings() {
      const [row] = await database
        .select({ settings: guardedColumn(alertSettings.settings) })
        .from(alertSettings)
        .where(eq(alertSettings.userId, userId));
      return row === undefined ? INITIAL_ALERT_SETTINGS : parseRow(settingsSchema, row.settings);
    },

    async saveSettings(settings) {
      await database
        .insert(alertSettings)
        .values({ userId, settings })
        .onConflictDoUpdate({ target: alertSettings.userId, set: { settings } });
    },

    async snoozes(nowMs) {
      const rows = await database
        .select({ budgetId: guardedColumn(alertSnoozes.budgetId), untilMs: guardedColumn(alertSnoozes.untilMs) })
        .from(alertSnoozes)
        .where(and(eq(alertSnoozes.userId, userId), gt(alertSnoozes.untilMs, nowMs)))
        .orderBy(alertSnoozes.budgetId);
      return rows.map(({ budgetId, untilMs }) => ({ budgetId: budgetId === NO_BUDGET ? null : budgetId, untilMs }));
    },

    async saveSnooze({ budgetId, untilMs }) {
      await database
        .insert(alertSnoozes)
        .values({ userId, budgetId: budgetId ?? NO_BUDGET, untilMs })
        .onConflictDoUpdate({ target: [alertSnoozes.userId, alertSnoozes.budgetId], set: { untilMs } });
    },

    async endSnooze(budgetId) {
      await database
        .delete(alertSnoozes)
        .where(and(eq(alertSnoozes.userId, userId), eq(alertSnoozes.budgetId, budgetId ?? NO_BUDGET)));
    },
  };
}
