import { expect, test } from "vitest";
import { isLongImport } from "../../../../shared/domain/long-import.ts";

const AT = "2025-02-28T10:00:00.000Z";
const refresh = { state: "running", progress: null, lastCompletedAt: AT, isIncomplete: false } as const;

test.each([
  ["none runs", { ...refresh, state: "idle", lastCompletedAt: null }, false],
  ["the first one begins", { ...refresh, lastCompletedAt: null }, true],
  ["a hole in the history is closed", { ...refresh, isIncomplete: true }, true],
  ["a refresh begins", refresh, false],
  ["a refresh has few runs", { ...refresh, progress: { runsListed: 12, runsExpected: 999 } }, false],
  ["a refresh expects many", { ...refresh, progress: { runsListed: 0, runsExpected: 1000 } }, true],
  [
    "a refresh has found more than it expected",
    { ...refresh, progress: { runsListed: 1200, runsExpected: 900 } },
    true,
  ],
] as const)("when %s", (_, status, isLong) => {
  expect(isLongImport(status)).toBe(isLong);
});
