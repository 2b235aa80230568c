import { beforeEach, describe, expect, test } from "vitest";
import {
  createWebhookStore,
  type WebhookEntry,
  type Webhooks,
} from "../../../../../electron/main/alerts/webhook-store.ts";
import { BUDGET_ID } from "../../../../support/budgets/sample-alerts.ts";
import { createMemoryVault, type MemoryVault } from "../../../../support/desktop-main/memory-vault.ts";

const URL_TEXT = "https://hooks.example.org/services/T0/B0/secret-path";
let vault: MemoryVault;
let stored: readonly WebhookEntry[];

beforeEach(() => {
  vault = createMemoryVault();
  stored = [];
});

const storeOf = (isLoopbackAllowed = false) =>
  createWebhookStore({
    file: { read: () => stored, write: (entries) => (stored = entries) },
    vault,
    isLoopbackAllowed,
  });
const camilles = (): Webhooks => storeOf().of("camille-id");

test("address and secret are in the keychain, and the host alone in the file", async () => {
  const webhooks = camilles();
  const secret = await webhooks.set(BUDGET_ID, URL_TEXT);
  expect(await webhooks.target(BUDGET_ID)).toEqual({ url: URL_TEXT, secret });
  expect(webhooks.view(BUDGET_ID)).toEqual({ host: "hooks.example.org", secret: "kept" });
  expect(JSON.stringify(stored)).not.toMatch(/secret-path/);
  expect(JSON.stringify(stored)).not.toContain(secret);
  // A later start reads them again.
  expect(await camilles().target(BUDGET_ID)).toEqual({ url: URL_TEXT, secret });
});

test("another address has another secret", async () => {
  const webhooks = camilles();
  const first = await webhooks.set(BUDGET_ID, URL_TEXT);
  const second = await webhooks.set(BUDGET_ID, "https://other.example.org/");
  expect(second).not.toBe(first);
  expect(webhooks.view(BUDGET_ID)?.host).toBe("other.example.org");
});

test("one account's webhooks are none of another's", async () => {
  await camilles().set(BUDGET_ID, URL_TEXT);
  const theirs = storeOf().of("alex-id");
  expect([theirs.view(BUDGET_ID), await theirs.target(BUDGET_ID)]).toEqual([null, null]);
  await theirs.keepOnly([]);
  expect(camilles().view(BUDGET_ID)).not.toBeNull();
});

test.each([
  ["without https", "http://hooks.example.org/"],
  ["within this computer", "http://127.0.0.1:9000/"],
  ["with a password", "https://me:secret@hooks.example.org/"],
  ["of a file", "file:///etc/passwd"],
  ["that is none", "hooks.example.org"],
])("an address %s is refused, and its text is not repeated", async (_name, url) => {
  const failure = await camilles()
    .set(BUDGET_ID, url)
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "invalid_request" });
  expect(String(failure)).not.toContain(url);
  expect([stored, vault.entries.size]).toEqual([[], 0]);
});

test("tests may reach this computer without https, and nothing else", async () => {
  const webhooks = storeOf(true).of("camille-id");
  await webhooks.set(BUDGET_ID, "http://127.0.0.1:9000/");
  expect(webhooks.view(BUDGET_ID)?.host).toBe("127.0.0.1:9000");
  await expect(webhooks.set(BUDGET_ID, "http://hooks.example.org/")).rejects.toMatchObject({ code: "invalid_request" });
});

describe("a keychain that does not take it", () => {
  test("leaves it in memory for as long as the application runs, and says so", async () => {
    vault.refuse("unavailable");
    const store = storeOf();
    const secret = await store.of("camille-id").set(BUDGET_ID, URL_TEXT);
    expect(store.of("camille-id").view(BUDGET_ID)?.secret).toBe("this-session");
    expect(await store.of("camille-id").target(BUDGET_ID)).toEqual({ url: URL_TEXT, secret });
    expect([await camilles().target(BUDGET_ID), camilles().view(BUDGET_ID)?.secret]).toEqual([null, "lost"]);
  });

  test("may take it late", async () => {
    vault.refuse("locked");
    const webhooks = camilles();
    await webhooks.set(BUDGET_ID, URL_TEXT);
    vault.refuse(null);
    vault.takeLate();
    expect(webhooks.view(BUDGET_ID)?.secret).toBe("kept");
    expect((await webhooks.target(BUDGET_ID))?.url).toBe(URL_TEXT);
  });

  test("and takes it late after it was taken away, gives it back", async () => {
    vault.refuse("locked");
    const webhooks = camilles();
    await webhooks.set(BUDGET_ID, URL_TEXT);
    await webhooks.set(BUDGET_ID, null);
    vault.refuse(null);
    vault.takeLate();
    expect([vault.entries.size, webhooks.view(BUDGET_ID)]).toEqual([0, null]);
  });
});

describe("taking a webhook away", () => {
  test("empties the keychain", async () => {
    const webhooks = camilles();
    await webhooks.set(BUDGET_ID, URL_TEXT);
    expect(await webhooks.set(BUDGET_ID, null)).toBeNull();
    expect([vault.entries.size, stored, webhooks.view(BUDGET_ID)]).toEqual([0, [], null]);
  });

  test("fails while the keychain does not let go, and leaves it as it was", async () => {
    const webhooks = camilles();
    await webhooks.set(BUDGET_ID, URL_TEXT);
    vault.refuse("locked");
    await expect(webhooks.set(BUDGET_ID, null)).rejects.toMatchObject({ code: "keychain_unavailable" });
    await webhooks.keepOnly([]);
    expect(webhooks.view(BUDGET_ID)).not.toBeNull();
    expect(await webhooks.target(BUDGET_ID)).toBeNull();
  });

  test("takes the address before it out of the keychain too, which was locked when it was changed", async () => {
    const webhooks = camilles();
    await webhooks.set(BUDGET_ID, URL_TEXT);
    vault.refuse("locked");
    await webhooks.set(BUDGET_ID, "https://other.example.org/");
    vault.refuse(null);
    await webhooks.set(BUDGET_ID, null);
    expect([vault.entries.size, stored]).toEqual([0, []]);
  });

  test("takes away one that the keychain is just about to take", async () => {
    const webhooks = camilles();
    const setting = webhooks.set(BUDGET_ID, URL_TEXT);
    await webhooks.keepOnly([]);
    await setting;
    expect([vault.entries.size, stored, webhooks.view(BUDGET_ID)]).toEqual([0, [], null]);
  });

  test("finds one that a process did not live to keep", async () => {
    void camilles().set(BUDGET_ID, URL_TEXT);
    expect(vault.entries.size).toBe(1);
    expect(stored).toMatchObject([{ isSecretKept: false }]);
    await camilles().keepOnly([]);
    expect(vault.entries.size).toBe(0);
  });

  test("happens to those whose budget is gone", async () => {
    const webhooks = camilles();
    await webhooks.set(BUDGET_ID, URL_TEXT);
    await webhooks.keepOnly([BUDGET_ID]);
    expect(vault.entries.size).toBe(1);
    await webhooks.keepOnly([]);
    expect([vault.entries.size, stored]).toEqual([0, []]);
  });
});

test("an entry that is no webhook's is none", async () => {
  const webhooks = camilles();
  await webhooks.set(BUDGET_ID, URL_TEXT);
  for (const name of vault.entries.keys()) vault.entries.set(name, "{}");
  expect(await webhooks.target(BUDGET_ID)).toBeNull();
});
