import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPreferenceStore } from "../../../../electron/main/preference-store.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../../../support/ledger/temporary-ledger.ts";

const INITIAL = {
  language: "system",
  theme: "system",
  timeZone: null,
  areAmountsHidden: false,
  isStartedHidden: true,
  refreshMinutes: 5,
  summaryPeriod: "month",
  chartTimeRange: "30d",
  isRunSeriesShown: true,
  trayPeriod: "day",
  trayShows: "figure",
  updateChannel: "stable",
};

let folder: TemporaryFolder;
let file: string;

beforeEach(() => {
  folder = makeTemporaryFolder();
  file = join(folder.path, "preferences.json");
});
afterEach(() => folder.remove());

test("the system's language and theme, every 5 minutes, the month, 30 days and what was spent today in the tray are chosen until somebody chooses otherwise", () => {
  expect(createPreferenceStore(file).read()).toEqual(INITIAL);
});

test("a change leaves the other choices, is answered, and lasts", () => {
  const store = createPreferenceStore(file);
  expect(store.change({ trayPeriod: "week" })).toEqual({ ...INITIAL, trayPeriod: "week" });
  store.change({ chartTimeRange: "7d" });
  const expected = { ...INITIAL, trayPeriod: "week", chartTimeRange: "7d" };
  expect(store.read()).toEqual(expected);
  expect(createPreferenceStore(file).read()).toEqual(expected);
});

test.each([
  ["the language", "language"],
  ["the theme", "theme"],
  ["the zone", "timeZone"],
  ["whether amounts are hidden", "areAmountsHidden"],
  ["a start without a window", "isStartedHidden"],
  ["the interval", "refreshMinutes"],
  ["what the tray shows", "trayShows"],
  ["the channel of updates", "updateChannel"],
  ["whether the chart draws runs", "isRunSeriesShown"],
] as const)("a file of before %s could be chosen keeps its choices", (_, later) => {
  const { [later]: initial, ...before } = { ...INITIAL, trayPeriod: "all" };
  writeFileSync(file, JSON.stringify(before));
  expect(createPreferenceStore(file).read()).toEqual({ ...before, [later]: initial });
});

test("by hand is a choice", () => {
  createPreferenceStore(file).change({ refreshMinutes: 0 });
  expect(createPreferenceStore(file).read().refreshMinutes).toBe(0);
});

test("choices that this version does not know are the initial ones", () => {
  writeFileSync(file, JSON.stringify({ ...INITIAL, trayPeriod: "year" }));
  expect(createPreferenceStore(file).read()).toEqual(INITIAL);
});

test("a zone that the system has lost is the system's, and costs no other choice", () => {
  writeFileSync(file, JSON.stringify({ ...INITIAL, trayPeriod: "week", timeZone: "Europe/Atlantis" }));
  expect(createPreferenceStore(file).read()).toEqual({ ...INITIAL, trayPeriod: "week" });
});
