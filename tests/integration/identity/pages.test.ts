import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { en } from "../../../server/pages/words/en.ts";
import { fr } from "../../../server/pages/words/fr.ts";
import { send } from "../../support/pages/form.ts";
import { startPageServer, type PageServer } from "../../support/pages/page-server.ts";

let server: PageServer;
let cookie: string;
const email = "marie@example.com";
const password = "a password of marie";

beforeAll(async () => {
  server = await startPageServer();
  const { oneTimePassword } = await server.identity.addUser(email, { userId: "user_marie", name: "Marie" });
  const first = await send(server, "POST", "/sign-in", { form: { email, password: oneTimePassword } });
  const form = { next_password: password, repeated_password: password };
  cookie = (await send(server, "POST", "/password", { cookie: first.cookie, form })).cookie;
});
afterAll(() => server.remove());

const PAGES = ["/sign-in", "/device", "/account", "/device?user_code=NOTTHERE"];
const POSTS = [
  "/sign-in",
  "/sign-out",
  "/password",
  "/device",
  "/account/sessions",
  "/account/keys",
  "/account/keys/delete",
  "/account/password",
];

test("every page forbids scripts, frames, other sites' styles, and being kept", async () => {
  for (const path of PAGES) {
    for (const { headers } of [await send(server, "GET", path), await send(server, "GET", path, { cookie })]) {
      expect(headers.get("content-security-policy")).toBe(
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      );
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("same-origin");
      expect(headers.get("cache-control")).toBe("no-store");
    }
  }
});

test("pages hold no script, no inline style and nothing of other sites", async () => {
  for (const path of PAGES) {
    const { text } = await send(server, "GET", path, { cookie });
    expect(text).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:/i);
    expect(text.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:\/\//);
  }
});

test("the style sheet is kept for ever, since its address changes with it", async () => {
  const { text } = await send(server, "GET", "/sign-in");
  const [, href = ""] = /rel="stylesheet" href="([^"]+)"/.exec(text) ?? [];
  const { status, headers } = await send(server, "GET", href);
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("text/css; charset=utf-8");
  expect(headers.get("cache-control")).toContain("immutable");
});

test.each([
  ["fr-CA,fr;q=0.9,en;q=0.5", fr],
  ["en-GB,en;q=0.9", en],
  ["de,en;q=0.8,fr;q=0.7", en],
  ["de", fr],
  ["", fr],
])("who asks for %j gets their language", async (language, words) => {
  const { text, headers } = await send(server, "GET", "/sign-in", { headers: { "accept-language": language } });
  expect(text).toContain(`<html lang="${words.language}">`);
  expect(text).toContain(words.signIn.lead.replaceAll("'", "&#39;"));
  expect(headers.get("vary")).toContain("Accept-Language");
});

describe("a form of another site", () => {
  test.each([
    ["https://evil.example", {}],
    ["null", { "sec-fetch-site": "cross-site" }],
    ["null", {}],
    ["https://evil.example", { "sec-fetch-site": "none" }],
    ["http://127.0.0.1:1", { "sec-fetch-site": "same-site" }],
  ])("is refused, whatever it asks, when it comes from %s", async (origin, more) => {
    for (const path of POSTS) {
      const form = { email, password, id: "x", name: "x", user_code: "x", decision: "approve" };
      const answer = await send(server, "POST", path, { cookie, form, headers: { origin, ...more } });
      expect(answer.status).toBe(403);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(answer.text).toContain(server.origin);
    }
    expect((await send(server, "GET", "/account", { cookie })).status).toBe(200);
  });

  test("is told from one of ours also where this computer is called by another name", async () => {
    const headers = { origin: server.origin.replace("127.0.0.1", "localhost"), "sec-fetch-site": "same-origin" };
    const { status } = await send(server, "POST", "/sign-in", { form: { email, password: "wrong" }, headers });
    expect(status).toBe(401);
  });

  test("is told from one of ours also where the browser hides the origin", async () => {
    const headers = { origin: "null", "sec-fetch-site": "same-origin" };
    const { status } = await send(server, "POST", "/sign-in", { form: { email, password: "wrong" }, headers });
    expect(status).toBe(401);
  });
});

test("who is not signed in is led to do that, and nothing is done", async () => {
  for (const path of ["/account", "/device", "/password"]) {
    const { status, headers } = await send(server, "GET", path);
    expect([status, headers.get("location")?.split("?")[0]]).toEqual([303, "/sign-in"]);
  }
  for (const path of POSTS.filter((each) => each !== "/sign-in" && each !== "/sign-out")) {
    const { status, headers } = await send(server, "POST", path, { form: { id: "x", name: "x" } });
    expect([status, headers.get("location")?.split("?")[0]]).toEqual([303, "/sign-in"]);
  }
});

test("signing in leads back to the code that a link named, and to no other site", async () => {
  const { headers } = await send(server, "GET", "/device?user_code=ABCDEFGH");
  expect(headers.get("location")).toBe("/sign-in?next=%2Fdevice%3Fuser_code%3DABCDEFGH");
  const there = { email, password, next: "/device?user_code=ABCDEFGH" };
  const back = await send(server, "POST", "/sign-in", { form: there });
  expect([back.status, back.headers.get("location")]).toEqual([303, "/device?user_code=ABCDEFGH"]);
  for (const next of ["https://evil.example", "//evil.example", "/\\evil.example"]) {
    const away = await send(server, "POST", "/sign-in", { form: { email, password, next } });
    expect(away.headers.get("location")).toBe("/account");
    const page = await send(server, "GET", `/sign-in?next=${encodeURIComponent(next)}`);
    expect(page.text).not.toContain("evil.example");
  }
});

