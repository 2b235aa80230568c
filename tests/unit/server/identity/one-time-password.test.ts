import { expect, test } from "vitest";
import { makeOneTimePassword } from "../../../../server/identity/one-time-password.ts";

test("a one-time password is five groups of letters that can't be mistaken for each other", () => {
  expect(makeOneTimePassword()).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){4}$/);
});

test("no two are alike", () => {
  const made = new Set(Array.from({ length: 1_000 }, makeOneTimePassword));
  expect(made.size).toBe(1_000);
});
