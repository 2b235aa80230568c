import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MIGRATIONS_FOLDER, openSql } from "./temporary-ledger.ts";

/** A row of a ledger before costs could settle. */
export interface VersionOneRow {
  readonly runId: string;
  readonly source?: string;
  readonly status?: string;
  readonly costNanoUsd: number | null;
  readonly createdAtMs: number;
  readonly finishedAtMs: number | null;
  readonly costReadAtMs: number | null;
}

export interface VersionOneImport {
  readonly fromMs: number;
  readonly toMs: number;
  readonly cursorMs: number;
  readonly state: string;
  readonly startedAtMs: number;
}

/** Makes the file of a ledger of version 1, by its own migration alone. */
export async function makeVersionOneLedger(
  file: string,
  content: { readonly rows?: readonly VersionOneRow[]; readonly imports?: readonly VersionOneImport[] },
  userId = "alice",
): Promise<void> {
  const sql = openSql(file);
  try {
    await sql.executeMultiple(readFileSync(join(MIGRATIONS_FOLDER, "0001-ledger.sql"), "utf8"));
    for (const row of content.rows ?? []) {
      await sql.execute({
        sql: `insert into scraper_runs (user_id, run_id, scraper_id, source, cost_nano_usd, status, created_at, finished_at, cost_read_at)
          values (?, ?, 'actor', ?, ?, ?, ?, ?, ?)`,
        args: [
          userId,
          row.runId,
          row.source ?? "import",
          row.costNanoUsd,
          row.status ?? "SUCCEEDED",
          row.createdAtMs,
          row.finishedAtMs,
          row.costReadAtMs,
        ],
      });
    }
    for (const { fromMs, toMs, cursorMs, state, startedAtMs } of content.imports ?? []) {
      await sql.execute({
        sql: `insert into imports (user_id, from_at, to_at, cursor_at, is_reset, state, started_at, ended_at)
          values (?, ?, ?, ?, 0, ?, ?, ?)`,
        args: [userId, fromMs, toMs, cursorMs, state, startedAtMs, state === "running" ? null : startedAtMs],
      });
    }
    await sql.executeMultiple("pragma user_version = 1; pragma journal_mode = wal;");
  } finally {
    sql.close();
  }
}
