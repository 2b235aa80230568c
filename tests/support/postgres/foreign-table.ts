import type pg from "pg";
import { expect } from "vitest";

/** Another application's table, and what fills it. Columns may differ from table to table, their order too. */
export interface ForeignTable {
  readonly columns: string;
  /** The values of the `n`th row, in SQL; `n` is 1 and up. */
  readonly values: string;
}

/** As a dashboard makes it that was written with Drizzle. */
export const DASHBOARD: ForeignTable = {
  columns: `id serial primary key, user_id text not null, run_id text not null, scraper_id text not null,
    source text not null, cost_usd numeric(12, 6), usage_details jsonb, item_count integer, status text not null,
    created_at timestamp not null default now()`,
  values: `n, 'user-' || n % 7, 'run-' || n, 'scraper-' || n % 5, 'scraping',
    case when n % 11 > 0 then (n % 1000) * 0.001234 end, '{"COMPUTE_UNITS": 1}', n % 100, 'SUCCEEDED',
    timestamp '2026-01-01' + n * interval '97 seconds'`,
};

export async function makeForeignTable(pool: pg.Pool, table: ForeignTable, rows: number): Promise<void> {
  await pool.query(`create table scraper_runs (${table.columns})`);
  await pool.query(`insert into scraper_runs select ${table.values} from generate_series(1, ${rows}) as n`);
  // What its writers bring along themselves, a sequence has to be told.
  await pool.query(`
    select setval(pg_get_serial_sequence('scraper_runs', 'id'), ${rows + 1})
    where pg_get_serial_sequence('scraper_runs', 'id') is not null`);
}

/** A hash over every row as the other application sees it, by the columns that it has. */
export async function hashOfRows(pool: pg.Pool, columns: readonly string[]): Promise<string> {
  const { rows } = await pool.query<{ hash: string }>(`
    select count(*) || ' ' || coalesce(sum(hashtextextended(row (${columns.join(", ")})::text, 0)::numeric), 0) as hash
    from scraper_runs`);
  return rows[0]?.hash ?? "";
}

export async function columnsOf(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(`
    select attname as name from pg_attribute
    where attrelid = 'scraper_runs'::regclass and attnum > 0 and not attisdropped order by attnum`);
  return rows.map(({ name }) => name);
}

/** The sums that the ledger answers from equal plain SQL over the rows, by user, quarter and hour. */
export async function expectSumsExact(pool: pg.Pool): Promise<void> {
  const ofRows = `
    select user_id::text as user_id, count(*) as runs, count(*) filter (where cost_usd is null) as runs_without_cost,
      coalesce(sum(round(cost_usd::text::numeric * 1000000000)), 0) as cost_nano_usd`;
  const started = "floor(extract(epoch from coalesce(created_at, 'epoch')) * 1000)";
  const { rows: whole } = await pool.query(`
    (select user_id, runs, runs_without_cost, trim_scale(cost_nano_usd) from (
      ${ofRows} from scraper_runs where user_id is not null group by 1
    ) as of_rows
    except select user_id, runs, runs_without_cost, trim_scale(cost_nano_usd) from decompte.user_totals)
    union all
    (select user_id, runs, runs_without_cost, trim_scale(cost_nano_usd) from decompte.user_totals where runs > 0
    except select user_id, runs, runs_without_cost, trim_scale(cost_nano_usd) from (
      ${ofRows} from scraper_runs where user_id is not null group by 1
    ) as of_rows)`);
  expect(whole).toEqual([]);

  const { rows: buckets } = await pool.query(`
    with sums as (
      select user_id, width_minutes::integer, bucket_at::numeric, runs, runs_without_cost, cost_nano_usd
      from decompte.run_rollup
      union all
      select user_id, width, floor(bucket_at::numeric / (width * 60000)) * width * 60000, runs, runs_without_cost, cost_nano_usd
      from decompte.run_rollup_pending, unnest('{15, 60}'::integer[]) as width
    ), told as (
      select user_id, width_minutes, bucket_at, sum(runs), sum(runs_without_cost), trim_scale(sum(cost_nano_usd))
      from sums group by 1, 2, 3 having sum(runs) <> 0
    ), real as (
      select user_id, width, floor(at / (width * 60000)) * width * 60000, sum(runs), sum(runs_without_cost),
        trim_scale(sum(cost_nano_usd))
      from (${ofRows}, ${started} as at from scraper_runs where user_id is not null group by 1, ${started}) as run,
        unnest('{15, 60}'::integer[]) as width
      group by 1, 2, 3
    )
    (select * from told except select * from real) union all (select * from real except select * from told)`);
  expect(buckets).toEqual([]);
}
