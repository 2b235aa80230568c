import { describe, expect, test } from "vitest";
import type { SecretReading } from "../../../../electron/main/secret-vault.ts";
import { PERIODS } from "../../../../shared/domain/period.ts";
import type { CredentialState } from "../../../../shared/ipc/session.ts";
import {
  type ControllerBench,
  createControllerBench,
  keptAccount,
  keptServerAccount,
  NOW_MS,
} from "../../../support/desktop-main/controller-bench.ts";
import { emptyImport } from "../../../support/desktop-main/fake-api.ts";
import { settle } from "../../../support/desktop-main/manual-schedule.ts";

const REFRESH_INTERVAL_MS = 5 * 60_000;
const TOKEN = "camille-token";
const signedOut = { kind: "signed-out" };
const camille = (credential: CredentialState) => ({ kind: "apify", username: "camille", credential });

/** Camille is signed in and her token is in the keychain, as after any start. */
async function startSignedIn() {
  const bench = createControllerBench([keptAccount("camille")]);
  bench.secrets.set("camille-id", TOKEN);
  await bench.controller.start({ isSample: false });
  await settle();
  return bench;
}

/** Nobody is signed in. */
async function startSignedOut() {
  const bench = createControllerBench();
  await bench.controller.start({ isSample: false });
  return bench;
}

/** Camille signs in while the keychain waits on its prompt: its late answers are the test's. */
async function signInForThisSession() {
  const bench = await startSignedOut();
  bench.refuseWrites("locked");
  await bench.controller.signIn(TOKEN);
  bench.refuseWrites(null);
  return bench;
}

describe("at the start", () => {
  test("of the first time nobody is signed in, and nothing is opened or read", async () => {
    const { controller, workspaces, told, reads } = await startSignedOut();
    expect(controller.session()).toEqual(signedOut);
    expect([workspaces, told, reads]).toEqual([[], [], []]);
    expect(() => controller.figures()).toThrow("Nobody is signed in");
    await expect(controller.refresh()).rejects.toMatchObject({ code: "unauthorized" });
    await expect(controller.importHistory(90, false)).rejects.toMatchObject({ code: "unauthorized" });
    await expect(controller.cancelImport()).rejects.toMatchObject({ code: "unauthorized" });
    await expect(controller.retryKeychain()).rejects.toMatchObject({ code: "unauthorized" });
  });

  test("with an account its figures are open and its token refreshes them", async () => {
    const { controller, workspace } = await startSignedIn();
    expect(controller.session()).toEqual(camille("kept"));
    expect(workspace()).toMatchObject({ name: "camille-id", token: TOKEN });
    expect(workspace().imports).toHaveLength(1);
  });

  test("the figures do not wait for the keychain", async () => {
    const bench = createControllerBench([keptAccount("camille")]);
    bench.holdKeychain();
    await bench.controller.start({ isSample: false });
    expect(bench.controller.session()).toEqual(camille("kept"));
    const totals = await Promise.all(PERIODS.map((period) => bench.controller.figures().summary(period)));
    expect(totals.map((total) => total?.period)).toEqual(PERIODS);
    await settle();
    expect(bench.workspace()).toMatchObject({ token: null, imports: [] });

    bench.reads[0]?.answer({ state: "found", secret: TOKEN });
    await settle();
    expect(bench.workspace().token).toBe(TOKEN);
    expect(bench.workspace().imports).toHaveLength(1);
  });

  test.each(["missing", "locked", "unavailable"] as const)(
    "a token that is %s says so, refreshes nothing and leaves the figures",
    async (state) => {
      const bench = createControllerBench([keptAccount("camille")]);
      bench.holdKeychain();
      await bench.controller.start({ isSample: false });
      await settle();
      bench.reads[0]?.answer({ state });
      await settle();
      expect(bench.controller.session()).toEqual(camille(state));
      expect(bench.workspace()).toMatchObject({ token: null, imports: [] });
      expect((await bench.controller.figures().summary("day"))?.period).toBe("day");
      expect(bench.accounts()).toEqual([keptAccount("camille")]);
    },
  );

  test("an account whose token was never kept asks for it, without a question to the keychain", async () => {
    const bench = createControllerBench([{ ...keptAccount("camille"), isTokenKept: false }]);
    bench.holdKeychain();
    await bench.controller.start({ isSample: false });
    await settle();
    expect(bench.controller.session()).toEqual(camille("unavailable"));
    expect(bench.reads).toEqual([]);
  });

  test("a ledger that can't be opened is a failure of the start, and nobody is signed out of it", async () => {
    const bench = createControllerBench([keptAccount("camille")]);
    bench.failToOpen("ledger_newer");
    await expect(bench.controller.start({ isSample: false })).rejects.toMatchObject({ code: "ledger_newer" });
    expect(bench.accounts()).toHaveLength(1);
  });
});

