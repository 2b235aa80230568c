import { afterAll, beforeAll, expect, test } from "vitest";
import { createAuth } from "../../../server/identity/auth.ts";
import { createIdentity } from "../../../server/identity/identity.ts";
import { BASE_URL, openTemporaryIdentity, type TemporaryIdentity } from "../../support/identity/temporary-identity.ts";
import { ADDRESS, post, welcome, type SignedIn } from "../../support/identity/visitors.ts";

let opened: TemporaryIdentity;
let marie: SignedIn;
beforeAll(async () => {
  opened = await openTemporaryIdentity();
  marie = await welcome(opened.identity, "marie@example.com");
});
afterAll(() => opened.remove());

test("an API key can't be made for a user by who names them (CVE-2025-61928)", async () => {
  for (const body of [{ userId: marie.person.accountId, name: "stolen" }, { userId: marie.person.accountId }]) {
    await expect(post(opened.identity, "/api/auth/api-key/create", body)).rejects.toMatchObject({
      code: "unauthorized",
    });
  }
  expect(await opened.identity.keys.list(marie.person.accountId)).toEqual([]);
});

test("better-auth refuses that too, were it asked", async () => {
  const { handler } = createAuth(opened.options);
  const body = JSON.stringify({ userId: marie.person.accountId, name: "stolen" });
  const headers = { "content-type": "application/json" };
  const answer = await handler(new Request(`${BASE_URL}/api/auth/api-key/create`, { method: "POST", body, headers }));
  expect(answer.status).toBe(401);
  expect(await opened.identity.keys.list(marie.person.accountId)).toEqual([]);
});

// Every path of better-auth and of its plugins that is not for devices.
const CLOSED = [
  "sign-up/email",
  "sign-in/email",
  "sign-in/social",
  "change-password",
  "change-email",
  "set-password",
  "update-user",
  "update-session",
  "delete-user",
  "reset-password",
  "request-password-reset",
  "verify-password",
  "verify-email",
  "send-verification-email",
  "list-sessions",
  "revoke-session",
  "revoke-sessions",
  "revoke-other-sessions",
  "link-social",
  "list-accounts",
  "unlink-account",
  "refresh-token",
  "get-access-token",
  "account-info",
  "get-session",
  "ok",
  "error",
  "device",
  "device/approve",
  "device/deny",
  "api-key/create",
  "api-key/verify",
  "api-key/get",
  "api-key/update",
  "api-key/delete",
  "api-key/list",
  "api-key/delete-all-expired-api-keys",
  "",
  "device/code/",
  "Device/Code",
  "device//code",
  "%64evice/code",
];

test.each(CLOSED)("/api/auth/%s is open to nobody", async (path) => {
  const body = { email: "new@example.com", password: "a password of twelve", name: "New", user_code: "ABCDEFGH" };
  for (const method of ["GET", "POST"]) {
    const init = method === "GET" ? {} : { method, body: JSON.stringify(body) };
    const headers = { "content-type": "application/json" };
    const stranger = new Request(`${BASE_URL}/api/auth/${path}`, { ...init, headers });
    await expect(opened.identity.handle(stranger, ADDRESS)).rejects.toMatchObject({ code: "unauthorized" });
    const signedIn = marie.browser.request(`/api/auth/${path}`, { ...init, headers });
    await expect(opened.identity.handle(signedIn, ADDRESS)).rejects.toMatchObject({ code: "not_found" });
  }
});

test("what devices ask is answered to POST alone", async () => {
  for (const path of ["device/code", "device/token", "sign-out"]) {
    for (const method of ["GET", "PUT", "DELETE"]) {
      const request = new Request(`${BASE_URL}/api/auth/${path}`, { method });
      await expect(opened.identity.handle(request, ADDRESS)).rejects.toMatchObject({ code: "unauthorized" });
    }
  }
});

test.each([
  ["device/code", ""],
  ["device/code", "{"],
  ["device/code", "[]"],
  ["device/code", '{"client_id":7}'],
  ["device/token", "{}"],
  ["device/token", '{"grant_type":"password","device_code":"a","client_id":"decompte-desktop"}'],
  ["device/token", '{"grant_type":"urn:ietf:params:oauth:grant-type:device_code","device_code":{},"client_id":"x"}'],
])("%s answers %j by a refusal", async (path, body) => {
  const headers = { "content-type": "application/json" };
  const request = new Request(`${BASE_URL}/api/auth/${path}`, { method: "POST", body, headers });
  const { status } = await opened.identity.handle(request, ADDRESS);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
});

test("one place gets sixty codes in ten minutes, and no more", async () => {
  const ask = (address: string) =>
    opened.identity.handle(
      new Request(`${BASE_URL}/api/auth/device/code`, {
        method: "POST",
        body: '{"client_id":"decompte-desktop"}',
        headers: { "content-type": "application/json" },
      }),
      address,
    );
  for (let count = 0; count < 60; count += 1) expect((await ask("192.0.2.60")).status).toBe(200);
  await expect(ask("192.0.2.60")).rejects.toMatchObject({
    code: "rate_limited",
    details: { retryAfterSeconds: expect.any(Number) },
  });
  expect((await ask("192.0.2.61")).status).toBe(200);
});

test("a secret that is too short to be one is refused at the start", () => {
  expect(() => createIdentity({ ...opened.options, secret: "short" })).toThrow("at least 32");
});
