import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createSecretVault, type SecretReading, type SecretVault } from "../../../../electron/main/secret-vault.ts";
import { createFakeKeychain, type FakeKeychain } from "../../../support/desktop-main/fake-keychain.ts";

const ID = "camille-id";
const TOKEN = "apify_api_canary";
const DEADLINE_MS = 5_000;
const PROBE = ["set decompte-probe", "delete decompte-probe"];

let keychain: FakeKeychain;
let vault: SecretVault;
let logged: unknown[];
let late: SecretReading[];
let kept: number;

beforeEach(() => {
  vi.useFakeTimers();
  keychain = createFakeKeychain();
  logged = [];
  late = [];
  kept = 0;
  vault = vaultOver(async () => keychain);
});
afterEach(() => vi.useRealTimers());

function vaultOver(loadKeychain: () => Promise<FakeKeychain>): SecretVault {
  return createSecretVault({
    loadKeychain,
    deadlineMs: DEADLINE_MS,
    log: (event, fields) => logged.push({ event, ...fields }),
  });
}
const read = (isMarked = true) => vault.read(ID, isMarked, (reading) => late.push(reading));
const write = () => vault.write(ID, TOKEN, () => (kept += 1));
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("reading", () => {
  test("finds what is there, with one question", async () => {
    keychain.secrets.set(ID, TOKEN);
    expect(await read()).toEqual({ state: "found", secret: TOKEN });
    expect(keychain.operations).toEqual([`get ${ID}`]);
    expect(vault.isWaiting()).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("of what was never kept is missing, and needs no probe", async () => {
    expect(await read(false)).toEqual({ state: "missing" });
    expect(keychain.operations).toEqual([`get ${ID}`]);
  });

  test("of what was kept is missing once the keychain has proved to be open", async () => {
    expect(await read()).toEqual({ state: "missing" });
    expect(keychain.operations).toEqual([`get ${ID}`, ...PROBE, `get ${ID}`]);
    expect(keychain.secrets.size).toBe(0);
  });

  test("of what was kept is locked where the keychain takes no entry", async () => {
    keychain.secrets.set(ID, TOKEN);
    keychain.become("silent");
    expect(await read()).toEqual({ state: "locked" });
    expect(keychain.secrets.get(ID)).toBe(TOKEN);
  });

  test("finds it after all where the probe had the keychain unlocked", async () => {
    keychain.secrets.set(ID, TOKEN);
    keychain.become("silent");
    const setPassword = keychain.setPassword.bind(keychain);
    keychain.setPassword = (...entry) => {
      keychain.become("open");
      return setPassword(...entry);
    };
    expect(await read()).toEqual({ state: "found", secret: TOKEN });
  });

  test.each([
    ["is broken", async () => keychain],
    ["can't be loaded", () => Promise.reject(new Error("libsecret-1.so.0: cannot open shared object file"))],
  ])("where the keychain %s is unavailable, and says why in the log", async (_, load) => {
    keychain.become("broken");
    vault = vaultOver(load);
    expect(await read()).toEqual({ state: "unavailable" });
    expect(logged).toEqual([{ event: "keychain failed", cause: expect.any(Error) }]);
  });
});

describe("a prompt that nobody answers", () => {
  beforeEach(() => {
    keychain.secrets.set(ID, TOKEN);
    keychain.become("prompting");
  });

  test("counts as locked at the deadline, not before", async () => {
    let reading: SecretReading | undefined;
    void read().then((answer) => (reading = answer));
    await pass(DEADLINE_MS - 1);
    expect(reading).toBeUndefined();
    expect(vault.isWaiting()).toBe(true);
    await pass(1);
    expect(reading).toEqual({ state: "locked" });
    expect(vault.isWaiting()).toBe(true);
  });

  test("and is answered later tells the secret then, once", async () => {
    const reading = read();
    await pass(DEADLINE_MS);
    expect(await reading).toEqual({ state: "locked" });
    keychain.answerPrompt(true);
    await pass(0);
    expect(late).toEqual([{ state: "found", secret: TOKEN }]);
    expect(vault.isWaiting()).toBe(false);
  });

  test("and is refused later tells nothing more", async () => {
    const reading = read();
    await pass(DEADLINE_MS);
    await reading;
    keychain.answerPrompt(false);
    await pass(DEADLINE_MS);
    expect(late).toEqual([]);
    expect(vault.isWaiting()).toBe(false);
  });

  test("and is refused in time is locked too", async () => {
    const reading = read();
    await pass(10);
    keychain.answerPrompt(false);
    expect(await reading).toEqual({ state: "locked" });
    expect(late).toEqual([]);
  });

  test("and shows later that the secret is gone tells that it is missing", async () => {
    keychain.secrets.clear();
    const reading = read();
    await pass(DEADLINE_MS);
    await reading;
    keychain.answerPrompt(true);
    await pass(0);
    expect(late).toEqual([{ state: "missing" }]);
  });

  test("holds back the next operation, which is given up at its own deadline and never carried out", async () => {
    const readings = [read(), write(), vault.remove(ID)];
    await pass(DEADLINE_MS);
    expect(await Promise.all(readings)).toEqual([{ state: "locked" }, "locked", "locked"]);
    keychain.answerPrompt(true);
    await pass(DEADLINE_MS);
    expect(keychain.operations).toEqual([`get ${ID}`]);
    expect(kept).toBe(0);
    expect(keychain.secrets.get(ID)).toBe(TOKEN);
  });

  test("holds back the next operation only for as long as it stands", async () => {
    const reading = read();
    const writing = write();
    await pass(1_000);
    keychain.answerPrompt(true);
    expect(await reading).toEqual({ state: "found", secret: TOKEN });
    expect(await writing).toBe("done");
    expect(keychain.mostAtOnce()).toBe(1);
  });
});

describe("writing", () => {
  test("keeps the secret", async () => {
    expect(await write()).toBe("done");
    expect(keychain.secrets).toEqual(new Map([[ID, TOKEN]]));
    expect(kept).toBe(0);
  });

  test.each([
    ["locked", "silent"],
    ["unavailable", "broken"],
  ] as const)("is %s where the keychain is %s", async (state, keychainState) => {
    keychain.become(keychainState);
    expect(await write()).toBe(state);
    expect(keychain.secrets.size).toBe(0);
    expect(JSON.stringify(logged)).not.toContain(TOKEN);
  });

  test("is locked at the deadline, and tells when the secret is kept after all", async () => {
    keychain.become("prompting");
    const writing = write();
    await pass(DEADLINE_MS);
    expect(await writing).toBe("locked");
    expect(kept).toBe(0);
    keychain.answerPrompt(true);
    await pass(0);
    expect(kept).toBe(1);
    expect(keychain.secrets.get(ID)).toBe(TOKEN);
  });

  test("that is refused late tells nothing", async () => {
    keychain.become("prompting");
    const writing = write();
    await pass(DEADLINE_MS);
    await writing;
    keychain.answerPrompt(false);
    await pass(DEADLINE_MS);
    expect(kept).toBe(0);
  });
});

describe("removing", () => {
  test("takes the secret out", async () => {
    keychain.secrets.set(ID, TOKEN);
    expect(await vault.remove(ID)).toBe("done");
    expect(keychain.secrets.size).toBe(0);
    expect(keychain.operations).toEqual([`delete ${ID}`]);
  });

  test("of what is not there is done once the keychain has proved to be open", async () => {
    expect(await vault.remove(ID)).toBe("done");
    expect(keychain.operations).toEqual([`delete ${ID}`, ...PROBE, `delete ${ID}`]);
  });

  test.each([
    ["locked", "silent"],
    ["unavailable", "broken"],
  ] as const)("is %s where the keychain is %s, and the secret stays", async (state, keychainState) => {
    keychain.secrets.set(ID, TOKEN);
    keychain.become(keychainState);
    expect(await vault.remove(ID)).toBe(state);
    expect(keychain.secrets.get(ID)).toBe(TOKEN);
  });

  test("is locked while a prompt stands", async () => {
    keychain.become("prompting");
    const removing = vault.remove(ID);
    await pass(DEADLINE_MS);
    expect(await removing).toBe("locked");
  });
});

test("many operations at once reach the keychain one after the other", async () => {
  const readings = await Promise.all([write(), read(), read(false), vault.remove(ID), read(false)]);
  expect(readings).toEqual([
    "done",
    { state: "found", secret: TOKEN },
    { state: "found", secret: TOKEN },
    "done",
    { state: "missing" },
  ]);
  expect(keychain.mostAtOnce()).toBe(1);
});
