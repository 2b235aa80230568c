import { and, count, desc, eq, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type { Ledger } from "../ledger.ts";
import type { Database } from "./connect.ts";
import { guardedColumn } from "./guarded-column.ts";
import { accountUsage, scraperRuns } from "./schema.ts";
import { readServicesOfRuns } from "./services-of-runs.ts";

type AccountUsageStore = Pick<Ledger, "accountUsage" | "saveAccountUsage" | "servicesOfRuns" | "unsettledInSpan">;

export function createAccountUsageStore(database: Database): AccountUsageStore {
  return {
    async accountUsage(userId, atMs) {
      const [row] = await database
        .select({ usage: guardedColumn(accountUsage.usage) })
        .from(accountUsage)
        .where(
          and(
            eq(accountUsage.userId, userId),
            lte(accountUsage.cycleStartAtMs, atMs),
            sql`${accountUsage.usage} ->> '$.cycle.toMs' > ${atMs}`,
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
      const [row] = await database
        .select({ unsettled: count() })
        .from(scraperRuns)
        .where(
          and(
            eq(scraperRuns.userId, userId),
            // What is provisional is to be read again: few runs, which have an index. The sign keeps the one by start away.
            isNotNull(scraperRuns.nextReadAtMs),
            sql`+${scraperRuns.createdAtMs} between ${fromMs} and ${toMs - 1}`,
            isNull(scraperRuns.settledAtMs),
            isNotNull(scraperRuns.costNanoUsd),
          ),
        );
      return row?.unsettled ?? 0;
    },
  };
}
