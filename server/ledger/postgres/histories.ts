import { eq, sql } from "drizzle-orm";
import { historyFromRow } from "../history-row.ts";
import type { Ledger } from "../ledger.ts";
import type { PostgresDatabase } from "./connect.ts";
import { histories } from "./schema.ts";

export function createHistoryStore(database: PostgresDatabase): Pick<Ledger, "history" | "saveRetention"> {
  const ofUser = database
    .select()
    .from(histories)
    .where(eq(histories.userId, sql.placeholder("userId")))
    .prepare("decompte_history");

  return {
    async history(userId) {
      const [row] = await ofUser.execute({ userId });
      return historyFromRow(row);
    },

    async saveRetention(userId, retentionDays, retentionReadAtMs) {
      const set = {
        retentionDays: sql`coalesce(excluded.retention_days, ${histories.retentionDays})`,
        retentionReadAtMs,
      };
      await database
        .insert(histories)
        .values({ userId, retentionDays, retentionReadAtMs })
        .onConflictDoUpdate({ target: histories.userId, set });
    },
  };
}
