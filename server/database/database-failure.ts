import { AppError, isAppError } from "../../shared/errors.ts";
import { failureOfPostgres } from "../ledger/postgres/failures.ts";
import { failureOfFile } from "../ledger/sqlite/failures.ts";
import { tellingFailures } from "../ledger/telling-failures.ts";

/** Why the database can't be opened, in words that name its place and no secret. */
export function databaseFailure(error: unknown, place: string): AppError {
  if (isAppError(error)) return error;
  const name = `The database ${place}`;
  const known = failureOfPostgres(error, name);
  return known ?? new AppError("ledger_unavailable", `${name} can't be reached or used`, { cause: error });
}

/**
 * The same methods over the ledger's database or the one beside it, each of which tells a database that is away, late,
 * full or read-only as the ledger does. What nobody knows stays what it is.
 */
export const tellingDatabaseFailures = <Methods extends object>(
  dialect: "postgres" | "sqlite",
  methods: Methods,
): Methods => tellingFailures(methods, dialect === "postgres" ? (error) => failureOfPostgres(error) : failureOfFile);
