import type { Client } from "@libsql/client/sqlite3";

export interface FilledRuns {
  readonly rows: number;
  readonly userId: string;
  readonly endMs: number;
}

const SPREAD_MS = 365 * 24 * 60 * 60 * 1000;

/** Runs spread over the year before `endMs`, one in fifty without a known cost; the triggers keep the rollups. */
export async function fillRuns(client: Client, { rows, userId, endMs }: FilledRuns): Promise<void> {
  await client.execute({
    sql: `with recursive run(number) as (select 1 union all select number + 1 from run where number < ?)
      insert into scraper_runs (user_id, run_id, scraper_id, source, cost_nano_usd, status, created_at)
      select ?, 'run' || number, 'scraper' || (number % 20), 'import',
        iif(number % 50 = 0, null, number * 7919 % 2000000000), 'SUCCEEDED',
        ? - number * 7919 * 31 % ?
      from run`,
    args: [rows, userId, endMs, SPREAD_MS],
  });
  await client.execute("analyze");
}
