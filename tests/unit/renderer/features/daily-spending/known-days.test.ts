import { expect, test } from "vitest";
import { isCostUnknown, isUnknown, knownDays } from "../../../../../renderer/features/daily-spending/known-days.ts";
import { emptyChart, sampleChart } from "../../../../support/desktop-bridge/sample-figures.ts";

const days = sampleChart("7d");
const NOON = "T12:00:00.000Z";

test("a ledger that reaches back beyond the chart knows every day of it", () => {
  const known = knownDays(days, `2025-01-01${NOON}`, "UTC");
  expect(known).toEqual({ completeFrom: null, completeIndex: 0, firstIndex: 0 });
});

test("without an import nothing is said about any day", () => {
  expect(knownDays(emptyChart("7d"), null, "UTC")).toEqual({ completeFrom: null, completeIndex: 0, firstIndex: 0 });
});

test("days before the ledger's first are unknown, unless a run was recorded on them", () => {
  const cut = days.map((day, index) => (index < 3 && index !== 1 ? { ...day, runs: 0 } : { ...day, runs: 2 }));
  const known = knownDays(cut, `2025-02-25${NOON}`, "UTC");
  expect(known).toEqual({ completeFrom: "2025-02-25", completeIndex: 3, firstIndex: 1 });
  const unknown = cut.filter((day, index) => isUnknown(day, index, known)).map(({ date }) => date);
  expect(unknown).toEqual(["2025-02-22", "2025-02-24"]);
});

test("a ledger that begins after the chart, as its clock may, knows none of its empty days", () => {
  expect(knownDays(emptyChart("7d"), `2025-03-09${NOON}`, "UTC")).toMatchObject({ completeIndex: 7, firstIndex: 7 });
});

test("the ledger's first day is that of the zone whose days are shown", () => {
  const known = knownDays(emptyChart("7d"), "2025-02-25T20:00:00.000Z", "Asia/Tokyo");
  expect(known.completeFrom).toBe("2025-02-26");
});

test.each([
  [0, 0, false],
  [2, 0, false],
  [2, 1, false],
  [2, 2, true],
])("of %d runs, %d without a cost: whether the day's cost is unknown is %s", (runs, runsWithoutCost, expected) => {
  const [day] = sampleChart("7d");
  if (day === undefined) throw new Error("The sample has days");
  expect(isCostUnknown({ ...day, runs, runsWithoutCost })).toBe(expected);
});
