import { beforeEach, expect, test } from "vitest";
import type { Identity } from "../../../../../electron/main/account-store.ts";
import { createServerSignIn, type ServerSignIn } from "../../../../../electron/main/team-server/server-sign-in.ts";
import { AppError } from "../../../../../shared/errors.ts";
import type { ServerCode, Session } from "../../../../../shared/ipc/session.ts";
import { settle } from "../../../../support/desktop-main/manual-schedule.ts";

const ADDRESS = "https://spend.example.org";
const session: Session = { kind: "signed-out" };

let signIn: ServerSignIn;
let codes: (ServerCode | null)[];
let pages: string[];
let entered: [Identity, string][];
let paths: string[];
let isApproved: boolean;
let entering: () => Promise<Session>;
/** Ends the waits that go on now. */
let wake: (() => void)[];

beforeEach(() => {
  codes = [];
  pages = [];
  entered = [];
  paths = [];
  isApproved = false;
  entering = async () => session;
  wake = [];
  signIn = createServerSignIn({
    async ask(url, { signal } = {}) {
      signal?.throwIfAborted();
      const path = new URL(url).pathname;
      paths.push(path);
      if (path === "/healthz") return { status: 200, body: { status: "ok" } };
      if (path === "/api/me") return { status: 200, body: { userId: "noa", email: "noa@example.org", name: "" } };
      if (path === "/api/auth/device/token" && isApproved) return { status: 200, body: { access_token: "token" } };
      if (path === "/api/auth/device/token") return { status: 400, body: { error: "authorization_pending" } };
      const page = `${new URL(url).origin}/device`;
      const body = { device_code: "d", user_code: "WXYZ2345", verification_uri_complete: page, expires_in: 900 };
      return { status: 200, body };
    },
    sleep: (_delayMs, signal) =>
      new Promise((resolve, reject) => {
        wake.push(resolve);
        signal.addEventListener("abort", () => reject(signal.reason as Error));
      }),
    now: Date.now,
    onCode: (code) => codes.push(code),
    openPage: (url) => pages.push(url),
    enter: (identity, token) => {
      entered.push([identity, token]);
      return entering();
    },
  });
});

test("waits with its code, and enters once it is approved", async () => {
  const signedIn = signIn.signIn("spend.example.org");
  await settle();
  expect(signIn.code()).toMatchObject({ address: ADDRESS, userCode: "WXYZ2345" });
  signIn.openPage();
  expect(pages).toEqual([`${ADDRESS}/device`, `${ADDRESS}/device`]);
  isApproved = true;
  wake.at(-1)?.();
  expect(await signedIn).toBe(session);
  expect(entered).toMatchObject([[{ kind: "server", id: `${ADDRESS} noa` }, "token"]]);
  expect(codes.map((code) => code?.userCode)).toEqual(["WXYZ2345", undefined]);
  signIn.openPage();
  expect(pages).toHaveLength(2);
});

test("is given up: the code goes, and nobody is asked any more", async () => {
  const waiting = signIn.signIn(ADDRESS);
  await settle();
  signIn.cancel();
  await expect(waiting).rejects.toMatchObject({ code: "cancelled" });
  expect([signIn.code(), codes.at(-1), entered]).toEqual([null, null, []]);
});

test("another one takes its place", async () => {
  const first = signIn.signIn(ADDRESS).catch((error: unknown) => error);
  await settle();
  void signIn.signIn("https://other.example.org").catch(() => undefined);
  expect(await first).toMatchObject({ code: "cancelled" });
  await settle();
  expect(signIn.code()).toMatchObject({ address: "https://other.example.org" });
  signIn.cancel();
});

test("a wrong address asks nobody, and leaves one that waits", async () => {
  const waiting = signIn.signIn(ADDRESS).catch((error: unknown) => error);
  await settle();
  const asked = paths.length;
  await expect(signIn.signIn("http://spend.example.org")).rejects.toMatchObject({ details: { problem: "insecure" } });
  expect(paths).toHaveLength(asked);
  expect(signIn.code()).not.toBeNull();
  signIn.cancel();
  await waiting;
});

test("a computer that can't take the account in leaves no session behind at the server", async () => {
  entering = () => Promise.reject(new AppError("ledger_unavailable", "disk"));
  isApproved = true;
  const failing = signIn.signIn(ADDRESS);
  await settle();
  wake.at(-1)?.();
  await expect(failing).rejects.toMatchObject({ code: "ledger_unavailable" });
  expect(paths.at(-1)).toBe("/api/auth/sign-out");
  expect(signIn.code()).toBeNull();
});
