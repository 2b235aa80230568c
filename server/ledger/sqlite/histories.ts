import { eq, sql } from "drizzle-orm";
import { historyFromRow } from "../history-row.ts";
import type { Ledger } from "../ledger.ts";
import type { Database } from "./connect.ts";
import { guarded } from "./guarded-column.ts";
import { histories } from "./schema.ts";

export function createHistoryStore(database: Database): Pick<Ledger, "history" | "saveRetention"> {
  return {
    async history(userId) {
      const [row] = await database.select(guarded(histories)).from(histories).where(eq(histories.userId, userId));
      return historyFromRow(row);
    },

    async saveRetention(userId, retentionDays, retentionReadAtMs) {
      await database
        .insert(histories)
        .values({ userId, retentionDays, retentionReadAtMs })
        .onConflictDoUpdate({
          target: histories.userId,
          set: {
            retentionDays: sql`coalesce(excluded.retention_days, ${histories.retentionDays})`,
            retentionReadAtMs,
          },
        });
    },
  };
}
