import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ConfigurationError } from "../../../../server/team/configuration-error.ts";
import { readConfiguration } from "../../../../server/team/configuration.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "decompte-configuration-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

const read = (environment: Readonly<Record<string, string>> = {}) =>
  readConfiguration({ DECOMPTE_DATA_DIR: folder, ...environment });

function problemsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    read(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

const SECRETS = {
  DECOMPTE_AUTH_SECRET: "s".repeat(40),
  DECOMPTE_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
};

describe("with nothing said", () => {
  test("it listens on this computer alone, on SQLite", () => {
    expect(read()).toMatchObject({
      host: "127.0.0.1",
      port: 4747,
      isLoopback: true,
      baseUrl: null,
      databaseUrl: null,
      dataFolder: folder,
      allowedOrigins: [],
      trustedProxies: [],
      isScheduleOn: true,
      metricsToken: null,
      apifyBaseUrl: "https://api.apify.com",
    });
  });

  test("secrets are made once, for their owner alone", () => {
    const { secrets } = read();
    expect(read().secrets).toEqual(secrets);
    expect(Buffer.from(secrets.encryptionKey, "base64")).toHaveLength(32);
    expect(secrets.authSecret.length).toBeGreaterThanOrEqual(32);
    const file = join(folder, "secrets.json");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8")).toContain(secrets.authSecret);
  });

  test("a file that does not hold them is told as such", () => {
    writeFileSync(join(folder, "secrets.json"), "{}");
    expect(problemsOf({})).toEqual([
      `The secrets in ${join(folder, "secrets.json")} can't be read or made: the file does not hold them.`,
    ]);
  });

  test("an empty variable counts as none", () => {
    expect(read({ PORT: "", DATABASE_URL: " ", DECOMPTE_METRICS_TOKEN: "" })).toMatchObject({
      port: 4747,
      databaseUrl: null,
      metricsToken: null,
    });
  });
});

test("secrets that are given are taken, and none is written", () => {
  const { secrets } = read(SECRETS);
  expect(secrets).toEqual({
    authSecret: SECRETS.DECOMPTE_AUTH_SECRET,
    encryptionKey: SECRETS.DECOMPTE_ENCRYPTION_KEY,
  });
  expect(() => statSync(join(folder, "secrets.json"))).toThrow("ENOENT");
});

test("every problem is told at once, each by its name and without its value", () => {
  const wrong = {
    PORT: "70000",
    HOST: "wrong-host-canary",
    DATABASE_URL: "mysql://user:password-canary@host/db",
    DECOMPTE_BASE_URL: "http://canary.example",
    DECOMPTE_AUTH_SECRET: "short-canary",
    DECOMPTE_ENCRYPTION_KEY: "key-canary",
    DECOMPTE_ENCRYPTION_KEY_PREVIOUS: "previous-canary",
    DECOMPTE_ALLOWED_ORIGINS: "https://good.example, canary",
    DECOMPTE_TRUSTED_PROXIES: "10.0.0.0/99",
    DECOMPTE_LOG_LEVEL: "loud-canary",
    DECOMPTE_REFRESH_MINUTES: "0",
    DECOMPTE_SCHEDULE: "canary",
    DECOMPTE_METRICS_TOKEN: "canary",
    DECOMPTE_RATE_LIMIT_USER: "-1",
    DECOMPTE_RATE_LIMIT_ADDRESS: "many-canary",
    APIFY_API_BASE_URL: "http://canary.example",
  };
  const problems = problemsOf(wrong);
  expect(problems.map((problem) => problem.split(" ")[0])).toEqual(Object.keys(wrong));
  expect(problems.join("\n")).not.toMatch(/canary|70000/);
  expect(problems[0]).toBe("PORT must be a port from 0 to 65535.");
});

test.each([
  [{ HOST: "0.0.0.0" }, ["DECOMPTE_BASE_URL", "DECOMPTE_AUTH_SECRET", "DECOMPTE_ENCRYPTION_KEY"]],
  [{ HOST: "::" }, ["DECOMPTE_BASE_URL", "DECOMPTE_AUTH_SECRET", "DECOMPTE_ENCRYPTION_KEY"]],
  [{ DATABASE_URL: "postgres://database/decompte" }, ["DECOMPTE_AUTH_SECRET", "DECOMPTE_ENCRYPTION_KEY"]],
  [{ HOST: "0.0.0.0", ...SECRETS }, ["DECOMPTE_BASE_URL"]],
  [{ HOST: "::1" }, []],
  [{ HOST: "localhost" }, []],
  [{ HOST: "0.0.0.0", DECOMPTE_BASE_URL: "https://spend.example", ...SECRETS }, []],
  [{ HOST: "0.0.0.0", DECOMPTE_BASE_URL: "http://localhost:4747", ...SECRETS }, []],
  [{ DATABASE_URL: "postgresql://user:word@database:5432/decompte?sslmode=require", ...SECRETS }, []],
])("for %j what is missing is named", (environment, names) => {
  expect(problemsOf(environment).map((problem) => problem.split(" ")[0])).toEqual(names);
});

test.each(["https://spend.example/path", "https://user:pass@spend.example", "ftp://spend.example", "spend.example"])(
  "%s is no public address",
  (address) => {
    expect(problemsOf({ DECOMPTE_BASE_URL: address })).toEqual([
      "DECOMPTE_BASE_URL must be the public address, https://host or, on this computer, http://localhost:port, without a path.",
    ]);
  },
);

test("the public address is kept as an origin", () => {
  expect(read({ DECOMPTE_BASE_URL: "https://Spend.Example/" }).baseUrl).toBe("https://spend.example");
});
