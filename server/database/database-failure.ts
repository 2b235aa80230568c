import { AppError, isAppError } from "../../shared/errors.ts";

/** By Postgres' or Node's own code of the failure: what whoever runs the server can do something about. */
const REASONS: Readonly<Record<string, string>> = {
  "28P01": "refuses the user or the password",
  "28000": "refuses the user",
  "3D000": "does not exist",
  "53300": "has no connection left",
  "57P03": "is starting up or shutting down",
  "42501": "does not let this user do what is needed",
  "25006": "is read-only",
  ECONNREFUSED: "can't be reached: nothing listens there",
  ENOTFOUND: "can't be reached: there is no such host",
  ETIMEDOUT: "can't be reached: it does not answer",
  DEPTH_ZERO_SELF_SIGNED_CERT: "shows a certificate that no known authority signed",
  SELF_SIGNED_CERT_IN_CHAIN: "shows a certificate that no known authority signed",
};

/** Why the database can't be used, in words that name its place and no secret. */
export function databaseFailure(error: unknown, place: string): AppError {
  if (isAppError(error)) return error;
  const reason = codesOf(error).flatMap((code) => REASONS[code] ?? [])[0] ?? "can't be reached or used";
  return new AppError("ledger_unavailable", `The database ${place} ${reason}`, { cause: error });
}

/** Codes of a failure and of what caused it. A host with several addresses fails with one failure for each. */
function codesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const own = "code" in error && typeof error.code === "string" ? [error.code] : [];
  const parts = error instanceof AggregateError ? error.errors : [error.cause];
  return [...own, ...parts.flatMap(codesOf)];
}
