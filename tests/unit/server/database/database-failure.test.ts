import { DrizzleQueryError } from "drizzle-orm/errors";
import { describe, expect, test } from "vitest";
import { databaseFailure, tellingDatabaseFailures } from "../../../../server/database/database-failure.ts";
import { AppError } from "../../../../shared/errors.ts";

const withCode = (code: string): Error => Object.assign(new Error("no"), { code });
const asQuery = (cause: Error): Error => new DrizzleQueryError("select 1", [], cause);

async function toldBy(dialect: "postgres" | "sqlite", error: Error): Promise<unknown> {
  const { read } = tellingDatabaseFailures(dialect, { read: (): Promise<void> => Promise.reject(error) });
  return read().catch((failure: unknown) => failure);
}

describe("what is over a database tells", () => {
  test.each([
    ["postgres", "ECONNREFUSED", "The database can't be reached: nothing listens there"],
    ["postgres", "57P01", "The database can't be reached"],
    ["postgres", "57P03", "The database is starting up or shutting down"],
    ["postgres", "53300", "The database has no room for another connection"],
    ["postgres", "53100", "The database has no room left on its disk"],
    ["postgres", "25006", "The database is read-only"],
    ["postgres", "42501", "The database does not let its user do what is needed"],
    ["sqlite", "SQLITE_BUSY", "Another process holds the ledger"],
    ["sqlite", "SQLITE_READONLY", "The ledger may not be written"],
    ["sqlite", "CLIENT_CLOSED", "The ledger is closed"],
  ] as const)("on %s a failure of code %s as: %s", async (dialect, code, message) => {
    expect(await toldBy(dialect, asQuery(withCode(code)))).toMatchObject({ code: "ledger_unavailable", message });
  });

  test.each([
    ["The server does not support SSL connections", "does not speak TLS, which the address asks for"],
    [
      "SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string",
      "asks for a password, and the address has none",
    ],
  ])("what the driver says without a code: %s", async (said, reason) => {
    const failure = asQuery(new Error(said));
    expect(await toldBy("postgres", failure)).toMatchObject({ message: `The database ${reason}` });
  });

  test("a host that answers at none of its addresses", async () => {
    const failure = new AggregateError([withCode("ETIMEDOUT"), withCode("EHOSTUNREACH")]);
    expect(await toldBy("postgres", failure)).toMatchObject({ code: "ledger_unavailable" });
  });

  test.each([
    ["postgres", "23503"],
    ["postgres", "42P01"],
    ["sqlite", "SQLITE_CONSTRAINT"],
  ] as const)("on %s a failure of code %s, which no waiting helps, as it is", async (dialect, code) => {
    const failure = asQuery(withCode(code));
    expect(await toldBy(dialect, failure)).toBe(failure);
  });

  test("what has a code already as it is", async () => {
    const failure = new AppError("not_found", "There is no such user", { cause: withCode("ECONNREFUSED") });
    expect(await toldBy("postgres", failure)).toBe(failure);
  });
});

test("a database that can't be opened is told with its place, whatever the reason", () => {
  expect(databaseFailure(withCode("28P01"), "host:5432/db").message).toBe(
    "The database host:5432/db refuses the user or the password",
  );
  expect(databaseFailure(withCode("XX000"), "host:5432/db").message).toBe(
    "The database host:5432/db can't be reached or used",
  );
});
