import { createHook } from "node:async_hooks";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  DIALECT_NAMES,
  openTemporaryIdentity,
  type TemporaryIdentity,
} from "../../support/identity/temporary-identity.ts";
import { browserWith, connectDesktop, personIn, signIn, welcome, withBearer } from "../../support/identity/visitors.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
const STRANGER = browserWith([]);

describe.each(DIALECT_NAMES)("signing in with a browser, on %s", (dialect) => {
  let opened: TemporaryIdentity;
  beforeAll(async () => {
    opened = await openTemporaryIdentity(dialect);
  });
  afterEach(() => opened.resetTime());
  afterAll(() => opened.remove());

  let visits = 0;
  const attempt = (email: string, password: string, address = `198.51.100.${(visits += 1)}`) =>
    opened.identity.browser.signIn(STRANGER.request("/sign-in"), { email, password, address });

  test("a wrong password and an address that nobody has are answered alike", async () => {
    await welcome(opened.identity, "marie@example.com");
    const refused = { state: "refused" };
    expect(await attempt("marie@example.com", "a wrong password")).toEqual(refused);
    expect(await attempt("nobody@example.com", "a wrong password")).toEqual(refused);
    expect(await attempt("not an address", "a wrong password")).toEqual(refused);
    expect(await attempt("marie@example.com", "")).toEqual(refused);
    expect(await attempt("marie@example.com", "x".repeat(100_000))).toEqual(refused);
    expect(opened.troubles).toEqual([]);
  });

  test("an address that nobody has costs as much work as a wrong password", async () => {
    await welcome(opened.identity, "worked@example.com");
    const derivations = async (email: string) => {
      let count = 0;
      const watch = createHook({ init: (_, type) => void (count += type === "SCRYPTREQUEST" ? 1 : 0) }).enable();
      await attempt(email, "a wrong password");
      watch.disable();
      return count;
    };
    expect(await derivations("worked@example.com")).toBe(1);
    expect(await derivations("nobody-works@example.com")).toBe(1);
  });

  test("the address may be written in any case", async () => {
    const { password } = await welcome(opened.identity, "case@example.com");
    expect(await attempt("Case@Example.COM", password)).toMatchObject({
      state: "signed_in",
      mustChangePassword: false,
    });
  });

  test("cookies are for this server's own requests only, and gone with the browser", async () => {
    const { password } = await welcome(opened.identity, "cookies@example.com");
    const result = await attempt("cookies@example.com", password);
    if (result.state !== "signed_in") throw new Error(result.state);
    for (const cookie of result.cookies) {
      expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
      expect(cookie).not.toMatch(/Max-Age|Expires|Domain/i);
    }
  });

  test("over https cookies are secure and bound to the very host", async () => {
    const secure = await openTemporaryIdentity(dialect, { baseUrl: "https://spend.example.com" });
    try {
      const { oneTimePassword: password } = await secure.identity.addUser("marie@example.com");
      const given = { email: "marie@example.com", password, address: "192.0.2.9" };
      const result = await secure.identity.browser.signIn(STRANGER.request("/sign-in"), given);
      if (result.state !== "signed_in") throw new Error(result.state);
      for (const cookie of result.cookies) expect(cookie).toMatch(/^__Host-decompte\.\w+=.*; HttpOnly; Secure; /);
      const browser = browserWith(result.cookies);
      expect(await secure.identity.personOf(browser.request())).toMatchObject({ email: "marie@example.com" });
    } finally {
      await secure.remove();
    }
  });

  test("a one-time password that is a week old is refused, and leaves no session", async () => {
    const { oneTimePassword } = await opened.identity.addUser("late@example.com");
    opened.passTime(7 * DAY_MS + 60_000);
    expect(await attempt("late@example.com", "a wrong password")).toEqual({ state: "refused" });
    expect(await attempt("late@example.com", oneTimePassword)).toEqual({ state: "expired" });
    const sessions = await opened.sql.rows(
      `select s.id from session s join "user" u on u.id = s.user_id where u.email = 'late@example.com'`,
    );
    expect(sessions).toEqual([]);
  });

  test("a session that someone planted in the browser is neither taken over nor kept", async () => {
    const { password } = await welcome(opened.identity, "victim@example.com");
    const attacker = await welcome(opened.identity, "attacker@example.com");
    const result = await opened.identity.browser.signIn(attacker.browser.request("/sign-in"), {
      email: "victim@example.com",
      password,
      address: "192.0.2.7",
    });
    if (result.state !== "signed_in") throw new Error(result.state);
    expect(await personIn(opened.identity, browserWith(result.cookies))).toMatchObject({ email: "victim@example.com" });
    expect(await opened.identity.personOf(attacker.browser.request())).toBeNull();
  });

  test("signing out ends this browser's session and takes its cookie away", async () => {
    const { browser, password } = await welcome(opened.identity, "leaving@example.com");
    const other = await signIn(opened.identity, "leaving@example.com", password);
    const cookies = await opened.identity.browser.signOut(browser.request());
    expect(cookies.find((cookie) => cookie.startsWith("decompte.session_token="))).toMatch(/Max-Age=0/);
    expect(await opened.identity.personOf(browser.request())).toBeNull();
    expect(await opened.identity.personOf(other.request())).not.toBeNull();
  });

  test("another password ends every other session at once, desktop apps too, and this browser gets a new one", async () => {
    const { identity } = opened;
    const signedIn = await welcome(identity, "change@example.com");
    const { browser, person, password } = signedIn;
    const other = await signIn(identity, "change@example.com", password);
    const token = await connectDesktop(identity, signedIn);
    const change = { current: password, next: "quite another password" };
    const result = await identity.browser.changePassword(browser.request(), person, change);
    if (result.state !== "changed") throw new Error(result.state);
    expect(await identity.personOf(browser.request())).toBeNull();
    expect(await identity.personOf(other.request())).toBeNull();
    expect(await identity.authenticate(withBearer(token))).toBeNull();
    const renewed = browserWith(result.cookies);
    expect(await identity.authenticate(renewed.request("/api/me"))).toMatchObject({ email: "change@example.com" });
    expect(await attempt("change@example.com", password)).toEqual({ state: "refused" });
    expect(await attempt("change@example.com", change.next)).toMatchObject({ state: "signed_in" });
  });

  test("a password is changed by who knows it, to another one of a fair length", async () => {
    const { browser, person, password } = await welcome(opened.identity, "rules@example.com");
    const change = (current: string, next: string) =>
      opened.identity.browser.changePassword(browser.request(), person, { current, next });
    expect(await change("a wrong password", "quite another password")).toEqual({ state: "wrong_current" });
    expect(await change(password, "short")).toEqual({ state: "too_short" });
    expect(await change(password, "x".repeat(129))).toEqual({ state: "too_long" });
    expect(await change(password, password)).toEqual({ state: "unchanged" });
    expect(await opened.identity.personOf(browser.request())).not.toBeNull();
  });

  test("a one-time password must give way to another one", async () => {
    const { oneTimePassword } = await opened.identity.addUser("first@example.com");
    const browser = await signIn(opened.identity, "first@example.com", oneTimePassword);
    const person = await personIn(opened.identity, browser);
    const keep = { current: "", next: oneTimePassword };
    expect(await opened.identity.browser.changePassword(browser.request(), person, keep)).toEqual({
      state: "unchanged",
    });
    const users = await opened.identity.listUsers();
    expect(users.find(({ email }) => email === "first@example.com")?.oneTimeUntil).not.toBeNull();
  });
});

