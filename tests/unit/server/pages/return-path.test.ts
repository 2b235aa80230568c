import fc from "fast-check";
import { expect, test } from "vitest";
import { returnPath, signInPath } from "../../../../server/pages/return-path.ts";

test("places of our own are gone back to, with their query", () => {
  expect(returnPath("/account")).toBe("/account");
  expect(returnPath("/device?user_code=ABCDEFGH")).toBe("/device?user_code=ABCDEFGH");
});

test.each([
  undefined,
  "",
  "/",
  "account",
  "//evil.example/account",
  "/\\evil.example/account",
  "\\\\evil.example",
  "https://evil.example/account",
  "javascript:alert(1)",
  "/account:80@evil.example",
  "/account/../sign-out",
  "/sign-out",
  "/api/me",
  "/\t/evil.example",
  "/%2f/evil.example",
  "/account#@evil.example/x/..//",
])("%j leads to the account's page", (asked) => {
  expect(new URL(returnPath(asked), "http://here.invalid").href).toMatch(/^http:\/\/here\.invalid\/account$/);
});

test("nobody is ever sent to another site", () => {
  const parts = fc.constantFrom(
    "/",
    "\\",
    ":",
    "@",
    "?",
    "#",
    ".",
    "%2f",
    "\t",
    "\n",
    "device",
    "account",
    "evil.example",
    "http",
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 12 }), (pieces) => {
      for (const base of ["https://spend.example.com", "http://127.0.0.1:4747"]) {
        const { origin, pathname } = new URL(returnPath(pieces.join("")), base);
        expect(origin).toBe(base);
        expect(["/account", "/device"]).toContain(pathname);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("a page leads on to another one by its query, unless that is where it leads anyway", () => {
  expect(signInPath("/sign-in", "/device?user_code=ABCDEFGH")).toBe("/sign-in?next=%2Fdevice%3Fuser_code%3DABCDEFGH");
  expect(signInPath("/password", "/account")).toBe("/password");
  expect(signInPath("/sign-in", "https://evil.example")).toBe("/sign-in");
});