describe("a locked keychain", () => {
  async function startLocked() {
    const bench = createControllerBench([keptAccount("camille")]);
    bench.holdKeychain();
    await bench.controller.start({ isSample: false });
    await settle();
    bench.reads[0]?.answer({ state: "locked" });
    await settle();
    return bench;
  }
  const found: SecretReading = { state: "found", secret: TOKEN };

  test("that is unlocked later goes on by itself", async () => {
    const bench = await startLocked();
    bench.reads[0]?.tellLate(found);
    expect(bench.controller.session()).toEqual(camille("kept"));
    expect(bench.workspace().token).toBe(TOKEN);
    expect(bench.workspace().imports).toHaveLength(1);
  });

  test("is asked again by hand", async () => {
    const bench = await startLocked();
    const retried = bench.controller.retryKeychain();
    await settle();
    bench.reads[1]?.answer(found);
    expect(await retried).toEqual(camille("kept"));
    expect(bench.workspace().token).toBe(TOKEN);
  });

  test("that answers after signing out connects nobody", async () => {
    const bench = await startLocked();
    await bench.controller.signOut();
    bench.reads[0]?.tellLate(found);
    expect(bench.controller.session()).toEqual(signedOut);
    expect(bench.workspaces[0]?.token).toBeNull();
  });

  test("that answers after another account was opened leaves that one alone", async () => {
    const bench = await startLocked();
    await bench.controller.openSample();
    bench.reads[0]?.tellLate(found);
    expect(bench.controller.session()).toEqual({ kind: "sample" });
    expect(bench.workspaces.map(({ token }) => token)).toEqual([null, null]);
  });
});

describe("signing in", () => {
  test("with a good token keeps it in the keychain, opens the account and imports", async () => {
    const bench = await startSignedOut();
    expect(await bench.controller.signIn(TOKEN)).toEqual(camille("kept"));
    expect(bench.secrets).toEqual(new Map([["camille-id", TOKEN]]));
    expect(bench.accounts()).toEqual([{ ...keptAccount("camille"), createdAt: new Date(NOW_MS).toISOString() }]);
    expect(bench.workspace()).toMatchObject({ name: "camille-id", token: TOKEN });
    expect(bench.workspace().imports).toHaveLength(1);
    expect(bench.told.at(-1)).toEqual(camille("kept"));
  });

  test.each(["apify_token_refused", "apify_unreachable"] as const)(
    "that ends as %s keeps nothing and changes nothing",
    async (code) => {
      const bench = await startSignedOut();
      bench.refuseTokens(code);
      await expect(bench.controller.signIn(TOKEN)).rejects.toMatchObject({ code });
      expect(bench.controller.session()).toEqual(signedOut);
      expect([bench.secrets.size, bench.accounts(), bench.workspaces, bench.told]).toEqual([0, [], [], []]);
      bench.refuseTokens(null);
      expect(await bench.controller.signIn(TOKEN)).toEqual(camille("kept"));
    },
  );

  test.each(["locked", "unavailable"] as const)(
    "while the keychain is %s works for this session, and asks again at the next start",
    async (answer) => {
      const bench = await startSignedOut();
      bench.refuseWrites(answer);
      expect(await bench.controller.signIn(TOKEN)).toEqual(camille("this-session"));
      expect(bench.workspace().token).toBe(TOKEN);
      expect(bench.accounts()).toMatchObject([{ id: "camille-id", isTokenKept: false }]);
    },
  );

  test("again with the same account goes on with the new token over the same figures", async () => {
    const bench = await startSignedIn();
    expect(await bench.controller.signIn("camille-token-2")).toEqual(camille("kept"));
    expect(bench.workspaces).toHaveLength(1);
    expect(bench.workspace().token).toBe("camille-token-2");
    expect(bench.secrets).toEqual(new Map([["camille-id", "camille-token-2"]]));
    expect(bench.accounts()).toHaveLength(1);
  });

  test("again while the keychain is locked does not take the former token for lost", async () => {
    const bench = await startSignedIn();
    bench.refuseWrites("locked");
    expect(await bench.controller.signIn("camille-token-2")).toEqual(camille("this-session"));
    expect(bench.accounts()).toMatchObject([{ id: "camille-id", isTokenKept: true }]);
    expect(bench.secrets.get("camille-id")).toBe(TOKEN);
  });

  test("with another account opens its own figures, and closes the former ones first", async () => {
    const bench = await startSignedIn();
    expect(await bench.controller.signIn("dominique-token")).toMatchObject({ username: "dominique" });
    expect(bench.workspaces.map(({ name, isClosed }) => [name, isClosed])).toEqual([
      ["camille-id", true],
      ["dominique-id", false],
    ]);
    const toldBefore = [bench.statuses.length, bench.figures()];
    bench.workspaces[0]?.imports[0]?.fail("apify_token_refused");
    await settle();
    expect(bench.controller.session()).toMatchObject({ username: "dominique", credential: "kept" });
    expect([bench.statuses.length, bench.figures()]).toEqual(toldBefore);
    bench.workspace().imports[0]?.complete();
    await settle();
    expect([bench.statuses.length, bench.figures()]).not.toEqual(toldBefore);
  });
});

