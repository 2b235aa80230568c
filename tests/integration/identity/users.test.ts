import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  DIALECT_NAMES,
  openTemporaryIdentity,
  type TemporaryIdentity,
} from "../../support/identity/temporary-identity.ts";
import {
  ADDRESS,
  askForCode,
  connectDesktop,
  pollForToken,
  signIn,
  visitOf,
  welcome,
  withBearer,
} from "../../support/identity/visitors.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

describe.each(DIALECT_NAMES)("what the commands do with users, on %s", (dialect) => {
  let opened: TemporaryIdentity;
  beforeAll(async () => {
    opened = await openTemporaryIdentity(dialect);
  });
  afterAll(() => opened.remove());

  test("a new user has a one-time password for a week, and an id of their own in the ledger", async () => {
    const { oneTimePassword } = await opened.identity.addUser("Lea@Example.com");
    const [lea] = await opened.identity.listUsers();
    expect(lea).toMatchObject({ email: "lea@example.com", name: "lea@example.com" });
    expect(lea?.userId).toMatch(/^[0-9a-f-]{36}$/);
    const daysLeft = ((lea?.oneTimeUntil?.getTime() ?? 0) - Date.now()) / DAY_MS;
    expect(daysLeft).toBeGreaterThan(6.9);
    expect(daysLeft).toBeLessThanOrEqual(7);
    await signIn(opened.identity, "lea@example.com", oneTimePassword);
  });

  test("a user may have the id that their rows have already, and a name", async () => {
    await opened.identity.addUser("ada@example.com", { userId: "user_2abc", name: "Ada" });
    const users = await opened.identity.listUsers();
    expect(users.find(({ email }) => email === "ada@example.com")).toMatchObject({ userId: "user_2abc", name: "Ada" });
  });

  test("an address is given once, however it is written", async () => {
    await opened.identity.addUser("tom@example.com");
    await expect(opened.identity.addUser("TOM@example.com")).rejects.toMatchObject({ code: "invalid_request" });
  });

  test("two users never share the rows of one id", async () => {
    await opened.identity.addUser("one@example.com", { userId: "shared" });
    await expect(opened.identity.addUser("two@example.com", { userId: "shared" })).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringContaining("one@example.com"),
    });
  });

  test.each(["", "marie", "marie@", "@example.com", "marie@example.com, paul@example.com", "a b@example.com"])(
    "%j is no address",
    async (email) => {
      await expect(opened.identity.addUser(email)).rejects.toMatchObject({ code: "invalid_request" });
    },
  );

  test("who is not there can't be reset, removed or given a key", async () => {
    for (const verb of ["resetPassword", "removeUser", "addKey"] as const) {
      await expect(opened.identity[verb]("nobody@example.com")).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("a reset gives a new one-time password, ends every session and code, and leaves the API keys", async () => {
    const { identity } = opened;
    const zoe = await welcome(identity, "zoe@example.com");
    const token = await connectDesktop(identity, zoe);
    const { key } = await identity.addKey("zoe@example.com");
    const code = await askForCode(identity);
    await identity.devices.decide(visitOf(zoe), code.user_code, true);

    const { oneTimePassword } = await identity.resetPassword("Zoe@example.com");

    expect(await identity.authenticate(withBearer(token))).toBeNull();
    expect(await identity.personOf(zoe.browser.request())).toBeNull();
    expect(await pollForToken(identity, code.device_code)).toBe("invalid_grant");
    expect(await identity.authenticate(withBearer(key))).toMatchObject({ email: "zoe@example.com" });
    const given = { email: "zoe@example.com", address: ADDRESS };
    const withOld = await identity.browser.signIn(zoe.browser.request(), { ...given, password: zoe.password });
    expect(withOld).toEqual({ state: "refused" });
    const withNew = await identity.browser.signIn(zoe.browser.request(), { ...given, password: oneTimePassword });
    expect(withNew).toMatchObject({ state: "signed_in", mustChangePassword: true });
  });

  test("of a user who is removed nothing opens a door any more, and nothing is left", async () => {
    const { identity, sql } = opened;
    const max = await welcome(identity, "max@example.com");
    const token = await connectDesktop(identity, max);
    const { key } = await identity.addKey("max@example.com");
    await identity.removeUser("max@example.com");
    expect(await identity.authenticate(withBearer(token))).toBeNull();
    expect(await identity.authenticate(withBearer(key))).toBeNull();
    expect(await identity.personOf(max.browser.request())).toBeNull();
    const { accountId } = max.person;
    for (const [table, column] of [
      ["account", "user_id"],
      ["session", "user_id"],
      ["api_key", "reference_id"],
    ]) {
      expect(await sql.rows(`select id from ${table} where ${column} = '${accountId}'`)).toEqual([]);
    }
  });

  test("a user has at most fifty keys", async () => {
    await opened.identity.addUser("keys@example.com");
    for (let index = 0; index < 50; index += 1) await opened.identity.addKey("keys@example.com", { name: `${index}` });
    await expect(opened.identity.addKey("keys@example.com")).rejects.toMatchObject({ code: "invalid_request" });
  });

  test.each(["", "   ", "x".repeat(61)])("a key is not named %j", async (name) => {
    await opened.identity.addUser(`names-${name.length}@example.com`);
    const adding = opened.identity.addKey(`names-${name.length}@example.com`, { name });
    await expect(adding).rejects.toMatchObject({ code: "invalid_request" });
  });
});
