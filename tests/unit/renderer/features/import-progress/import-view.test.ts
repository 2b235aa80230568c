import { expect, test } from "vitest";
import { importViewOf } from "../../../../../renderer/features/import-progress/import-view.ts";
import type { ImportStatus } from "../../../../../shared/api/backfill.ts";
import { idleStatus } from "../../../../support/desktop-bridge/sample-figures.ts";

const AT = "2025-02-28T10:00:00.000Z";
const running = (
  runsListed: number,
  runsRecorded: number,
  runsExpected: number | null,
  rest: Partial<ImportStatus> = {},
): ImportStatus => ({
  ...idleStatus,
  state: "running",
  progress: { runsListed, runsRecorded, runsExpected, from: AT, to: AT, startedAt: AT },
  ...rest,
});

test.each([
  ["nothing runs", idleStatus, { kind: "none" }],
  ["the first import looks for runs", { ...idleStatus, state: "running" }, { kind: "starting" }],
  ["the first import runs", running(1400, 1250, 5000), { kind: "running", done: 1250, expected: 5000, share: 0.25 }],
  ["the end is unknown", running(40, 40, null), { kind: "running", done: 40, expected: null, share: null }],
  ["the estimate was low", running(60, 60, 50), { kind: "running", done: 60, expected: 60, share: 1 }],
  ["a short refresh runs", running(12, 3, 12, { lastCompletedAt: AT }), { kind: "none" }],
  ["a refresh begins", { ...idleStatus, state: "running", lastCompletedAt: AT }, { kind: "none" }],
  [
    "a long refresh runs",
    running(600, 500, 2000, { lastCompletedAt: AT }),
    { kind: "running", done: 500, expected: 2000, share: 0.25 },
  ],
  ["an import was cut", { ...idleStatus, isIncomplete: true }, { kind: "cut" }],
  [
    "a refresh failed after the history was read",
    { ...idleStatus, lastCompletedAt: AT, lastFailure: { code: "apify_unreachable", at: AT, retryAt: null } },
    { kind: "none" },
  ],
] as const)("when %s", (_, status, view) => {
  expect(importViewOf(status, false)).toEqual(view);
});

test.each([
  ["before it runs", { ...idleStatus, lastCompletedAt: AT }, { kind: "starting" }],
  [
    "when it is short",
    running(12, 3, 12, { lastCompletedAt: AT }),
    { kind: "running", done: 3, expected: 12, share: 0.25 },
  ],
] as const)("an import that the person asked for shows, even %s", (_, status, view) => {
  expect(importViewOf(status, true)).toEqual(view);
});