describe("a keychain that takes the token late", () => {
  test("makes it a kept one", async () => {
    const bench = await signInForThisSession();
    bench.writes[0]?.tellLate("done");
    await settle();
    expect(bench.controller.session()).toEqual(camille("kept"));
    expect(bench.accounts()).toMatchObject([{ id: "camille-id", isTokenKept: true }]);
    expect(bench.secrets.get("camille-id")).toBe(TOKEN);
  });

  test("even before signing in has ended", async () => {
    const bench = await startSignedOut();
    bench.holdKeychain();
    const signingIn = bench.controller.signIn(TOKEN);
    await settle();
    bench.writes[0]?.answer("locked");
    bench.writes[0]?.tellLate("done");
    await signingIn;
    await settle();
    expect(bench.controller.session()).toEqual(camille("kept"));
  });

  test("after signing out has it taken out again", async () => {
    const bench = await signInForThisSession();
    await bench.controller.signOut();
    bench.writes[0]?.tellLate("done");
    await settle();
    expect(bench.controller.session()).toEqual(signedOut);
    expect(bench.secrets.size).toBe(0);
    expect(bench.accounts()).toEqual([]);
  });

  test("after another account has signed in makes it a kept one, and leaves the other's", async () => {
    const bench = await signInForThisSession();
    await bench.controller.signIn("dominique-token");
    bench.writes[0]?.tellLate("done");
    await settle();
    expect([...bench.secrets]).toEqual([
      ["dominique-id", "dominique-token"],
      ["camille-id", TOKEN],
    ]);
    expect(bench.accounts()).toMatchObject([{ id: "camille-id", isTokenKept: true }, { id: "dominique-id" }]);
    expect(bench.controller.session()).toMatchObject({ username: "dominique", credential: "kept" });
  });

  test("after the same account has signed in anew leaves what that one kept", async () => {
    const bench = await signInForThisSession();
    await bench.controller.signOut();
    await bench.controller.signIn(TOKEN);
    bench.writes[0]?.tellLate("done");
    await settle();
    expect(bench.secrets.get("camille-id")).toBe(TOKEN);
    expect(bench.controller.session()).toEqual(camille("kept"));
  });

  test("that Apify has refused meanwhile does not make it good again", async () => {
    const bench = await signInForThisSession();
    bench.workspace().imports[0]?.fail("apify_token_refused");
    await settle();
    bench.writes[0]?.tellLate("done");
    await settle();
    expect(bench.controller.session()).toEqual(camille("refused"));
  });
});

describe("a token that Apify refuses midway", () => {
  test("ends the refreshing and says so; the figures stay", async () => {
    const bench = await startSignedIn();
    bench.workspace().imports[0]?.fail("apify_token_refused");
    await settle();
    expect(bench.controller.session()).toEqual(camille("refused"));
    expect(bench.workspace()).toMatchObject({ token: null, isClosed: false });
    await bench.clock.advance(4 * REFRESH_INTERVAL_MS);
    bench.controller.resumeRefreshing();
    expect(bench.workspace().imports).toHaveLength(1);
    expect(bench.accounts()).toHaveLength(1);
  });

  test.each(["apify_unreachable", "apify_rate_limited", "apify_forbidden", "internal"] as const)(
    "is the only failure that does: %s goes on",
    async (code) => {
      const bench = await startSignedIn();
      bench.workspace().imports[0]?.fail(code);
      await bench.clock.advance(REFRESH_INTERVAL_MS);
      expect(bench.controller.session()).toEqual(camille("kept"));
      expect(bench.workspace().imports).toHaveLength(2);
    },
  );

  test("goes on with its successor", async () => {
    const bench = await startSignedIn();
    bench.workspace().imports[0]?.fail("apify_token_refused");
    await settle();
    expect(await bench.controller.signIn("camille-token-2")).toEqual(camille("kept"));
    expect(bench.workspace().token).toBe("camille-token-2");
    expect(bench.workspace().imports).toHaveLength(2);
  });
});

describe("signing in again while a refresh with the former token runs", () => {
  async function signInAgain() {
    const bench = await startSignedIn();
    expect(await bench.controller.signIn("camille-token-2")).toEqual(camille("kept"));
    return bench;
  }

  test("leaves that one to its end, and has one with the new token follow", async () => {
    const bench = await signInAgain();
    expect([bench.workspace().cancels(), bench.workspace().imports.length]).toEqual([0, 1]);
    bench.workspace().imports[0]?.complete();
    await settle();
    expect(bench.workspace().imports).toHaveLength(2);
    bench.workspace().imports[1]?.complete();
    await settle();
    expect((await bench.controller.connectionStatus())?.connection).toEqual({ kind: "fine" });
    await bench.clock.advance(REFRESH_INTERVAL_MS);
    expect(bench.workspace().imports).toHaveLength(3);
  });

  test.each(["apify_token_refused", "apify_unreachable"] as const)(
    "makes nothing of that one's %s: the new token stays connected and nothing waits",
    async (code) => {
      const bench = await signInAgain();
      bench.workspace().setStatus({ lastFailure: { code, at: new Date(NOW_MS).toISOString(), retryAt: null } });
      bench.workspace().imports[0]?.fail(code);
      await settle();
      expect(bench.controller.session()).toEqual(camille("kept"));
      expect(bench.workspace().token).toBe("camille-token-2");
      expect(bench.workspace().imports).toHaveLength(2);
      expect(bench.connections.at(-1)?.connection).toEqual({ kind: "refreshing" });
      expect([...bench.backoffs]).toEqual([]);
    },
  );

  test("takes a refusal of the new token for what it is", async () => {
    const bench = await signInAgain();
    bench.workspace().imports[0]?.fail("apify_token_refused");
    await settle();
    bench.workspace().imports[1]?.fail("apify_token_refused");
    await settle();
    expect(bench.controller.session()).toEqual(camille("refused"));
    expect(bench.workspace().token).toBeNull();
  });

  test("refreshes also where refreshing is by hand only, or the machine is locked", async () => {
    const bench = await startSignedIn();
    bench.desk.refreshMinutes = 0;
    bench.controller.pauseRefreshing();
    await bench.controller.signIn("camille-token-2");
    bench.workspace().imports[0]?.fail("apify_token_refused");
    await settle();
    expect(bench.workspace().imports).toHaveLength(2);
  });

  test("and out before its end begins none", async () => {
    const bench = await signInAgain();
    await bench.controller.signOut();
    bench.workspaces[0]?.imports[0]?.fail("cancelled");
    await settle();
    expect(bench.workspaces[0]?.imports).toHaveLength(1);
    expect(bench.clock.pending()).toBe(0);
  });

  test("twice leaves one refresh, with the last token", async () => {
    const bench = await signInAgain();
    await bench.controller.signIn("camille-token-3");
    bench.workspace().imports[0]?.complete();
    await settle();
    expect(bench.workspace()).toMatchObject({ token: "camille-token-3", imports: [{}, {}] });
  });
});

