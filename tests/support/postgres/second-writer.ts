import pg from "pg";
import { seededRandom, type Random } from "../apify/random.ts";

export interface SecondWriter {
  /** How many transactions were committed by now. */
  readonly committed: () => number;
  /** Ends after the transactions that run. Throws what any of them failed with. */
  readonly stop: () => Promise<void>;
}

/**
 * Another application at work on its own table, knowing nothing of the ledger: `connections` loops of plain SQL that insert,
 * update, move, delete, and now and then take it back. With `longestHeldMs` a transaction stays open for a fifth of that
 * and up.
 */
export function startSecondWriter(url: string, connections: number, longestHeldMs = 0): SecondWriter {
  const state = { isOver: false, committed: 0 };
  const loops = Array.from({ length: connections }, async (_, index) => {
    const client = new pg.Client({ connectionString: url, application_name: "second writer" });
    await client.connect();
    const random = seededRandom(index + 1);
    try {
      for (let round = 0; !state.isOver; round += 1) {
        await transact(client, random, `writer-${index}-${round}`, longestHeldMs);
        state.committed += 1;
      }
    } finally {
      await client.end();
    }
  });
  // A failure is told by `stop`.
  const all = Promise.all(loops);
  all.catch(() => undefined);
  return {
    committed: () => state.committed,
    async stop() {
      state.isOver = true;
      await all;
    },
  };
}

async function transact(client: pg.Client, random: Random, name: string, longestHeldMs: number): Promise<void> {
  await client.query("begin");
  const statements = random.integer(1, 3);
  for (let count = 0; count < statements; count += 1) await client.query(changeOf(random, `${name}-${count}`));
  if (longestHeldMs > 0)
    await client.query(`select pg_sleep(${random.integer(longestHeldMs / 5, longestHeldMs)} * 0.001)`);
  await client.query(random.integer(1, 8) === 1 ? "rollback" : "commit");
}

/** Rows are met by their id, each loop's own by chance and all the same: two loops may wait for each other, in order. */
function changeOf(random: Random, name: string): string {
  const user = `user-${random.integer(0, 6)}`;
  const start = `timestamp '2026-01-01' + ${random.integer(0, 20_000_000)} * interval '1 second'`;
  const one = `(select id from scraper_runs where id >= ${random.integer(1, 200_000)} order by id limit 1 for update skip locked)`;
  switch (random.integer(1, 6)) {
    case 1:
    case 2:
      return `insert into scraper_runs (user_id, run_id, scraper_id, source, cost_usd, status, created_at)
        select '${user}', '${name}-' || n, 'scraper-1', 'enrich', n * 0.01, 'SUCCEEDED', ${start}
        from generate_series(1, ${random.integer(1, 20)}) as n`;
    case 3:
      return `update scraper_runs set cost_usd = ${random.integer(0, 9_999)} * 0.001 where id = ${one}`;
    case 4:
      return `update scraper_runs set created_at = ${start}, user_id = '${user}' where id = ${one}`;
    case 5:
      return `update scraper_runs set status = 'FAILED', cost_usd = null where id = ${one}`;
    default:
      return `delete from scraper_runs where id = ${one}`;
  }
}
