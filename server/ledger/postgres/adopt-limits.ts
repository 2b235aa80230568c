import { IMPORT_SOURCE } from "../../../shared/domain/run.ts";
import type { TableColumn } from "./adopted-columns.ts";
import type { PostgresSession, Row } from "./connect.ts";

/** What a table lets pass less of than the ledger may write: each a sentence without its end. */
export interface TableLimits {
  /** These refuse runs that every import brings. */
  readonly problems: readonly string[];
  /** These may refuse some runs, which are then told as refused. */
  readonly warnings: readonly string[];
}

/** How long an imported run's texts are, and the most that the contract takes of a recorded one. */
const LENGTHS: Readonly<Record<string, { readonly imported: number; readonly recorded: number }>> = {
  run_id: { imported: 17, recorded: 128 },
  scraper_id: { imported: 17, recorded: 256 },
  source: { imported: IMPORT_SOURCE.length, recorded: 64 },
  status: { imported: 10, recorded: 64 },
  user_id: { imported: 1, recorded: 36 },
  usage_details: { imported: 2, recorded: 65_536 },
};

const STATUSES = ["READY", "RUNNING", "SUCCEEDED", "FAILED", "TIMING-OUT", "TIMED-OUT", "ABORTING", "ABORTED"];
const COSTS = ["null", "0", "0.000001", "1.5"];
const EXAMPLE_ID = "HG7ML7M8z78YcAPEB";

/** Beside the status and the cost. What is not here is null, or whatever it is. */
const OF_IMPORTED: Readonly<Record<string, string>> = {
  run_id: `'${EXAMPLE_ID}'`,
  scraper_id: `'${EXAMPLE_ID}'`,
  source: `'${IMPORT_SOURCE}'`,
  created_at: "now()",
};
const WRITTEN = ["user_id", "status", "cost_usd", "usage_details", "item_count", ...Object.keys(OF_IMPORTED)];
/** Of our own columns. */
const OWN_CHECK = "scraper_runs_amounts";

/** Looks for what the columns, checks and foreign keys of another application's table may refuse. It only reads. */
export async function readLimits(session: PostgresSession, columns: readonly TableColumn[]): Promise<TableLimits> {
  const found = [
    ...columns.map(limitOfLength),
    ...(await limitsOfChecks(session)),
    { problems: [], warnings: await warningsOfForeignKeys(session) },
  ];
  return {
    problems: found.flatMap(({ problems }) => problems),
    warnings: found.flatMap(({ warnings }) => warnings),
  };
}

function limitOfLength({ name, maximumLength }: TableColumn): TableLimits {
  const length = LENGTHS[name];
  if (length === undefined || maximumLength === null || maximumLength >= length.recorded) return NO_LIMITS;
  if (maximumLength < length.imported) {
    return problem(`the column ${name} holds ${maximumLength} characters and must hold ${length.imported} or more`);
  }
  return warning(`the column ${name} holds ${maximumLength} characters: a run with a longer one is refused`);
}

async function limitsOfChecks(session: PostgresSession): Promise<readonly TableLimits[]> {
  const { rows } = await session.query(
    `select conname as name, pg_get_expr(conbin, conrelid) as condition
     from pg_constraint where conrelid = to_regclass('scraper_runs') and contype = 'c' and conname <> $1
       and (conkey is null or 0 = any (conkey) or exists (
         select from pg_attribute where attrelid = conrelid and attnum = any (conkey) and attname::text = any ($2)
       ))
     order by conname`,
    [OWN_CHECK, WRITTEN],
  );
  const limits: TableLimits[] = [];
  for (const row of rows) limits.push(await limitOfCheck(session, String(row["name"]), String(row["condition"])));
  return limits;
}

async function limitOfCheck(session: PostgresSession, name: string, condition: string): Promise<TableLimits> {
  const check = `its check ${name} (${condition})`;
  const refused = await findRefused(session, condition);
  if (refused === undefined) return warning(`${check} may refuse runs`);
  const { status, cost } = refused;
  return problem(`${check} refuses an imported run that is ${status} and costs ${cost ?? "what is not known yet"}`);
}

/** An imported run that does not meet the condition. Nothing is written: the runs stand in the query alone. */
async function findRefused(
  session: PostgresSession,
  condition: string,
): Promise<{ readonly status: string; readonly cost: string | null } | undefined> {
  const { rows: columns } = await session.query(`
    select quote_ident(attname) as quoted, attname as name, format_type(atttypid, atttypmod) as type
    from pg_attribute where attrelid = to_regclass('scraper_runs') and attnum > 0 and not attisdropped`);
  const values = columns.map((column) => {
    const [name, quoted, type] = [column["name"], column["quoted"], column["type"]].map(String);
    return `(${valueOf(name ?? "")})::${type} as ${quoted}`;
  });
  const statuses = STATUSES.map((status) => `('${status}')`).join(", ");
  const costs = COSTS.map((cost) => `(${cost}::numeric)`).join(", ");
  await session.query("begin read only");
  try {
    const { rows } = await session.query(`
      select status, cost_usd::text as cost from (
        select ${values.join(", ")}
        from (values ${statuses}) as of_status (told_status), (values ${costs}) as of_cost (told_cost)
      ) as scraper_runs
      where not (${condition}) limit 1`);
    return rows[0] as { readonly status: string; readonly cost: string | null } & Row; // The query names them so.
  } catch {
    // A condition that can't be tried so says nothing of the runs.
    return undefined;
  } finally {
    await session.query("rollback");
  }
}

function valueOf(name: string): string {
  if (name === "status") return "told_status";
  if (name === "cost_usd") return "told_cost";
  return OF_IMPORTED[name] ?? "null";
}

async function warningsOfForeignKeys(session: PostgresSession): Promise<readonly string[]> {
  const { rows } = await session.query(
    `select conname as name, confrelid::regclass::text as other, array(
       select attname::text from unnest(conkey) as key join pg_attribute on attrelid = conrelid and attnum = key
     ) as columns
     from pg_constraint where conrelid = to_regclass('scraper_runs') and contype = 'f' order by conname`,
  );
  const keys = rows as unknown as readonly { name: string; other: string; columns: readonly string[] }[]; // Named so.
  return keys
    .filter(({ columns }) => columns.some((column) => WRITTEN.includes(column)))
    .map(({ name, other, columns }) => {
      const advice = columns.includes("user_id") ? ": add users with --user-id of one that is there" : "";
      return `its foreign key ${name} refuses runs whose ${columns.join(", ")} the table ${other} does not have${advice}`;
    });
}

const NO_LIMITS: TableLimits = { problems: [], warnings: [] };
const problem = (text: string): TableLimits => ({ problems: [text], warnings: [] });
const warning = (text: string): TableLimits => ({ problems: [], warnings: [text] });