describe("signing in again while days are imported", () => {
  test("has them begin again with the new token, once the refresh has ended", async () => {
    const bench = await startSignedIn();
    bench.workspace().imports[0]?.complete();
    await settle();
    const imported = bench.controller.importHistory(90, true);
    await settle();
    await bench.controller.signIn("camille-token-2");
    bench.workspace().imports[1]?.fail("apify_token_refused");
    await settle();
    bench.workspace().imports[2]?.complete();
    await settle();
    bench.workspace().imports[3]?.complete();
    expect(await imported).toEqual(emptyImport);
    expect(bench.workspace().imports.map(({ days }) => days)).toEqual([null, 90, null, 90]);
    expect(bench.controller.session()).toEqual(camille("kept"));
  });

  test("and cancelling them leaves them", async () => {
    const bench = await startSignedIn();
    bench.workspace().imports[0]?.complete();
    await settle();
    const imported = bench.controller.importHistory(90, false).catch((error: unknown) => error);
    await settle();
    await bench.controller.signIn("camille-token-2");
    await bench.controller.cancelImport();
    bench.workspace().imports[1]?.fail("cancelled");
    expect(await imported).toMatchObject({ code: "cancelled" });
    await settle();
    expect(bench.workspace().imports.map(({ days }) => days)).toEqual([null, 90, null]);
  });

  test("and out leaves them", async () => {
    const bench = await startSignedIn();
    const imported = bench.controller.importHistory(90, false).catch((error: unknown) => error);
    await settle();
    await bench.controller.signOut();
    bench.workspaces[0]?.imports[0]?.fail("cancelled");
    expect(await imported).toMatchObject({ code: "cancelled" });
    expect(bench.workspaces[0]?.imports).toHaveLength(1);
  });
});

describe("signing out", () => {
  test("takes the token out of the keychain, forgets the account and closes its figures", async () => {
    const bench = await startSignedIn();
    expect(await bench.controller.signOut()).toEqual(signedOut);
    expect([bench.secrets.size, bench.accounts()]).toEqual([0, []]);
    expect(bench.workspaces[0]?.isClosed).toBe(true);
    expect(() => bench.controller.figures()).toThrow("Nobody is signed in");
    bench.workspaces[0]?.imports[0]?.complete();
    await bench.clock.advance(4 * REFRESH_INTERVAL_MS);
    expect(bench.workspaces[0]?.imports).toHaveLength(1);
  });

  test.each(["locked", "unavailable"] as const)(
    "while the keychain is %s is refused, so that no token stays behind unseen",
    async (answer) => {
      const bench = await startSignedIn();
      bench.refuseWrites(answer);
      await expect(bench.controller.signOut()).rejects.toMatchObject({ code: "keychain_unavailable" });
      expect(bench.controller.session()).toEqual(camille("kept"));
      expect(bench.workspace().token).toBe(TOKEN);
      expect(bench.accounts()).toHaveLength(1);
      bench.refuseWrites(null);
      expect(await bench.controller.signOut()).toEqual(signedOut);
    },
  );

  test("of a token that was in memory alone does not need the keychain", async () => {
    const bench = await signInForThisSession();
    bench.refuseWrites("unavailable");
    expect(await bench.controller.signOut()).toEqual(signedOut);
    expect(bench.accounts()).toEqual([]);
  });
});

describe("the sample", () => {
  test("is opened whatever account is signed in, refreshes nothing, and left for the account", async () => {
    const bench = createControllerBench([keptAccount("camille")]);
    await bench.controller.start({ isSample: true });
    expect(bench.controller.session()).toEqual({ kind: "sample" });
    expect(bench.workspace()).toMatchObject({ name: "sample", token: null });
    bench.controller.resumeRefreshing();
    expect(bench.workspace().imports).toEqual([]);
    expect(await bench.controller.retryKeychain()).toEqual({ kind: "sample" });
    expect(await bench.controller.signOut()).toEqual(camille("kept"));
    expect(bench.workspace()).toMatchObject({ name: "camille-id" });
    expect(bench.accounts()).toEqual([keptAccount("camille")]);
  });

  test("is left for the first screen where nobody is signed in", async () => {
    const bench = await startSignedOut();
    await bench.controller.openSample();
    expect(await bench.controller.signOut()).toEqual(signedOut);
    expect(bench.workspaces[0]?.isClosed).toBe(true);
  });
});

