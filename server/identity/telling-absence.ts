import { DrizzleQueryError } from "drizzle-orm/errors";
import { AppError } from "../../shared/errors.ts";

type Method = (...args: readonly never[]) => Promise<unknown>;

/** The same methods, which tell of a database that does not answer as `ledger_unavailable`. */
export function tellingAbsence<Methods extends object>(methods: Methods): Methods {
  const telling = Object.entries(methods as Record<string, Method>).map(([name, method]) => [
    name,
    (...args: readonly never[]) =>
      method(...args).catch((error: unknown) => {
        if (!(error instanceof DrizzleQueryError)) throw error;
        throw new AppError("ledger_unavailable", "The database can't be reached", { cause: error.cause });
      }),
  ]);
  return Object.fromEntries(telling) as Methods; // Each method stays what it was, in all but its failures.
}