test("what a visitor typed is shown as text", async () => {
  const hostile = '"><script>alert(1)</script>';
  const refused = await send(server, "POST", "/sign-in", { form: { email: hostile, password: "x" } });
  expect(refused.text).not.toContain("<script");
  expect(refused.text).toContain("&quot;&gt;&lt;script&gt;");
  const created = await send(server, "POST", "/account/keys", { cookie, form: { name: hostile } });
  expect(created.text).not.toContain("<script");
  const code = await send(server, "GET", `/device?user_code=${encodeURIComponent(hostile)}`, { cookie });
  expect(code.text).not.toContain("<script");
});

test("what a device says of itself is shown as text", async () => {
  const asked = await send(server, "POST", "/api/auth/device/code", {
    headers: { "user-agent": "<b>Decompte</b> Windows" },
    form: { client_id: "decompte-desktop" },
  });
  const { user_code: code } = JSON.parse(asked.text) as { user_code: string };
  const { text } = await send(server, "GET", `/device?user_code=${code}`, { cookie });
  expect(text).toContain("Décompte sur Windows");
  expect(text).not.toContain("<b>");
});

test("someone with a one-time password can only choose another one or leave", async () => {
  const { oneTimePassword } = await server.identity.addUser("new@example.com");
  const form = { email: "new@example.com", password: oneTimePassword, next: "/device" };
  const first = await send(server, "POST", "/sign-in", { form });
  expect(first.headers.get("location")).toBe("/password?next=%2Fdevice");
  for (const path of ["/account", "/device"]) {
    const { status, headers } = await send(server, "GET", path, { cookie: first.cookie });
    expect([status, headers.get("location")?.split("?")[0]]).toEqual([303, "/password"]);
  }
  const keys = await send(server, "POST", "/account/keys", { cookie: first.cookie, form: { name: "stolen" } });
  expect(keys.headers.get("location")).toBe("/password");
  expect((await send(server, "GET", "/api/me", { cookie: first.cookie })).status).toBe(401);
  const different = { next_password: "a password of new", repeated_password: "another one", next: "/device" };
  const refused = await send(server, "POST", "/password", { cookie: first.cookie, form: different });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain(fr.passwordProblems.different);
  const chosen = await send(server, "POST", "/password", {
    cookie: first.cookie,
    form: { ...different, repeated_password: different.next_password },
  });
  expect([chosen.status, chosen.headers.get("location")]).toEqual([303, "/device"]);
  expect((await send(server, "GET", "/api/me", { cookie: chosen.cookie })).status).toBe(200);
  expect((await send(server, "GET", "/api/me", { cookie: first.cookie })).status).toBe(401);
});

test("too many wrong passwords are answered by when to try again", async () => {
  const form = { email: "guessed@example.com", password: "wrong" };
  let answer = await send(server, "POST", "/sign-in", { form });
  for (let count = 0; count < 12 && answer.status === 401; count += 1)
    answer = await send(server, "POST", "/sign-in", { form });
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(answer.text).toContain("Trop d&#39;essais");
});

test("an incomplete form, one that is too long and one that is none are refused in words", async () => {
  const incomplete = await send(server, "POST", "/sign-in", { form: { email } });
  expect([incomplete.status, incomplete.text.includes(fr.failures.wrongForm)]).toEqual([400, true]);
  const long = await send(server, "POST", "/sign-in", { form: { email, password: "x".repeat(20_000) } });
  expect([long.status, long.text.includes(fr.failures.tooLarge)]).toEqual([413, true]);
  const none = await send(server, "POST", "/sign-in", {
    headers: { "content-type": "multipart/form-data; boundary=x" },
  });
  expect(none.status).toBe(400);
});

test("a key with no name is refused beside its field", async () => {
  const { status, text } = await send(server, "POST", "/account/keys", { cookie, form: { name: "  " } });
  expect([status, text.includes(fr.account.keyRefused)]).toEqual([400, true]);
});

test("/api/me tells who calls, and 401 when nobody does", async () => {
  const { text } = await send(server, "GET", "/api/me", { cookie });
  expect(JSON.parse(text)).toEqual({ userId: "user_marie", email, name: "Marie" });
  const nobody = await send(server, "GET", "/api/me");
  expect([nobody.status, JSON.parse(nobody.text)]).toMatchObject([401, { error: { code: "unauthorized" } }]);
});

test("the guards of the pages are not those of the rest of the server", async () => {
  const { headers } = await send(server, "GET", "/api/me", { cookie });
  expect(headers.get("content-security-policy")).toBeNull();
  const { status } = await send(server, "POST", "/nothing", { headers: { origin: "https://evil.example" } });
  expect(status).toBe(404);
});

test("nothing went wrong unexpectedly", () => {
  expect(server.unexpected).toEqual([]);
  expect(server.troubles).toEqual([]);
});