describe("refreshing", () => {
  test("stops while nobody looks, and begins at once afterwards", async () => {
    const bench = await startSignedIn();
    bench.workspace().imports[0]?.complete();
    await settle();
    bench.controller.pauseRefreshing();
    await bench.clock.advance(4 * REFRESH_INTERVAL_MS);
    expect(bench.workspace().imports).toHaveLength(1);
    bench.controller.resumeRefreshing();
    expect(bench.workspace().imports).toHaveLength(2);
  });

  test("does not begin by a token that is found while nobody looks", async () => {
    const bench = createControllerBench([keptAccount("camille")]);
    bench.holdKeychain();
    await bench.controller.start({ isSample: false });
    await settle();
    bench.controller.pauseRefreshing();
    bench.reads[0]?.answer({ state: "found", secret: TOKEN });
    await settle();
    expect(bench.workspace()).toMatchObject({ token: TOKEN, imports: [] });
    bench.controller.resumeRefreshing();
    expect(bench.workspace().imports).toHaveLength(1);
  });

  test("by hand, of the history, and its cancelling reach the open figures", async () => {
    const bench = await startSignedIn();
    bench.workspace().imports[0]?.complete();
    await settle();
    const refreshed = bench.controller.refresh();
    bench.workspace().imports[1]?.complete();
    await refreshed;
    void bench.controller.importHistory(30, true).catch(() => undefined);
    await settle();
    expect(bench.workspace().imports).toMatchObject([{ days: null }, { days: null }, { days: 30, isReset: true }]);
    await bench.controller.cancelImport();
    expect(bench.workspace().cancels()).toBe(1);
  });

  test("needs somebody signed in to resume", async () => {
    const bench = await startSignedOut();
    bench.controller.pauseRefreshing();
    bench.controller.resumeRefreshing();
    expect(bench.clock.pending()).toBe(0);
  });
});

describe("the connection", () => {
  const AT = new Date(NOW_MS).toISOString();
  const kinds = (bench: ControllerBench) => bench.connections.map((status) => status?.connection.kind ?? null);

  test("of nobody signed in and of the sample is none", async () => {
    const bench = await startSignedOut();
    expect(await bench.controller.connectionStatus()).toBeNull();
    await bench.controller.openSample();
    expect(await bench.controller.connectionStatus()).toBeNull();
    expect(bench.connections).toEqual([]);
  });

  test("is told from the first refresh to its end, each state once, with what comes next", async () => {
    const bench = await startSignedIn();
    expect(await bench.controller.connectionStatus()).toEqual({
      connection: { kind: "refreshing" },
      lastCompletedAt: null,
      nextRefreshAt: null,
    });
    bench.workspace().setStatus({ lastCompletedAt: AT });
    bench.workspace().imports[0]?.complete();
    await settle();
    expect(bench.connections.at(-1)).toEqual({
      connection: { kind: "fine" },
      lastCompletedAt: AT,
      nextRefreshAt: new Date(NOW_MS + REFRESH_INTERVAL_MS).toISOString(),
    });
    const told = bench.connections.map((status) => JSON.stringify(status));
    expect(told.filter((status, index) => status === told[index - 1])).toEqual([]);
  });

  test("knows at the start how the last time ended, before the keychain has answered", async () => {
    const bench = createControllerBench([keptAccount("camille")]);
    bench.holdKeychain();
    bench.presetStatus({ lastCompletedAt: AT, lastFailure: { code: "apify_unreachable", at: AT, retryAt: null } });
    await bench.controller.start({ isSample: false });
    expect(await bench.controller.connectionStatus()).toEqual({
      connection: { kind: "offline", since: AT },
      lastCompletedAt: AT,
      nextRefreshAt: null,
    });
  });

  test("of a keychain that does not open, of a token that is refused and of signing out", async () => {
    const locked = createControllerBench([keptAccount("camille")]);
    locked.holdKeychain();
    await locked.controller.start({ isSample: false });
    await settle();
    locked.reads[0]?.answer({ state: "locked" });
    await settle();
    expect(locked.connections.at(-1)?.connection).toEqual({ kind: "no-token", credential: "locked" });

    const refused = await startSignedIn();
    refused.workspace().imports[0]?.fail("apify_token_refused");
    await settle();
    expect(refused.connections.at(-1)).toMatchObject({ connection: { kind: "token-refused" }, nextRefreshAt: null });
    await refused.controller.signOut();
    expect(refused.connections.at(-1)).toBeNull();
  });

  test("says when nothing is planned: locked, or by hand", async () => {
    const bench = await startSignedIn();
    bench.workspace().imports[0]?.complete();
    await settle();
    bench.controller.pauseRefreshing();
    expect(bench.connections.at(-1)).toMatchObject({ connection: { kind: "fine" }, nextRefreshAt: null });
    bench.controller.resumeRefreshing();
    expect(bench.connections.at(-1)?.nextRefreshAt).not.toBeNull();
    bench.desk.refreshMinutes = 0;
    bench.controller.replanRefreshing();
    expect(bench.connections.at(-1)?.nextRefreshAt).toBeNull();
    expect(kinds(bench)).toEqual(["fine", "refreshing", "fine", "fine", "fine", "fine"]);
  });

  test("of a former account is told no more", async () => {
    const bench = await startSignedIn();
    await bench.controller.openSample();
    const told = bench.connections.length;
    bench.workspaces[0]?.imports[0]?.fail("apify_unreachable");
    await settle();
    expect(bench.connections).toHaveLength(told);
    expect(bench.connections.at(-1)).toBeNull();
    expect(bench.backoffs.size).toBe(0);
  });
});

