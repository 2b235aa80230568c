import { writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { preferencesFile, readEarlyPreferences } from "../../../../electron/main/early-preferences.ts";
import { createPreferenceStore } from "../../../../electron/main/preference-store.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../../../support/ledger/temporary-ledger.ts";

let folder: TemporaryFolder;

beforeEach(() => {
  folder = makeTemporaryFolder();
});
afterEach(() => folder.remove());

test("are what was chosen last", () => {
  createPreferenceStore(preferencesFile(folder.path)).change({
    language: "en",
    theme: "dark",
    timeZone: "Asia/Tokyo",
    areAmountsHidden: true,
    isStartedHidden: false,
  });
  expect(readEarlyPreferences(folder.path)).toEqual({
    language: "en",
    theme: "dark",
    timeZone: "Asia/Tokyo",
    areAmountsHidden: true,
    isStartedHidden: false,
  });
});

test.each([
  ["no file", null],
  ["what is no JSON", "{"],
  ["what is no record", "[]"],
  ["other values", JSON.stringify({ language: "de", theme: 1, timeZone: "Europe/Atlantis" })],
])("are the system's with %s", (_, text) => {
  if (text !== null) writeFileSync(preferencesFile(folder.path), text);
  expect(readEarlyPreferences(folder.path)).toEqual({
    language: "system",
    theme: "system",
    timeZone: null,
    areAmountsHidden: false,
    isStartedHidden: true,
  });
});
