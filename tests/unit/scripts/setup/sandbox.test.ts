import { expect, test } from "vitest";
import { sandboxArguments } from "../../../../scripts/setup/sandbox.mjs";

const user = { platform: "linux", isRoot: false, hasUserNamespaces: true } as const;

test("the sandbox stays on for an ordinary user", () => {
  expect(sandboxArguments(user)).toEqual([]);
  expect(sandboxArguments({ platform: "darwin", isRoot: true, hasUserNamespaces: false })).toEqual([]);
});

test("the sandbox is off where Chromium can't have it: as root, and without user namespaces", () => {
  expect(sandboxArguments({ ...user, isRoot: true })).toEqual(["--no-sandbox"]);
  expect(sandboxArguments({ ...user, hasUserNamespaces: false })).toEqual(["--no-sandbox"]);
});
