import { expect, test } from "vitest";
import { isImported } from "../../../../../renderer/features/import-progress/is-imported.ts";
import { idleStatus } from "../../../../support/desktop-bridge/sample-figures.ts";

const NOW_MS = Date.parse("2025-02-28T10:00:00.000Z");
const cut = { ...idleStatus, isIncomplete: true };

test.each([
  ["a whole history", idleStatus, null, true],
  ["a status that is not known yet", undefined, 30, true],
  ["days after where the history begins", { ...cut, completeFrom: "2025-01-28T10:00:00.000Z" }, 30, true],
  ["days from before it", { ...cut, completeFrom: "2025-01-30T10:00:00.000Z" }, 30, false],
  ["all time with a hole", { ...cut, completeFrom: "2025-01-28T10:00:00.000Z" }, null, false],
  ["a first import that was cut", { ...cut, completeFrom: null }, 1, false],
])("%s", (_, status, days, expected) => {
  expect(isImported(status, days, NOW_MS)).toBe(expected);
});
