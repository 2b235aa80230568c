import pg from "pg";

type Value = string | number | bigint | null;

type Statement = string | { readonly sql: string; readonly args: Value[] };

/** A connection to a ledger's tables beside the ledger, in the words of SQLite's tables: `?` stands for an argument. */
export interface PlainSql {
  execute(statement: Statement): Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>;
}

/** The tables of the ledger on Postgres under the names and in the form that they have on SQLite. */
export const PLAIN_VIEWS = `
  create schema plain;
  create view plain.scraper_runs as
  select
    user_id, run_id, scraper_id, source, status, coalesce(cost_nano_usd, decompte.nano_usd(cost_usd)) as cost_nano_usd,
    decompte.instant_ms(decompte.started(created_at)) as created_at, finished_at, cost_read_at, cost_read_nano_usd,
    cost_agreed_at, settled_at, next_read_at, listed_nano_usd, repriced_nano_usd, repriced_at, gone_at, import_id, run_origin
  from public.scraper_runs;
  create view plain.sums as
  select user_id, width_minutes, bucket_at, sum(cost_nano_usd) as cost_nano_usd, sum(runs) as runs,
    sum(runs_without_cost) as runs_without_cost
  from (
    select * from decompte.run_rollup
    union all
    select user_id, width, decompte.bucket_of(bucket_at, width), cost_nano_usd, runs, runs_without_cost
    from decompte.run_rollup_pending, unnest('{15, 60}'::smallint[]) as width
  ) as part
  group by 1, 2, 3
  having sum(runs) <> 0 or sum(cost_nano_usd) <> 0 or sum(runs_without_cost) <> 0;
  create view plain.run_rollup_15m as select * from plain.sums where width_minutes = 15;
  create view plain.run_rollup_60m as select * from plain.sums where width_minutes = 60;
  create view plain.run_rollup_all as
  select * from decompte.user_totals where runs <> 0 or cost_nano_usd <> 0 or runs_without_cost <> 0;`;

/** Over a database that has the views. */
export function plainSqlOf(pool: pg.Pool): PlainSql {
  return {
    async execute(statement) {
      const { sql, args } = typeof statement === "string" ? { sql: statement, args: [] } : statement;
      let place = 0;
      const { rows } = await pool.query(
        sql.replaceAll("?", () => `$${(place += 1)}`),
        args,
      );
      return { rows };
    },
  };
}

export function openPlainPool(url: string): pg.Pool {
  return new pg.Pool({ connectionString: url, max: 2, options: "-c search_path=plain,decompte,public" });
}
