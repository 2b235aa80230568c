import { expect, test } from "vitest";
import { parseCommandLine } from "../../../../electron/main/command-line.ts";

test.each([
  [[], { isSample: false, screenshotFile: null }],
  [["--sample"], { isSample: true, screenshotFile: null }],
  [["--screenshot=/tmp/window.png"], { isSample: false, screenshotFile: "/tmp/window.png" }],
  [["--screenshot", "/tmp/window.png", "--sample"], { isSample: true, screenshotFile: "/tmp/window.png" }],
  [["--screenshot"], { isSample: false, screenshotFile: null }],
])("%j is read as %j", (args, expected) => {
  expect(parseCommandLine(args)).toEqual(expected);
});

test("the switches of Chromium and the folder of the application are passed over", () => {
  const args = [".", "--no-sandbox", "--remote-debugging-port=0", "--sample", "--lang=fr", "-psn_0_1"];
  expect(parseCommandLine(args)).toEqual({ isSample: true, screenshotFile: null });
});
