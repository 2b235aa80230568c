import { AppError } from "../../../shared/errors.ts";
import { readLimits } from "./adopt-limits.ts";
import { problemsOfColumns, type TableColumn } from "./adopted-columns.ts";
import type { PostgresSession } from "./connect.ts";

const FIND_REPEATED = "select user_id, run_id, count(*) from scraper_runs group by 1, 2 having count(*) > 1";

/**
 * Looks whether another application's `scraper_runs` can be the ledger's. It only reads. Answers what may refuse some runs.
 *
 * @throws AppError `ledger_unfit` that names the table, and what is needed
 */
export async function assertAdoptable(session: PostgresSession): Promise<readonly string[]> {
  const columns = await readColumns(session);
  const unusable = [...(await problemsOfTable(session)), ...problemsOfColumns(columns)];
  // Of columns that can't be used, nothing can be tried.
  const limits = unusable.length > 0 ? null : await readLimits(session, columns);
  const problems = [...unusable, ...(limits?.problems ?? []), ...(await problemsOfUniqueIndexes(session))];
  if (problems.length > 0) {
    throw new AppError(
      "ledger_unfit",
      `The table scraper_runs can't hold the ledger: ${problems.join("; ")}. Nothing was changed`,
    );
  }
  await assertRunsDiffer(session);
  return limits?.warnings ?? [];
}

export async function readColumns(session: PostgresSession): Promise<readonly TableColumn[]> {
  const { rows } = await session.query(`
    select attname as name, format_type(atttypid, null) as type,
      case when atttypid = 'varchar'::regtype and atttypmod > 4 then atttypmod - 4 end as "maximumLength", not attnotnull as "isNullable",
      atthasdef or attidentity <> '' as "hasValueOfItsOwn", attgenerated <> '' as "isGenerated"
    from pg_attribute
    where attrelid = to_regclass('scraper_runs') and attnum > 0 and not attisdropped
    order by attnum`);
  return rows as unknown as readonly TableColumn[]; // The query names them so.
}

/**
 * A run that the table holds twice for one user would have two costs.
 *
 * @throws AppError `ledger_unfit` with the count, and how to find them
 */
export async function assertRunsDiffer(session: PostgresSession): Promise<void> {
  const uniqueIndexes = await readUniqueIndexes(session);
  if (uniqueIndexes.some(({ columns, isWhole }) => isWhole && columns.toSorted().join() === "run_id,user_id")) return;
  const { rows } = await session.query(`
    select count(*) as count from (
      select from scraper_runs where user_id is not null and run_id is not null
      group by user_id, run_id having count(*) > 1
    ) as repeated`);
  const count = Number(rows[0]?.["count"]);
  if (count === 0) return;
  throw new AppError(
    "ledger_unfit",
    `The table scraper_runs holds ${count} runs more than once for the same user. Nothing was changed. ` +
      `Find them by: ${FIND_REPEATED}`,
    { details: { repeatedRuns: count } },
  );
}

async function problemsOfTable(session: PostgresSession): Promise<readonly string[]> {
  const { rows } = await session.query(`
    select relkind = 'r' as "isTable", pg_has_role(relowner, 'usage') as "isOwned",
      row_security_active(oid) as "hidesRows"
    from pg_class where oid = to_regclass('scraper_runs')`);
  const [table] = rows;
  return [
    ...(table?.["isTable"] === true ? [] : ["it is a view, partitioned or foreign and must be a plain table"]),
    ...(table?.["isOwned"] === true ? [] : ["it must belong to the user of DATABASE_URL, who owns it not"]),
    ...(table?.["hidesRows"] === true ? ["its row level security must not hide rows from its owner"] : []),
  ];
}

/** What may be there once only, but not the same run for two users, would refuse runs. */
async function problemsOfUniqueIndexes(session: PostgresSession): Promise<readonly string[]> {
  const indexes = await readUniqueIndexes(session);
  return indexes
    .filter(({ columns }) => !columns.includes("id") && !["user_id", "run_id"].every((name) => columns.includes(name)))
    .map(({ name, columns }) => `its unique index ${name} on (${columns.join(", ")}) would refuse runs`);
}

interface UniqueIndex {
  readonly name: string;
  readonly columns: readonly string[];
  /** Whether it covers every row, and checks it at once. */
  readonly isWhole: boolean;
}

async function readUniqueIndexes(session: PostgresSession): Promise<readonly UniqueIndex[]> {
  const { rows } = await session.query(`
    select relname as name, indpred is null and indexprs is null and indimmediate as "isWhole",
      array(
        select coalesce(attname::text, 'an expression')
        from unnest((indkey::int2[])[0:indnkeyatts - 1]) as key
          left join pg_attribute on attrelid = indrelid and attnum = key and key > 0
      ) as columns
    from pg_index join pg_class on pg_class.oid = indexrelid
    where indrelid = to_regclass('scraper_runs') and indisunique and indisvalid`);
  return rows as unknown as readonly UniqueIndex[]; // The query names them so.
}
