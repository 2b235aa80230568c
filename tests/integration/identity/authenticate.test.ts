import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createIdentity } from "../../../server/identity/identity.ts";
import {
  BASE_URL,
  DIALECT_NAMES,
  openTemporaryIdentity,
  SECRET,
  type TemporaryIdentity,
} from "../../support/identity/temporary-identity.ts";
import { connectDesktop, post, signIn, welcome, withBearer, type SignedIn } from "../../support/identity/visitors.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

describe.each(DIALECT_NAMES)("who calls, on %s", (dialect) => {
  let opened: TemporaryIdentity;
  let marie: SignedIn;

  beforeAll(async () => {
    opened = await openTemporaryIdentity(dialect);
    marie = await welcome(opened.identity, "marie@example.com", "user_marie");
  });
  afterEach(() => opened.resetTime());
  afterAll(() => opened.remove());

  async function newKey(name: string) {
    const { accountId } = marie.person;
    const { key } = await opened.identity.keys.create(accountId, name);
    const listed = async () => (await opened.identity.keys.list(accountId)).find((each) => each.name === name);
    return { key, id: (await listed())?.id ?? "", listed };
  }

  const caller = { userId: "user_marie", email: "marie@example.com", name: "marie@example.com" };

  test("a desktop app's token tells its user by the ledger's id, and nothing else", async () => {
    const token = await connectDesktop(opened.identity, marie);
    expect(await opened.identity.authenticate(withBearer(token))).toEqual(caller);
  });

  test("an API key tells its user", async () => {
    const { key } = await opened.identity.addKey("marie@example.com");
    expect(key).toMatch(/^dk_\w{64}$/);
    expect(await opened.identity.authenticate(withBearer(key))).toEqual(caller);
  });

  test("an API key is not limited to ten requests a day", async () => {
    const { key } = await opened.identity.addKey("marie@example.com");
    for (let request = 0; request < 30; request += 1) {
      expect(await opened.identity.authenticate(withBearer(key))).toEqual(caller);
    }
  });

  test("a browser's cookie tells its user, for reading and for what our own pages send", async () => {
    const { request } = marie.browser;
    expect(await opened.identity.authenticate(request("/api/me"))).toEqual(caller);
    expect(await opened.identity.authenticate(request("/api/scraper-runs", { method: "POST" }))).toEqual(caller);
  });

  test("a cookie that another site makes the browser send along is nobody's", async () => {
    for (const origin of ["https://evil.example", "null", ""]) {
      const request = marie.browser.request("/api/scraper-runs", { method: "POST", headers: { origin } });
      expect(await opened.identity.authenticate(request)).toBeNull();
    }
  });

  test.each([
    ["nothing", ""],
    ["another scheme", "Basic bWFyaWU6cGFzc3dvcmQ="],
    ["no token", "Bearer "],
    ["a made-up token", "Bearer abcdefgh"],
    ["a made-up key", `Bearer dk_${"x".repeat(64)}`],
    ["an empty key", "Bearer dk_"],
    ["a signature alone", "Bearer .c2lnbmF0dXJl"],
  ])("%s in the header is nobody", async (_, authorization) => {
    const request = new Request(`${BASE_URL}/api/me`, { headers: { authorization } });
    expect(await opened.identity.authenticate(request)).toBeNull();
  });

  test("a wrong header is not made up for by the cookie beside it", async () => {
    const request = marie.browser.request("/api/me", { headers: { authorization: "Bearer abcdefgh" } });
    expect(await opened.identity.authenticate(request)).toBeNull();
  });

  test("neither the token without its signature nor one that was signed by another secret is taken", async () => {
    const token = (await connectDesktop(opened.identity, marie)).split(".")[0] ?? "";
    const forged = `${token}.${createHmac("sha256", `${SECRET}!`).update(token).digest("base64")}`;
    expect(await opened.identity.authenticate(withBearer(token))).toBeNull();
    expect(await opened.identity.authenticate(withBearer(forged))).toBeNull();
  });

  test("what the database holds of a session opens nothing, not even signed", async () => {
    await connectDesktop(opened.identity, marie);
    for (const { token } of await opened.sql.rows("select token from session")) {
      const signed = `${String(token)}.${createHmac("sha256", SECRET).update(String(token)).digest("base64")}`;
      expect(await opened.identity.authenticate(withBearer(signed))).toBeNull();
    }
  });

  test("a revoked session is refused on the very next call, by every server", async () => {
    const token = await connectDesktop(opened.identity, marie);
    const other = opened.second();
    expect(await other.authenticate(withBearer(token))).toEqual(caller);
    const { accountId, sessionId } = marie.person;
    for (const { id } of await opened.identity.sessions.list(accountId)) {
      if (id !== sessionId) await opened.identity.sessions.revoke(accountId, id);
    }
    expect(await other.authenticate(withBearer(token))).toBeNull();
    expect(await opened.identity.authenticate(withBearer(token))).toBeNull();
  });

  test("a revoked key is refused on the very next call", async () => {
    const { key, id } = await newKey("to be revoked");
    expect(await opened.identity.authenticate(withBearer(key))).toEqual(caller);
    await opened.identity.keys.revoke(marie.person.accountId, id);
    expect(await opened.identity.authenticate(withBearer(key))).toBeNull();
  });

  test("nobody revokes the session or the key of someone else", async () => {
    const paul = await welcome(opened.identity, "paul@example.com");
    const { key, id } = await newKey("of marie");
    await opened.identity.keys.revoke(paul.person.accountId, id);
    await opened.identity.sessions.revoke(paul.person.accountId, marie.person.sessionId);
    expect(await opened.identity.authenticate(withBearer(key))).toEqual(caller);
    expect(await opened.identity.authenticate(marie.browser.request("/api/me"))).toEqual(caller);
  });

  test("signing out ends the app's own session", async () => {
    const token = await connectDesktop(opened.identity, marie);
    const another = await connectDesktop(opened.identity, marie);
    const answer = await post(opened.identity, "/api/auth/sign-out", {}, { authorization: `Bearer ${token}` });
    expect(answer.status).toBe(200);
    expect(await opened.identity.authenticate(withBearer(token))).toBeNull();
    expect(await opened.identity.authenticate(withBearer(another))).toEqual(caller);
  });

  test("a session that nobody uses ends after thirty days", async () => {
    const token = await connectDesktop(opened.identity, marie);
    opened.passTime(31 * DAY_MS);
    expect(await opened.identity.authenticate(withBearer(token))).toBeNull();
  });

  test("a desktop app that is used stays signed in, and its session is written once a day at most", async () => {
    const token = await connectDesktop(opened.identity, marie);
    const written = async () => JSON.stringify(await opened.sql.rows("select updated_at from session order by id"));
    for (let day = 0; day < 5; day += 1) {
      opened.passTime(10 * DAY_MS);
      const former = await written();
      expect(await opened.identity.authenticate(withBearer(token))).toEqual(caller);
      // It is written while the answer is on its way.
      await expect.poll(written).not.toEqual(former);
      const before = await written();
      expect(await opened.identity.authenticate(withBearer(token))).toEqual(caller);
      expect(await written()).toEqual(before);
    }
  });

  test("a browser's session ends after a day, used or not", async () => {
    opened.passTime(DAY_MS / 2);
    expect(await opened.identity.authenticate(marie.browser.request("/api/me"))).toEqual(caller);
    opened.passTime(DAY_MS / 2 + 60_000);
    expect(await opened.identity.authenticate(marie.browser.request("/api/me"))).toBeNull();
  });

  test("the use of a key is noted, and written once an hour at most", async () => {
    const { key, listed } = await newKey("in use");
    const usedAt = async () => (await listed())?.usedAt;
    expect(await usedAt()).toBeNull();
    await opened.identity.authenticate(withBearer(key));
    await expect.poll(usedAt).toBeInstanceOf(Date);
    const first = await usedAt();
    opened.passTime(30 * 60_000);
    await opened.identity.authenticate(withBearer(key));
    expect(await usedAt()).toEqual(first);
    opened.passTime(40 * 60_000);
    await opened.identity.authenticate(withBearer(key));
    await expect.poll(usedAt).not.toEqual(first);
  });

  test("many requests of the same token or key that come together are answered by one query", async () => {
    const token = await connectDesktop(opened.identity, marie);
    const { key } = await newKey("asked a lot");
    const { options } = opened;
    let queries = 0;
    /** The same object, and what its methods make: counts what is executed. */
    const counting = <Target extends object>(target: Target): Target =>
      new Proxy(target, {
        get(_, name) {
          const value: unknown = Reflect.get(target, name);
          if (typeof value !== "function") return value;
          return (...args: readonly unknown[]) => {
            if (name === "execute") queries += 1;
            const made: unknown = Reflect.apply(value, target, args);
            return typeof made === "object" && made !== null && !(made instanceof Promise) ? counting(made) : made;
          };
        },
      });
    const database = { ...options.database, database: counting(options.database.database) } as typeof options.database;
    const identity = createIdentity({ ...options, database });
    for (const credential of [token, key]) {
      queries = 0;
      const requests = Array.from({ length: 200 }, () => identity.authenticate(withBearer(credential)));
      expect(await Promise.all(requests)).toEqual(requests.map(() => caller));
      expect(queries).toBe(1);
    }
  });

  test("a one-time password opens nothing but the choice of another", async () => {
    const { oneTimePassword } = await opened.identity.addUser("new@example.com");
    const browser = await signIn(opened.identity, "new@example.com", oneTimePassword);
    expect(await opened.identity.personOf(browser.request())).toMatchObject({ mustChangePassword: true });
    expect(await opened.identity.authenticate(browser.request("/api/me"))).toBeNull();
  });

  test("a key of someone who has not signed in yet works", async () => {
    await opened.identity.addUser("service@example.com", { userId: "service" });
    const { key } = await opened.identity.addKey("service@example.com");
    expect(await opened.identity.authenticate(withBearer(key))).toMatchObject({ userId: "service" });
  });
});