describe("the failures in a row", () => {
  test("are kept for the next start, which waits for them, and are forgotten with a success", async () => {
    const first = await startSignedIn();
    first.workspace().imports[0]?.fail("apify_unreachable");
    await settle();
    expect([...first.backoffs]).toEqual([["camille-id", { failuresInARow: 1, notBeforeMs: NOW_MS + 30_000 }]]);

    const next = createControllerBench([keptAccount("camille")], first.backoffs);
    next.secrets.set("camille-id", TOKEN);
    await next.controller.start({ isSample: false });
    await settle();
    expect(next.workspace().imports).toEqual([]);
    await next.clock.advance(30_000);
    expect(next.workspace().imports).toHaveLength(1);
    next.workspace().imports[0]?.complete();
    await settle();
    expect(next.backoffs.get("camille-id")?.failuresInARow).toBe(0);
  });

  test("hold up neither another account nor whoever signs in", async () => {
    const backoffs = new Map([["camille-id", { failuresInARow: 5, notBeforeMs: NOW_MS + 600_000 }]]);
    const bench = createControllerBench([], backoffs);
    await bench.controller.signIn("dominique-token");
    expect(bench.workspace().imports).toHaveLength(1);
    await bench.controller.signIn(TOKEN);
    expect(bench.workspace()).toMatchObject({ name: "camille-id" });
    expect(bench.workspace().imports).toHaveLength(1);
  });

  test("are forgotten with the account", async () => {
    const bench = await startSignedIn();
    bench.workspace().imports[0]?.fail("apify_unreachable");
    await settle();
    await bench.controller.signOut();
    expect(bench.backoffs.get("camille-id")?.failuresInARow).toBe(0);
  });
});

test("signing in refreshes also where refreshing is by hand only, and starting does not", async () => {
  const bench = await startSignedOut();
  bench.desk.refreshMinutes = 0;
  await bench.controller.signIn(TOKEN);
  expect(bench.workspace().imports).toHaveLength(1);

  const next = createControllerBench([keptAccount("camille")]);
  next.secrets.set("camille-id", TOKEN);
  next.desk.refreshMinutes = 0;
  await next.controller.start({ isSample: false });
  await settle();
  expect(next.workspace()).toMatchObject({ token: TOKEN, imports: [] });
});

describe("changes that are asked for at once", () => {
  test("happen one after the other, and leave one workspace open", async () => {
    const bench = await startSignedOut();
    const { controller } = bench;
    const sessions = await Promise.all([
      controller.signIn(TOKEN),
      controller.openSample(),
      controller.signOut(),
      controller.signIn("dominique-token"),
    ]);
    expect(sessions).toEqual([
      camille("kept"),
      { kind: "sample" },
      camille("kept"),
      { kind: "apify", username: "dominique", credential: "kept" },
    ]);
    expect(bench.workspace()).toMatchObject({ name: "dominique-id", token: "dominique-token" });
  });

  test("sign out only once the keychain's answer is there, and leave no token connected", async () => {
    const bench = createControllerBench([keptAccount("camille")]);
    bench.holdKeychain();
    await bench.controller.start({ isSample: false });
    const out = bench.controller.signOut();
    await settle();
    bench.reads[0]?.answer({ state: "found", secret: TOKEN });
    expect(await out).toEqual(signedOut);
    expect(bench.workspaces[0]?.isClosed).toBe(true);
    bench.workspaces[0]?.imports[0]?.fail("cancelled");
    await settle();
    expect(bench.clock.pending()).toBe(0);
  });

  test("that fail do not hold up the next one", async () => {
    const bench = await startSignedOut();
    bench.failToOpen("ledger_unavailable");
    await expect(bench.controller.openSample()).rejects.toMatchObject({ code: "ledger_unavailable" });
    bench.failToOpen(null);
    expect(await bench.controller.openSample()).toEqual({ kind: "sample" });
  });
});

test("stopping closes what is open and ends the refreshing", async () => {
  const bench = await startSignedIn();
  await bench.controller.stop();
  expect(bench.workspaces[0]?.isClosed).toBe(true);
  await bench.clock.advance(4 * REFRESH_INTERVAL_MS);
  expect(bench.workspaces[0]?.imports).toHaveLength(1);
});

