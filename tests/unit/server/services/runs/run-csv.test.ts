import { expect, test } from "vitest";
import { csvWriter } from "../../../../../server/services/runs/run-csv.ts";

test("a file for spreadsheets with a decimal comma begins with a byte order mark, and no other does", () => {
  expect(csvWriter({ decimal: "comma", tz: "UTC" }).header).toMatch(/^\u{feff}runId;actor;.*\r\n$/u);
  expect(csvWriter({ decimal: "point", tz: "UTC" }).header).toMatch(/^runId,actor,.*\r\n$/);
});
