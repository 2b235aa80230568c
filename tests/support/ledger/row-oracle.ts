import { localDate } from "./local-date.ts";
import type { PlainSql } from "./plain-sql.ts";

/** A row as plain SQL reads it. */
export interface Row {
  readonly userId: string;
  readonly runId: string;
  readonly source: string;
  readonly status: string;
  readonly costNanoUsd: bigint | null;
  readonly createdAtMs: number;
}

/** What a row keeps of its cost's readings; all null for what only a feature reported. */
export interface ReadingColumns {
  readonly costReadAtMs: number | null;
  readonly costReadNanoUsd: bigint | null;
  readonly costAgreedAtMs: number | null;
  readonly settledAtMs: number | null;
  readonly nextReadAtMs: number | null;
  readonly repricedNanoUsd: bigint | null;
  readonly repricedAtMs: number | null;
  readonly listedNanoUsd: bigint | null;
  readonly goneAtMs: number | null;
  readonly origin: string | null;
}

export type ReadingRow = Pick<Row, "userId" | "runId"> & ReadingColumns;

/** A former reading that said something else than the one after it. */
export type FormerReading = Pick<Row, "userId" | "runId" | "status" | "costNanoUsd"> & { readonly readAtMs: number };

export interface Sum {
  readonly costNanoUsd: bigint;
  readonly runs: number;
  readonly runsWithoutCost: number;
}

const BUCKET_MS = 900_000;
const DAY_MS = 86_400_000;

/** Every row of the table, in an order that does not depend on how it was written. */
export async function readRows(sql: PlainSql): Promise<readonly Row[]> {
  const { rows } = await sql.execute(
    "select user_id, run_id, source, status, cost_nano_usd, created_at from scraper_runs order by user_id, run_id",
  );
  return rows.map((row) => ({
    userId: textOf(row["user_id"]),
    runId: textOf(row["run_id"]),
    source: textOf(row["source"]),
    status: textOf(row["status"]),
    costNanoUsd: amountOf(row["cost_nano_usd"]),
    createdAtMs: Number(row["created_at"]),
  }));
}

/** What each row keeps of its cost's readings. */
export async function readReadingRows(sql: PlainSql): Promise<readonly ReadingRow[]> {
  const { rows } = await sql.execute("select * from scraper_runs order by user_id, run_id");
  return rows.map((row) => ({
    userId: textOf(row["user_id"]),
    runId: textOf(row["run_id"]),
    costReadAtMs: numberOf(row["cost_read_at"]),
    costReadNanoUsd: amountOf(row["cost_read_nano_usd"]),
    costAgreedAtMs: numberOf(row["cost_agreed_at"]),
    settledAtMs: numberOf(row["settled_at"]),
    nextReadAtMs: numberOf(row["next_read_at"]),
    repricedNanoUsd: amountOf(row["repriced_nano_usd"]),
    repricedAtMs: numberOf(row["repriced_at"]),
    listedNanoUsd: amountOf(row["listed_nano_usd"]),
    goneAtMs: numberOf(row["gone_at"]),
    origin: row["run_origin"] === null ? null : textOf(row["run_origin"]),
  }));
}

/** Every former reading, those of a run oldest first. */
export async function readFormerReadings(sql: PlainSql): Promise<readonly FormerReading[]> {
  const { rows } = await sql.execute("select * from cost_readings order by user_id, run_id, read_at");
  return rows.map((row) => ({
    userId: textOf(row["user_id"]),
    runId: textOf(row["run_id"]),
    readAtMs: Number(row["read_at"]),
    status: textOf(row["status"]),
    costNanoUsd: amountOf(row["cost_nano_usd"]),
  }));
}

export function sumOf(rows: readonly Row[]): Sum {
  let costNanoUsd = 0n;
  let runsWithoutCost = 0;
  for (const row of rows) {
    costNanoUsd += row.costNanoUsd ?? 0n;
    if (row.costNanoUsd === null) runsWithoutCost += 1;
  }
  return { costNanoUsd, runs: rows.length, runsWithoutCost };
}

/** Both rollup tables as text lines, computed from the rows alone. */
export function rollupLinesOf(rows: readonly Row[]): readonly string[] {
  const groups = groupBy(rows, (row) => `${row.userId} ${Math.floor(row.createdAtMs / BUCKET_MS) * BUCKET_MS}`);
  const users = groupBy(rows, (row) => `${row.userId} all`);
  return [...groups, ...users].map(([key, of]) => lineOf(key, sumOf(of))).toSorted();
}

/** Both rollup tables as text lines, as the ledger keeps them. */
export async function readRollupLines(sql: PlainSql): Promise<readonly string[]> {
  const { rows } = await sql.execute(
    `select user_id || ' ' || bucket_at as key, cost_nano_usd, runs, runs_without_cost from run_rollup_15m
     union all
     select user_id || ' all', cost_nano_usd, runs, runs_without_cost from run_rollup_all`,
  );
  const lines = rows.map((row) =>
    lineOf(textOf(row["key"]), {
      costNanoUsd: BigInt(textOf(row["cost_nano_usd"])),
      runs: Number(row["runs"]),
      runsWithoutCost: Number(row["runs_without_cost"]),
    }),
  );
  return lines.toSorted();
}

const numberOf = (value: unknown): number | null => (value === null ? null : Number(value));
const amountOf = (value: unknown): bigint | null => (value === null ? null : BigInt(textOf(value)));

function textOf(value: unknown): string {
  if (typeof value === "string" || typeof value === "bigint") return String(value);
  throw new Error("The column holds neither a text nor a whole number");
}

function lineOf(key: string, { costNanoUsd, runs, runsWithoutCost }: Sum): string {
  return `${key}: ${costNanoUsd} nano-USD, ${runs} runs, ${runsWithoutCost} without cost`;
}

/** The dates of the last days in a zone, oldest first, by the calendar alone. */
export function lastDates(count: number, nowMs: number, timeZone: string): readonly string[] {
  const todayMs = Date.parse(`${localDate(nowMs, timeZone)}T00:00:00Z`);
  return Array.from({ length: count }, (_, index) =>
    new Date(todayMs - (count - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  );
}

/** What each date of a zone holds: every row is asked for its own date. */
export function sumsByDate(rows: readonly Row[], dates: readonly string[], timeZone: string): readonly Sum[] {
  const byDate = groupBy(rows, (row) => localDate(row.createdAtMs, timeZone));
  return dates.map((date) => sumOf(byDate.get(date) ?? []));
}

function groupBy(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
