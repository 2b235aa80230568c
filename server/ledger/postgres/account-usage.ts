import { and, desc, eq, lte, sql } from "drizzle-orm";
import type { Ledger } from "../ledger.ts";
import type { PostgresDatabase } from "./connect.ts";
import { COST, isOfUser } from "./run-columns.ts";
import { accountUsage } from "./schema.ts";
import { readServicesOfRuns } from "./services-of-runs.ts";

type AccountUsageStore = Pick<Ledger, "accountUsage" | "saveAccountUsage" | "servicesOfRuns" | "unsettledInSpan">;

export function createAccountUsageStore(database: PostgresDatabase): AccountUsageStore {
  return {
    async accountUsage(userId, atMs) {
      const [row] = await database
        .select({ usage: accountUsage.usage })
        .from(accountUsage)
        .where(
          and(
            eq(accountUsage.userId, userId),
            lte(accountUsage.cycleStartAtMs, atMs),
            sql`(${accountUsage.usage} -> 'cycle' ->> 'toMs')::bigint > ${atMs}`,
          ),
        )
        .orderBy(desc(accountUsage.cycleStartAtMs))
        .limit(1);
      return row?.usage ?? null;
    },

    async saveAccountUsage(userId, usage) {
      const values = { userId, cycleStartAtMs: usage.cycle.fromMs, usage, readAtMs: usage.readAtMs };
      await database
        .insert(accountUsage)
        .values(values)
        .onConflictDoUpdate({ target: [accountUsage.userId, accountUsage.cycleStartAtMs], set: values });
    },

    servicesOfRuns: (userId, span) => readServicesOfRuns(database, userId, span),

    async unsettledInSpan(userId, { fromMs, toMs }) {
      const { rows } = await database.execute<{ unsettled: string }>(sql`
        select count(*) as unsettled from scraper_runs
        where ${isOfUser(userId)} and next_read_at is not null and settled_at is null and ${COST} is not null
          and created_at >= decompte.start_key(${fromMs}) and created_at < decompte.start_key(${toMs})`);
      return Number(rows[0]?.unsettled ?? 0);
    },
  };
}
