import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  BASE_URL,
  DIALECT_NAMES,
  openTemporaryIdentity,
  type TemporaryIdentity,
} from "../../support/identity/temporary-identity.ts";
import {
  askForCode,
  personIn,
  pollForToken,
  post,
  signIn,
  visitOf,
  welcome,
  withBearer,
  type SignedIn,
} from "../../support/identity/visitors.ts";

describe.each(DIALECT_NAMES)("letting a desktop app in, on %s", (dialect) => {
  let opened: TemporaryIdentity;
  let marie: SignedIn;
  let paul: SignedIn;
  beforeAll(async () => {
    opened = await openTemporaryIdentity(dialect);
    marie = await welcome(opened.identity, "marie@example.com");
    paul = await welcome(opened.identity, "paul@example.com");
  });
  afterAll(() => opened.remove());

  const epoch = dialect === "sqlite" ? "0" : "to_timestamp(0)";
  const letPollAgain = () => opened.sql.run(`update device_code set last_polled_at = ${epoch}`);
  const endCodes = () => opened.sql.run(`update device_code set expires_at = ${epoch}`);
  const decide = (by: SignedIn, userCode: string, isApproved: boolean) =>
    opened.identity.devices.decide(visitOf(by), userCode, isApproved);
  const find = (by: SignedIn, userCode: string) => opened.identity.devices.find(visitOf(by), userCode);

  test("the app is told a code, where to have it approved, and how often to ask", async () => {
    const code = await askForCode(opened.identity);
    expect(code.device_code).toMatch(/^[a-zA-Z0-9]{40}$/);
    expect(code.user_code).toMatch(/^[A-HJ-NP-Z2-9]{8}$/);
    expect(code).toMatchObject({
      verification_uri: `${BASE_URL}/device`,
      verification_uri_complete: `${BASE_URL}/device?user_code=${code.user_code}`,
      expires_in: 900,
      interval: 5,
    });
  });

  test("once approved, the app has a token, of the person who approved", async () => {
    const code = await askForCode(opened.identity);
    expect(await pollForToken(opened.identity, code.device_code)).toBe("authorization_pending");
    expect(await find(marie, code.user_code)).toMatchObject({
      state: "found",
      request: { userCode: code.user_code, userAgent: "Decompte/0.1.0 (Linux)", askedAt: expect.any(Date) },
    });
    expect(await decide(marie, code.user_code, true)).toEqual({ state: "decided" });
    await letPollAgain();
    const token = await pollForToken(opened.identity, code.device_code);
    expect(await opened.identity.authenticate(withBearer(token))).toMatchObject({ email: "marie@example.com" });
    const sessions = await opened.identity.sessions.list(marie.person.accountId);
    expect(sessions.map(({ userAgent }) => userAgent)).toContain("Decompte/0.1.0 (Linux)");
  });

  test("a code may be typed in small letters, with dashes and spaces", async () => {
    const { user_code: code } = await askForCode(opened.identity);
    const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `;
    expect(await find(marie, typed)).toMatchObject({ state: "found", request: { userCode: code } });
    expect(await decide(marie, typed, true)).toEqual({ state: "decided" });
  });

  test("once denied, the app is told so, and then that there is no such code", async () => {
    const code = await askForCode(opened.identity);
    expect(await decide(marie, code.user_code, false)).toEqual({ state: "decided" });
    expect(await pollForToken(opened.identity, code.device_code)).toBe("access_denied");
    expect(await pollForToken(opened.identity, code.device_code)).toBe("invalid_grant");
  });

  test("an app that asks faster than it was told is slowed down", async () => {
    const code = await askForCode(opened.identity);
    expect(await pollForToken(opened.identity, code.device_code)).toBe("authorization_pending");
    expect(await pollForToken(opened.identity, code.device_code)).toBe("slow_down");
  });

  test("an expired code is found by nobody, approved by nobody, and told as expired", async () => {
    const code = await askForCode(opened.identity);
    await endCodes();
    expect(await find(marie, code.user_code)).toEqual({ state: "unknown" });
    expect(await decide(marie, code.user_code, true)).toEqual({ state: "unknown" });
    expect(await pollForToken(opened.identity, code.device_code)).toBe("expired_token");
  });

  test("a code that was approved and then expired gives no token", async () => {
    const code = await askForCode(opened.identity);
    await decide(marie, code.user_code, true);
    await endCodes();
    expect(await pollForToken(opened.identity, code.device_code)).toBe("expired_token");
  });

  test("a code is answered once: neither approved after it was denied nor denied after it was approved", async () => {
    const approved = await askForCode(opened.identity);
    expect(await decide(marie, approved.user_code, true)).toEqual({ state: "decided" });
    expect(await find(marie, approved.user_code)).toEqual({ state: "unknown" });
    expect(await decide(marie, approved.user_code, false)).toEqual({ state: "unknown" });
    const denied = await askForCode(opened.identity);
    expect(await decide(marie, denied.user_code, false)).toEqual({ state: "decided" });
    expect(await decide(marie, denied.user_code, true)).toEqual({ state: "unknown" });
  });

  test("a code gives one token, however many ask for it at once", async () => {
    const code = await askForCode(opened.identity);
    await decide(marie, code.user_code, true);
    const polls = Array.from({ length: 10 }, () => pollForToken(opened.identity, code.device_code));
    const answers = await Promise.all(polls);
    expect(answers.filter((answer) => answer.includes("."))).toHaveLength(1);
    expect(await pollForToken(opened.identity, code.device_code)).toBe("invalid_grant");
  });

  test("a code that one person answered is no other person's any more", async () => {
    const code = await askForCode(opened.identity);
    await decide(marie, code.user_code, true);
    expect(await find(paul, code.user_code)).toEqual({ state: "unknown" });
    expect(await decide(paul, code.user_code, true)).toEqual({ state: "unknown" });
    const token = await pollForToken(opened.identity, code.device_code);
    expect(await opened.identity.authenticate(withBearer(token))).toMatchObject({ email: "marie@example.com" });
  });

  test("nobody decides without being signed in", async () => {
    const code = await askForCode(opened.identity);
    const visit = { ...visitOf(marie), request: new Request(`${BASE_URL}/device`) };
    expect(await opened.identity.devices.decide(visit, code.user_code, true)).toEqual({ state: "unknown" });
    expect(await pollForToken(opened.identity, code.device_code)).toBe("authorization_pending");
  });

  test("nobody decides before they have chosen a password of their own", async () => {
    const { oneTimePassword } = await opened.identity.addUser("new@example.com");
    const browser = await signIn(opened.identity, "new@example.com", oneTimePassword);
    const visit = visitOf({ browser, person: await personIn(opened.identity, browser) });
    const code = await askForCode(opened.identity);
    expect(await opened.identity.devices.find(visit, code.user_code)).toEqual({ state: "unknown" });
    expect(await opened.identity.devices.decide(visit, code.user_code, true)).toEqual({ state: "unknown" });
  });

  test("no other client gets a code, nor the token of one", async () => {
    const refused = await post(opened.identity, "/api/auth/device/code", { client_id: "another" });
    expect(refused.status).toBe(400);
    const code = await askForCode(opened.identity);
    await decide(marie, code.user_code, true);
    expect(await pollForToken(opened.identity, code.device_code, "another")).toBe("invalid_grant");
  });

  test("a code that was asked for in the name of a user is theirs to answer only", async () => {
    const answer = await post(opened.identity, "/api/auth/device/code", {
      client_id: "decompte-desktop",
      user_id: paul.person.accountId,
    });
    const { user_code: userCode } = (await answer.json()) as { user_code: string };
    expect(await find(marie, userCode)).toEqual({ state: "unknown" });
    expect(await decide(marie, userCode, true)).toEqual({ state: "unknown" });
  });

  test("a person who guesses codes is stopped after twenty", async () => {
    const zoe = await welcome(opened.identity, "zoe@example.com");
    for (let guess = 0; guess < 20; guess += 1) {
      expect(await find(zoe, `GUESS${100 + guess}`)).toEqual({ state: "unknown" });
    }
    const { user_code: userCode } = await askForCode(opened.identity);
    expect(await find(zoe, userCode)).toMatchObject({ state: "throttled" });
    expect(await decide(zoe, userCode, true)).toMatchObject({ state: "throttled" });
  });
});
