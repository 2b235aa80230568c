import { memoryAdapter } from "better-auth/adapters/memory";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { atRestBy, hashingSecrets } from "../../../server/identity/hashed-at-rest.ts";
import {
  DIALECT_NAMES,
  openTemporaryIdentity,
  type TemporaryIdentity,
} from "../../support/identity/temporary-identity.ts";
import { askForCode, connectDesktop, welcome } from "../../support/identity/visitors.ts";

const TABLES = ['"user"', "account", "session", "verification", "device_code", "api_key"];

describe.each(DIALECT_NAMES)("what the database holds, on %s", (dialect) => {
  let opened: TemporaryIdentity;
  beforeAll(async () => {
    opened = await openTemporaryIdentity(dialect);
  });
  afterAll(() => opened.remove());

  test("no session token, device code, user code, API key or password is in it", async () => {
    const { identity } = opened;
    const { oneTimePassword } = await identity.addUser("new@example.com");
    const marie = await welcome(identity, "marie@example.com");
    const { browser, password } = marie;
    const { key } = await identity.addKey("marie@example.com", { name: "Next.js" });
    const code = await askForCode(identity);
    const token = await connectDesktop(identity, marie);
    const cookie = decodeURIComponent(/session_token=([^;]+)/.exec(browser.cookie)?.[1] ?? "");
    const secrets = {
      oneTimePassword,
      password,
      key,
      deviceCode: code.device_code,
      userCode: code.user_code,
      token,
      cookie,
    };

    let dump = "";
    for (const table of TABLES) dump += JSON.stringify(await opened.sql.rows(`select * from ${table}`));
    expect(dump).toContain("marie@example.com");
    expect(dump).toContain("Next.js");
    const withoutSignatures = Object.entries(secrets).map(
      ([name, secret]) => [name, secret.split(".")[0] ?? ""] as const,
    );
    expect(withoutSignatures.filter(([, secret]) => secret.length < 8)).toEqual([]);
    expect(withoutSignatures.filter(([, secret]) => dump.includes(secret))).toEqual([]);
  });

  test("a forgotten code is removed when another device asks", async () => {
    const { identity, sql } = opened;
    await askForCode(identity);
    await sql.run(
      dialect === "sqlite"
        ? "update device_code set expires_at = 0"
        : "update device_code set expires_at = to_timestamp(0)",
    );
    await askForCode(identity);
    expect(await sql.rows("select id from device_code")).toHaveLength(1);
  });
});

test("a secret that is kept as a hash can't be searched for by a part of it", async () => {
  const adapter = hashingSecrets(memoryAdapter({ session: [] }), atRestBy("a secret"))({});
  const search = adapter.findMany({
    model: "session",
    where: [{ field: "token", operator: "starts_with", value: "a" }],
  });
  await expect(search).rejects.toThrow("kept as a hash");
});

test("the same value is kept differently by another field and by another secret", () => {
  const atRest = atRestBy("a secret");
  expect(atRest("userCode", "ABCDEFGH")).toBe(atRest("userCode", "ABCDEFGH"));
  expect(atRest("userCode", "ABCDEFGH")).not.toBe(atRest("deviceCode", "ABCDEFGH"));
  expect(atRest("userCode", "ABCDEFGH")).not.toBe(atRestBy("another")("userCode", "ABCDEFGH"));
});
