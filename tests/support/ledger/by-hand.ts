import { decimalUsd } from "../../../shared/domain/money.ts";
import type { PlainSql } from "./plain-sql.ts";
import type { Row } from "./row-oracle.ts";

/** Writes to the table in plain SQL, as another program would. */
export interface ByHand {
  insert(rows: readonly Row[]): Promise<void>;
  setCost(userId: string, runId: string, costNanoUsd: bigint | null): Promise<void>;
  setStart(userId: string, runId: string, createdAtMs: number): Promise<void>;
  remove(userId: string, runId: string): Promise<void>;
}

interface Dialect {
  readonly table: string;
  readonly costColumn: string;
  readonly cost: (costNanoUsd: bigint | null) => bigint | string | null;
  readonly start: (createdAtMs: number) => number | string;
}

const SQLITE: Dialect = {
  table: "scraper_runs",
  costColumn: "cost_nano_usd",
  cost: (costNanoUsd) => costNanoUsd,
  start: (createdAtMs) => createdAtMs,
};

/** As the dashboard writes: it knows nothing of our columns. */
const POSTGRES: Dialect = {
  table: "public.scraper_runs",
  costColumn: "cost_usd",
  cost: (costNanoUsd) => (costNanoUsd === null ? null : decimalUsd(costNanoUsd)),
  start: (createdAtMs) => new Date(createdAtMs).toISOString(),
};

export const onSqlite = (sql: PlainSql): ByHand => writeTo(sql, SQLITE);
export const onPostgres = (sql: PlainSql): ByHand => writeTo(sql, POSTGRES);

function writeTo(sql: PlainSql, { table, costColumn, cost, start }: Dialect): ByHand {
  const isRun = "user_id = ? and run_id = ?";
  return {
    async insert(rows) {
      if (rows.length === 0) return;
      const values = rows.map(() => "(?, ?, 'actor', ?, ?, ?, ?)").join(", ");
      const columns = `user_id, run_id, scraper_id, source, ${costColumn}, status, created_at`;
      await sql.execute({
        sql: `insert into ${table} (${columns}) values ${values}`,
        args: rows.flatMap((row) => [
          row.userId,
          row.runId,
          row.source,
          cost(row.costNanoUsd),
          row.status,
          start(row.createdAtMs),
        ]),
      });
    },
    async setCost(userId, runId, costNanoUsd) {
      const args = [cost(costNanoUsd), userId, runId];
      await sql.execute({ sql: `update ${table} set ${costColumn} = ? where ${isRun}`, args });
    },
    async setStart(userId, runId, createdAtMs) {
      const args = [start(createdAtMs), userId, runId];
      await sql.execute({ sql: `update ${table} set created_at = ? where ${isRun}`, args });
    },
    async remove(userId, runId) {
      await sql.execute({ sql: `delete from ${table} where ${isRun}`, args: [userId, runId] });
    },
  };
}