describe("how often may be tried", () => {
  let opened: TemporaryIdentity;
  beforeAll(async () => {
    opened = await openTemporaryIdentity();
  });
  afterAll(() => opened.remove());

  const attempt = (email: string, password: string, address: string) =>
    opened.identity.browser.signIn(STRANGER.request("/sign-in"), { email, password, address });
  const throttled = { state: "throttled", retryAfterSeconds: expect.any(Number) };

  test("ten times for an e-mail from one place, also where nobody has it, and its owner elsewhere is let in", async () => {
    const { password } = await welcome(opened.identity, "marie@example.com");
    for (const [email, place] of [
      ["marie@example.com", "203.0.113.201"],
      ["nobody@example.com", "203.0.113.202"],
    ] as const) {
      for (let count = 0; count < 10; count += 1) {
        expect(await attempt(email, "a wrong password", place)).toEqual({ state: "refused" });
      }
      expect(await attempt(email.toUpperCase(), password, place)).toEqual(throttled);
    }
    expect(await attempt("marie@example.com", password, "203.0.113.203")).toMatchObject({ state: "signed_in" });
  });

  test("two hundred times for an e-mail, from however many places", async () => {
    const guesses = Array.from({ length: 210 }, (_, count) => attempt("anna@example.com", "guess", `10.0.0.${count}`));
    const states = (await Promise.all(guesses)).map(({ state }) => state);
    expect(states.filter((state) => state === "throttled")).toHaveLength(10);
  });

  test("an e-mail that is too long to be one is refused without being counted", async () => {
    for (let count = 0; count < 12; count += 1) {
      expect(await attempt("x".repeat(300), "guess", "203.0.113.210")).toEqual({ state: "refused" });
    }
  });

  test("guesses that are sent at once count as well", async () => {
    const guesses = Array.from({ length: 40 }, (_, count) =>
      attempt("paul@example.com", "guess", count % 2 === 0 ? "203.0.113.220" : "203.0.113.221"),
    );
    const states = (await Promise.all(guesses)).map(({ state }) => state);
    expect(states.filter((state) => state === "refused")).toHaveLength(20);
    expect(states.filter((state) => state === "throttled")).toHaveLength(20);
  });

  test("thirty times from one place, whoever is tried", async () => {
    for (let count = 0; count < 30; count += 1) {
      expect(await attempt(`user${count}@example.com`, "guess", "198.51.100.1")).toEqual({ state: "refused" });
    }
    expect(await attempt("another@example.com", "guess", "198.51.100.1")).toEqual(throttled);
    expect(await attempt("another@example.com", "guess", "198.51.100.2")).toEqual({ state: "refused" });
  });

  test("ten times for the password that is to be changed", async () => {
    const { browser, person, password } = await welcome(opened.identity, "change@example.com");
    const change = (current: string) =>
      opened.identity.browser.changePassword(browser.request(), person, { current, next: "quite another password" });
    for (let count = 0; count < 10; count += 1) expect(await change("guess")).toEqual({ state: "wrong_current" });
    expect(await change(password)).toEqual(throttled);
  });

  test("the right password lets the count begin anew", async () => {
    const { password } = await welcome(opened.identity, "clumsy@example.com");
    for (let round = 0; round < 3; round += 1) {
      for (let count = 0; count < 5; count += 1) {
        const address = `192.0.2.${100 + round * 10 + count}`;
        expect(await attempt("clumsy@example.com", "a wrong password", address)).toEqual({ state: "refused" });
      }
      expect(await attempt("clumsy@example.com", password, "192.0.2.99")).toMatchObject({ state: "signed_in" });
    }
  });
});
