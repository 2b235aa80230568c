/** A column of a table that is there, as Postgres describes it. */
export interface TableColumn {
  readonly name: string;
  /** Without length or precision: `numeric`, `timestamp with time zone`. */
  readonly type: string;
  /** Of a text; null: any. */
  readonly maximumLength: number | null;
  readonly isNullable: boolean;
  /** Whether a row can be inserted without naming it. */
  readonly hasValueOfItsOwn: boolean;
  /** Whether it is computed from others, so that no row can bring it. */
  readonly isGenerated: boolean;
}

const TEXT = ["text", "character varying"];

/** The columns that the dashboard's table has, and the types with which the ledger can work. */
const USABLE_TYPES: Readonly<Record<string, readonly string[]>> = {
  id: ["bigint", "integer", "uuid", ...TEXT],
  user_id: [...TEXT, "uuid"],
  run_id: TEXT,
  scraper_id: TEXT,
  source: TEXT,
  cost_usd: ["numeric", "double precision", "real"],
  usage_details: ["jsonb", "json", ...TEXT],
  item_count: ["integer", "bigint", "smallint"],
  status: TEXT,
  created_at: ["timestamp with time zone", "timestamp without time zone"],
};

/** Whose absence is no loss: they are added, empty. */
const ADDABLE = ["usage_details", "item_count"];
/** What the ledger may not know of a run. */
const UNKNOWN_AT_TIMES = ["cost_usd", "usage_details", "item_count"];
/** Ids that we can make where the table makes none. */
const MADE_IDS = ["uuid", ...TEXT];
const UUID_LENGTH = 36;

/** The columns that we add. One that is there already must be what we would add. */
const OWN_COLUMNS: Readonly<Record<string, string>> = {
  cost_nano_usd: "bigint",
  finished_at: "bigint",
  cost_read_at: "bigint",
  cost_read_nano_usd: "bigint",
  cost_agreed_at: "bigint",
  settled_at: "bigint",
  next_read_at: "bigint",
  listed_nano_usd: "bigint",
  repriced_nano_usd: "bigint",
  repriced_at: "bigint",
  gone_at: "bigint",
  import_id: "bigint",
  run_origin: "text",
};

export const OWN_COLUMN_NAMES: readonly string[] = Object.keys(OWN_COLUMNS);

/** Why the ledger can't keep runs in a table with these columns: a sentence each, with what is needed. */
export function problemsOfColumns(columns: readonly TableColumn[]): readonly string[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  return [
    ...Object.entries(USABLE_TYPES).flatMap(([name, usable]) => problemsOf(name, usable, byName.get(name))),
    ...Object.entries(OWN_COLUMNS).flatMap(([name, type]) => problemsOfOwn(type, byName.get(name))),
    ...columns.filter(({ name }) => !isKnown(name)).flatMap(problemsOfForeign),
  ];
}

function problemsOf(name: string, usable: readonly string[], column: TableColumn | undefined): readonly string[] {
  if (column === undefined) return ADDABLE.includes(name) ? [] : [`the column ${name} is missing`];
  if (!usable.includes(column.type)) return [`the column ${name} is ${column.type} and must be ${either(usable)}`];
  if (column.isGenerated) return [`the column ${name} is generated and must take what is written`];
  if (!column.isNullable && UNKNOWN_AT_TIMES.includes(name)) {
    return [`the column ${name} must allow null, since it is not known of every run`];
  }
  if (name === "id" && !column.hasValueOfItsOwn && !canBeMade(column)) {
    return ["the column id must have a default or be an identity, since each run needs one"];
  }
  return [];
}

function problemsOfOwn(type: string, column: TableColumn | undefined): readonly string[] {
  if (column === undefined || (column.type === type && column.isNullable)) return [];
  return [`the column ${column.name} is there already and would have to be ${type} and allow null`];
}

function problemsOfForeign(column: TableColumn): readonly string[] {
  if (column.isNullable || column.hasValueOfItsOwn) return [];
  return [`the column ${column.name} has no default and must allow null or have one, since Décompte does not know it`];
}

/** The default that gives each of our runs an id, in a table whose other writers bring their own; null: it has one. */
export function defaultOfIds(columns: readonly TableColumn[]): string | null {
  const id = columns.find(({ name }) => name === "id");
  if (id === undefined || id.hasValueOfItsOwn) return null;
  return id.type === "uuid" ? "gen_random_uuid()" : "gen_random_uuid()::text";
}

function canBeMade({ type, maximumLength }: TableColumn): boolean {
  return MADE_IDS.includes(type) && (maximumLength === null || maximumLength >= UUID_LENGTH);
}

const isKnown = (name: string): boolean => Object.hasOwn(USABLE_TYPES, name) || Object.hasOwn(OWN_COLUMNS, name);

const either = (types: readonly string[]): string =>
  types.length === 1 ? String(types[0]) : `${types.slice(0, -1).join(", ")} or ${types.at(-1)}`;
