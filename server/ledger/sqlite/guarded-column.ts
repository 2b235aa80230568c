import { getTableColumns, is, sql, type GetColumnData, type SQL } from "drizzle-orm";
import {
  SQLiteInteger,
  SQLiteText,
  SQLiteTextJson,
  type SQLiteColumn,
  type SQLiteTable,
} from "drizzle-orm/sqlite-core";
import { AppError } from "../../../shared/errors.ts";

type Guarded<Table extends SQLiteTable> = {
  readonly [Name in keyof Table["_"]["columns"]]: SQL<GetColumnData<Table["_"]["columns"][Name]>>;
};

const decoder = new TextDecoder("utf-8", { fatal: true });

/** The table's columns, to be selected or returned, each by `guardedColumn`. */
export function guarded<Table extends SQLiteTable>(table: Table): Guarded<Table> {
  const columns = Object.entries(getTableColumns(table)).map(([name, column]) => [name, guardedColumn(column)]);
  return Object.fromEntries(columns) as Guarded<Table>; // Each column under its own name.
}

/**
 * A column that is read so that damage in it is told. libsql ends the whole process on a text that is no UTF-8, as one
 * bit that turned over makes it, also of a number: texts are read as bytes.
 *
 * @throws AppError `ledger_damaged` when it is read
 */
export function guardedColumn<Column extends SQLiteColumn>(column: Column): SQL<GetColumnData<Column>> {
  const bytes = sql`iif(typeof(${column}) is 'text', cast(${column} as blob), ${column})`;
  return bytes.mapWith({ mapFromDriverValue: decoderOf(column) }) as SQL<GetColumnData<Column>>;
}

function decoderOf(column: SQLiteColumn): (value: unknown) => unknown {
  if (is(column, SQLiteTextJson)) return (value) => parse(decodeText(value));
  if (is(column, SQLiteText)) return decodeText;
  if (is(column, SQLiteInteger)) return decodeInteger;
  return (value) => column.mapFromDriverValue(decodeInteger(value));
}

/** A text that was selected as bytes. @throws AppError `ledger_damaged` */
export function decodeText(value: unknown): string {
  try {
    if (value instanceof Uint8Array || value instanceof ArrayBuffer) return decoder.decode(value);
  } catch (error) {
    throw damaged(error);
  }
  throw damaged();
}

/** A sum that was selected as text; of what is no whole number SQLite makes a fraction. @throws AppError `ledger_damaged` */
export function decodeSum(text: string): bigint {
  if (/^-?\d+$/.test(text)) return BigInt(text);
  throw damaged();
}

function decodeInteger(value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  throw damaged();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(error);
  }
}

const damaged = (cause?: unknown) =>
  new AppError("ledger_damaged", "The ledger holds a value that is damaged", { cause });
