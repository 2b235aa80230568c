import { afterAll, beforeAll, expect, test } from "vitest";
import { openTemporaryIdentity, type TemporaryIdentity } from "../../support/identity/temporary-identity.ts";
import { connectDesktop, welcome, withBearer } from "../../support/identity/visitors.ts";

let opened: TemporaryIdentity;
beforeAll(async () => {
  opened = await openTemporaryIdentity("neon");
});
afterAll(() => opened.remove());

test("over Neon's driver users sign in, devices are let in, keys work, and all of it can be revoked", async () => {
  const { identity } = opened;
  const marie = await welcome(identity, "marie@example.com", "user_marie");
  const token = await connectDesktop(identity, marie);
  const { key } = await identity.addKey("marie@example.com");
  const caller = { userId: "user_marie", email: "marie@example.com", name: "marie@example.com" };
  expect(await identity.authenticate(withBearer(token))).toEqual(caller);
  expect(await identity.authenticate(withBearer(key))).toEqual(caller);
  const { accountId } = marie.person;
  for (const { id } of await identity.sessions.list(accountId)) await identity.sessions.revoke(accountId, id);
  for (const { id } of await identity.keys.list(accountId)) await identity.keys.revoke(accountId, id);
  expect(await identity.authenticate(withBearer(token))).toBeNull();
  expect(await identity.authenticate(withBearer(key))).toBeNull();
  expect(await identity.personOf(marie.browser.request())).toBeNull();
});
