import { describe, expect, test } from "vitest";
import { parseDatabaseUrl } from "../../../../server/database/database-url.ts";

const NEON = "postgresql://ada:s3cret@ep-cool-name-123-pooler.eu-central-1.aws.neon.tech/neondb?sslmode=require";

describe("the address of a database", () => {
  test("a host of Neon's takes Neon's driver, any other takes pg", () => {
    expect(parseDatabaseUrl(NEON).driver).toBe("neon");
    expect(parseDatabaseUrl("postgres://me@db.example.com:6432/spend").driver).toBe("pg");
    expect(parseDatabaseUrl("postgres://me@neon.tech.example.com/spend").driver).toBe("pg");
  });

  test("work that needs a session goes past Neon's pooler", () => {
    const { url, directUrl } = parseDatabaseUrl(NEON);
    expect(new URL(url).hostname).toBe("ep-cool-name-123-pooler.eu-central-1.aws.neon.tech");
    expect(new URL(directUrl).hostname).toBe("ep-cool-name-123.eu-central-1.aws.neon.tech");
  });

  test("its place names neither user nor password", () => {
    expect(parseDatabaseUrl("postgres://me:secret@db.example.com:6432/spend").place).toBe("db.example.com:6432/spend");
  });

  test("a folder of sockets may stand in for the host", () => {
    expect(parseDatabaseUrl("postgres:///spend?host=/run/postgresql&user=me").place).toBe("/run/postgresql/spend");
  });

  test("TLS that is asked for checks the certificate", () => {
    expect(parseDatabaseUrl("postgres://me@host/spend?sslmode=require").url).toContain("sslmode=verify-full");
    expect(parseDatabaseUrl("postgres://me@host/spend?sslmode=no-verify").url).toContain("sslmode=no-verify");
  });

  test.each([
    "",
    "ledger",
    "mysql://me:secret@host/spend",
    "postgres://me:secret@host",
    "postgres://me:secret@host:port/spend",
  ])("what is no such address is refused and not repeated: %s", (text) => {
    const parse = () => parseDatabaseUrl(text);
    expect(parse).toThrow(/^DATABASE_URL .* must look like/);
    expect(parse).not.toThrow(/secret/);
  });
});