describe("a team server's account", () => {
  const noa = keptServerAccount("noa");
  const { isTokenKept: _kept, createdAt: _createdAt, ...identity } = noa;
  const session = (credential: CredentialState) => ({
    kind: "server",
    address: noa.address,
    email: "noa@example.org",
    name: "noa",
    credential,
  });

  async function startAtServer() {
    const bench = createControllerBench([noa, keptAccount("camille")]);
    bench.secrets.set(noa.id, "session-token").set("camille-id", TOKEN);
    await bench.controller.start({ isSample: false });
    await settle();
    return bench;
  }

  test("that signs in has its token before its figures are open, since they are asked for at once", async () => {
    const bench = await startSignedOut();
    await bench.controller.signInToServer(identity, "session-token");
    expect(bench.tokensOpened).toEqual(["session-token"]);
  });

  test("that has signed in is shown, its token kept, beside an Apify account", async () => {
    const bench = await startSignedIn();
    expect(await bench.controller.signInToServer(identity, "session-token")).toEqual(session("kept"));
    expect(bench.secrets.get(noa.id)).toBe("session-token");
    expect(bench.workspace()).toMatchObject({ name: noa.id, token: "session-token", imports: [{}] });
    expect(bench.controller.accounts()).toMatchObject([
      { id: "camille-id", isShown: false },
      { id: noa.id, isShown: true },
    ]);
  });

  test("whose session is revoked keeps its figures and stops asking", async () => {
    const bench = await startAtServer();
    bench.workspace().imports[0]?.fail("unauthorized");
    await settle();
    expect(bench.controller.session()).toEqual(session("refused"));
    expect(bench.connections.at(-1)).toMatchObject({ connection: { kind: "token-refused" }, nextRefreshAt: null });
    await bench.clock.advance(4 * REFRESH_INTERVAL_MS);
    expect(bench.workspace()).toMatchObject({ token: null, isClosed: false, imports: [{}] });
    expect(await bench.controller.signInToServer(identity, "next-token")).toEqual(session("kept"));
    expect(bench.workspace()).toMatchObject({ token: "next-token", imports: [{}, {}] });
    expect(bench.workspaces).toHaveLength(1);
  });

  test.each(["apify_token_refused", "server_unreachable", "rate_limited"] as const)(
    "goes on after %s, which is not its own token's",
    async (code) => {
      const bench = await startAtServer();
      bench.workspace().imports[0]?.fail(code);
      await settle();
      await bench.clock.advance(REFRESH_INTERVAL_MS);
      expect(bench.controller.session()).toEqual(session("kept"));
      expect(bench.workspace().imports.length).toBeGreaterThan(1);
    },
  );

  test("waits as long as its server asks for", async () => {
    const bench = await startAtServer();
    bench.workspace().imports[0]?.fail("rate_limited", { retryAfterSeconds: 120 });
    await settle();
    const until = new Date(NOW_MS + 120_000).toISOString();
    expect(bench.connections.at(-1)?.connection).toEqual({ kind: "server-limited", until });
    await bench.clock.advance(119_000);
    expect(bench.workspace().imports).toHaveLength(1);
    await bench.clock.advance(1_000);
    expect(bench.workspace().imports).toHaveLength(2);
  });

  test("that signs out is forgotten once it is closed; an Apify account's switch forgets nothing", async () => {
    const bench = await startAtServer();
    await bench.controller.switchAccount("camille-id");
    expect(bench.workspaces.map(({ isForgotten }) => isForgotten)).toEqual([false, false]);
    await bench.controller.switchAccount(noa.id);
    await bench.controller.signOut();
    expect(bench.workspaces.map(({ isForgotten }) => isForgotten)).toEqual([false, false, true, false]);
    expect(bench.secrets.has(noa.id)).toBe(false);
  });

  test("is read again when the day turns, and an Apify account's ledger need not be", async () => {
    const bench = await startAtServer();
    bench.workspace().imports[0]?.complete();
    await settle();
    await bench.clock.advance(60_000);
    bench.controller.turnDay();
    expect(bench.workspace().imports).toHaveLength(2);
    await bench.controller.switchAccount("camille-id");
    await settle();
    bench.workspace().imports[0]?.complete();
    await settle();
    await bench.clock.advance(60_000);
    bench.controller.turnDay();
    expect(bench.workspace().imports).toHaveLength(1);
  });

  test("gives its server a token for Apify, and refreshes with it", async () => {
    const bench = await startAtServer();
    bench.workspace().imports[0]?.complete();
    await settle();
    expect(bench.controller.apifyConnection()).toBeNull();
    expect(await bench.controller.connectServerToApify("apify_api_x")).toMatchObject({ state: "connected" });
    expect(bench.controller.apifyConnection()).toMatchObject({ state: "connected" });
    expect(bench.workspace().imports).toHaveLength(2);
    expect(await bench.controller.disconnectServerFromApify()).toMatchObject({ state: "none" });
  });

  test("alone has a server to give a token to", async () => {
    const bench = await startSignedIn();
    expect(bench.controller.apifyConnection()).toBeNull();
    await expect(bench.controller.connectServerToApify("t")).rejects.toMatchObject({ code: "not_found" });
    await expect(bench.controller.disconnectServerFromApify()).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("several accounts", () => {
  /** Camille's figures are shown; Noa is signed in too. */
  async function startWithTwo() {
    const bench = createControllerBench([keptAccount("camille"), keptAccount("noa")]);
    bench.secrets.set("camille-id", TOKEN).set("noa-id", "noa-token");
    await bench.controller.start({ isSample: false });
    await settle();
    return bench;
  }
  const shown = ({ controller }: ControllerBench) =>
    controller.accounts().map(({ id, isShown }) => `${id}${isShown ? " (shown)" : ""}`);

  test("stay signed in side by side, and the newest is shown", async () => {
    const bench = await startSignedIn();
    await bench.controller.signIn("noa-token");
    expect(bench.controller.session()).toMatchObject({ username: "noa", credential: "kept" });
    expect([...bench.secrets.keys()]).toEqual(["camille-id", "noa-id"]);
    expect(shown(bench)).toEqual(["camille-id", "noa-id (shown)"]);
    expect(bench.currentAccountId()).toBe("noa-id");
    expect(bench.workspaces.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  test("are switched: the other's figures, with its own token, and only those are refreshed", async () => {
    const bench = await startWithTwo();
    expect(await bench.controller.switchAccount("noa-id")).toMatchObject({ username: "noa", credential: "kept" });
    await settle();
    expect(bench.workspace()).toMatchObject({ name: "noa-id", token: "noa-token", imports: [{}] });
    expect(bench.currentAccountId()).toBe("noa-id");
    bench.workspaces[0]?.imports[0]?.complete();
    bench.workspace().imports[0]?.complete();
    await settle();
    await bench.clock.advance(REFRESH_INTERVAL_MS);
    expect(bench.workspaces.map(({ imports }) => imports.length)).toEqual([1, 2]);
  });

  test("are not switched by choosing the one that is shown", async () => {
    const bench = await startWithTwo();
    expect(await bench.controller.switchAccount("camille-id")).toEqual(camille("kept"));
    expect(bench.workspaces).toHaveLength(1);
  });

  test("are switched to a known one only, whose figures can be opened", async () => {
    const bench = await startWithTwo();
    await expect(bench.controller.switchAccount("nobody-id")).rejects.toMatchObject({ code: "not_found" });
    bench.failToOpen("ledger_unavailable");
    await expect(bench.controller.switchAccount("noa-id")).rejects.toMatchObject({ code: "ledger_unavailable" });
    expect(bench.workspace()).toMatchObject({ name: "camille-id", token: TOKEN });
    expect(bench.controller.session()).toEqual(camille("kept"));
    expect(bench.currentAccountId()).toBe("camille-id");
  });

  test("signing one out shows the next, and takes no other token", async () => {
    const bench = await startWithTwo();
    expect(await bench.controller.signOut()).toMatchObject({ username: "noa" });
    await settle();
    expect([...bench.secrets]).toEqual([["noa-id", "noa-token"]]);
    expect(bench.workspace()).toMatchObject({ name: "noa-id", token: "noa-token" });
    expect(shown(bench)).toEqual(["noa-id (shown)"]);
    expect(await bench.controller.signOut()).toEqual(signedOut);
  });

  test("a start shows the one of the last time, or else the first", async () => {
    const bench = await startWithTwo();
    await bench.controller.switchAccount("noa-id");
    await bench.controller.stop();
    const next = createControllerBench(bench.accounts().toReversed());
    await next.controller.start({ isSample: false });
    expect(next.controller.session()).toMatchObject({ username: "noa" });
  });

  test("a token that no keychain took lasts over switching away and back", async () => {
    const bench = await signInForThisSession();
    await bench.controller.signIn("noa-token");
    await bench.controller.switchAccount("camille-id");
    await settle();
    expect(bench.controller.session()).toEqual(camille("this-session"));
    expect(bench.workspace()).toMatchObject({ name: "camille-id", token: TOKEN });
    await bench.controller.signOut();
    await settle();
    await bench.controller.signIn(TOKEN);
    expect(bench.controller.session()).toEqual(camille("kept"));
  });

  test("a keychain that answers for one that is shown no more connects nobody else", async () => {
    const bench = createControllerBench([keptAccount("camille"), keptAccount("noa")]);
    bench.holdKeychain();
    await bench.controller.start({ isSample: false });
    await settle();
    bench.reads[0]?.answer({ state: "locked" });
    await settle();
    await bench.controller.switchAccount("noa-id");
    bench.reads[0]?.tellLate({ state: "found", secret: TOKEN });
    expect(bench.workspaces.map(({ token }) => token)).toEqual([null, null]);
    expect(bench.controller.session()).toMatchObject({ username: "noa" });
  });
});

test("whose figures are open is told as they come and go, and who has signed out", async () => {
  const bench = createControllerBench([keptAccount("camille"), keptAccount("noa")]);
  await bench.controller.start({ isSample: false });
  await bench.controller.switchAccount("noa-id");
  await bench.controller.signOut();
  await bench.controller.openSample();
  await bench.controller.signOut();
  await bench.controller.stop();
  expect(bench.opened).toEqual([
    "camille-id",
    null,
    "noa-id",
    null,
    "camille-id",
    null,
    "sample",
    null,
    "camille-id",
    null,
  ]);
  expect(bench.signedOut).toEqual(["noa-id"]);
});

test("a ledger that can't be opened leaves no token in the keychain", async () => {
  const bench = await startSignedOut();
  bench.failToOpen("ledger_unavailable");
  await expect(bench.controller.signIn(TOKEN)).rejects.toMatchObject({ code: "ledger_unavailable" });
  expect(bench.secrets.size).toBe(0);
  expect(bench.controller.session()).toEqual(signedOut);
});
