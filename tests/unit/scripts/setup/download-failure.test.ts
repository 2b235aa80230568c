import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import {
  isStillTrue,
  readDownloadFailure,
  rememberDownloadFailure,
} from "../../../../scripts/setup/download-failure.mjs";

const HOUR_MS = 3_600_000;
const remembered = { version: "45.4.1", mirror: "", failure: "no route", atMs: 100 * HOUR_MS };
const attempt = { version: "45.4.1", mirror: "", nowMs: 101 * HOUR_MS };

test("a failed download is not repeated within a day", () => {
  expect(isStillTrue(remembered, attempt)).toBe(true);
  expect(isStillTrue(remembered, { ...attempt, nowMs: 123.9 * HOUR_MS })).toBe(true);
});

test.each([
  ["a day later", { nowMs: 124 * HOUR_MS }],
  ["when the clock was set back", { nowMs: 99 * HOUR_MS }],
  ["for another version", { version: "46.0.0" }],
  ["from another mirror", { mirror: "https://mirror.example/" }],
])("a failed download is tried again %s", (_, change) => {
  expect(isStillTrue(remembered, { ...attempt, ...change })).toBe(false);
});

test("a failure is read back from the cache folder, and only for what failed", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "decompte-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const env = { XDG_CACHE_HOME: folder };

  expect(readDownloadFailure("45.4.1", env)).toBeUndefined();
  rememberDownloadFailure("45.4.1", "no route", env);
  expect(readDownloadFailure("45.4.1", env)).toBe("no route");
  expect(readDownloadFailure("45.4.1", { ...env, ELECTRON_MIRROR: "https://mirror.example/" })).toBeUndefined();
});
