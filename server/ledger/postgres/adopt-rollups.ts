import { inQuietMoment } from "./adopt-moment.ts";
import type { PostgresSession } from "./connect.ts";

/** A writer waits for as long as a batch takes, so it is short. */
const ROWS_OF_BATCH = 20_000;

const ADDED = `cost_nano_usd = known.cost_nano_usd + excluded.cost_nano_usd,
  runs = known.runs + excluded.runs,
  runs_without_cost = known.runs_without_cost + excluded.runs_without_cost`;

/**
 * Adds the rows that are there to the sums, in the order of their start, a batch a transaction. `rollup_build` says how
 * far it has come; what others write meanwhile, the triggers add when it starts before that, and a later batch when not.
 *
 * @param onProgress is told how many rows are in the sums
 */
export async function buildRollups(session: PostgresSession, onProgress: (rowsDone: number) => void): Promise<void> {
  // Of this session alone: the sums of one batch.
  await session.query(`
    create temporary table if not exists decompte_batch (
      user_id text, bucket_at bigint, cost_nano_usd numeric, runs bigint, runs_without_cost bigint
    ) on commit delete rows`);
  let rowsDone = await countSummed(session);
  onProgress(rowsDone);
  for (let batch = await nextBatch(session); batch !== null; batch = await nextBatch(session)) {
    rowsDone += await addBatch(session, batch);
    onProgress(rowsDone);
  }
}

interface Batch {
  readonly from: string;
  /** Null: with all that follows. */
  readonly to: string | null;
}

/** The span of the next rows that start one after the other, those of one start together. */
async function nextBatch(session: PostgresSession): Promise<Batch | null> {
  const { rows } = await session.query("select built_to::text as built_to from decompte.rollup_build");
  const from = String(rows[0]?.["built_to"]);
  if (from === "infinity") return null;
  const { rows: bounds } = await session.query(
    `select coalesce(
       (
         select min(created_at) from scraper_runs where created_at > (
           select created_at from scraper_runs where created_at >= $1 order by created_at offset ${ROWS_OF_BATCH - 1} limit 1
         )
       )::text,
       'infinity'
     ) as bound`,
    [from],
  );
  const bound = String(bounds[0]?.["bound"]);
  return { from, to: bound === "infinity" ? null : bound };
}

/** Answers the number of its rows. */
async function addBatch(session: PostgresSession, { from, to }: Batch): Promise<number> {
  // Waits for the writers that saw the bound where it was, and keeps others waiting until it is where it will be.
  return inQuietMoment(session, "select decompte.lock_rollup_build()", async () => {
    const isBatch = (start: string): string => `${start} >= $1${to === null ? "" : ` and ${start} < $2`}`;
    await session.query(
      `insert into decompte_batch
       select user_id, decompte.instant_ms(quarter), coalesce(sum(nano_usd), 0), count(*), count(*) - count(nano_usd)
       from (
         select user_id::text as user_id, decompte.quarter_of(decompte.started(created_at)) as quarter,
           coalesce(cost_nano_usd, decompte.nano_usd(cost_usd)) as nano_usd
         from (
           select * from scraper_runs where ${isBatch("created_at")}
           union all
           select * from scraper_runs where created_at is null and ${isBatch("'epoch'")}
         ) as of_batch
         where user_id is not null
       ) as run
       group by 1, 2`,
      to === null ? [from] : [from, to],
    );
    // First the rows that lock a user's sums, in the order in which every writer takes them.
    await session.query(`
      insert into decompte.run_rollup_all as known
      select user_id, sum(cost_nano_usd), sum(runs), sum(runs_without_cost) from decompte_batch group by 1 order by 1
      on conflict (user_id) do update set ${ADDED}`);
    await session.query(`
      insert into decompte.run_rollup as known
      select user_id, width, decompte.bucket_of(bucket_at, width), sum(cost_nano_usd), sum(runs), sum(runs_without_cost)
      from decompte_batch, unnest('{15, 60}'::smallint[]) as width
      group by 1, 2, 3
      -- Those that are read together lie together.
      order by 1, 2, 3
      on conflict (user_id, width_minutes, bucket_at) do update set ${ADDED}`);
    await session.query("update decompte.rollup_build set built_to = $1", [to ?? "infinity"]);
    const { rows } = await session.query("select coalesce(sum(runs), 0) as runs from decompte_batch");
    return Number(rows[0]?.["runs"]);
  });
}

/** How many rows are in the sums by now: those that an earlier start added. */
async function countSummed(session: PostgresSession): Promise<number> {
  const { rows } = await session.query("select coalesce(sum(runs), 0) as runs from decompte.user_totals");
  return Number(rows[0]?.["runs"]);
}
