import { expect, test } from "vitest";
import { commandIn, parseCommandLine } from "../../../../electron/main/command-line.ts";

test.each([
  [[], { isSample: false, isAtLogin: false, isAfterFailure: false, screenshotFile: null }],
  [["--sample"], { isSample: true, isAtLogin: false, isAfterFailure: false, screenshotFile: null }],
  [
    ["--screenshot=/tmp/window.png"],
    { isSample: false, isAtLogin: false, isAfterFailure: false, screenshotFile: "/tmp/window.png" },
  ],
  [
    ["--screenshot", "/tmp/window.png", "--sample"],
    { isSample: true, isAtLogin: false, isAfterFailure: false, screenshotFile: "/tmp/window.png" },
  ],
  [["--at-login"], { isSample: false, isAtLogin: true, isAfterFailure: false, screenshotFile: null }],
  [["--after-failure"], { isSample: false, isAtLogin: false, isAfterFailure: true, screenshotFile: null }],
  [["--screenshot=-odd.png"], { isSample: false, isAtLogin: false, isAfterFailure: false, screenshotFile: "-odd.png" }],
])("%j is read as %j", (args, expected) => {
  expect(parseCommandLine(args)).toEqual(expected);
});

test("the switches of Chromium and the folder of the application are passed over", () => {
  const args = [".", "--no-sandbox", "--inspect=0", "--remote-debugging-port=0", "--sample", "--lang=fr", "-psn_0_1"];
  expect(parseCommandLine(args)).toEqual({
    isSample: true,
    isAtLogin: false,
    isAfterFailure: false,
    screenshotFile: null,
  });
});

test.each([
  [["--screenshot"], /^--screenshot needs a file/],
  [["--screenshot="], /^--screenshot needs a file/],
  [["--screenshot", "--sample"], /^--screenshot needs a file/],
  [["--sample", "--smaple"], /^--smaple is unknown/],
  [["--picture=window.png"], /^--picture is unknown/],
])("%j is refused", (args, problem) => {
  expect(parseCommandLine(args)).toEqual({ problem: expect.stringMatching(problem) });
});

test.each([
  [[], null],
  [["--sample"], null],
  [["--no-sandbox", "--screenshot", "window.png"], null],
  [["-psn_0_1"], null],
  [["decompte://open"], null],
  [["--no-sandbox", "DECOMPTE:summary"], null],
  [
    ["summary", "--period", "week"],
    ["summary", "--period", "week"],
  ],
  [
    ["--no-sandbox", "--lang=fr", "chart", "--json"],
    ["chart", "--json"],
  ],
  [["sumary"], ["sumary"]],
  [["--help"], ["--help"]],
  [["-h"], ["-h"]],
  [["--version"], ["--version"]],
])("in %j the command is %j", (args, words) => {
  expect(commandIn(args, false)).toEqual(words);
  expect(commandIn(["--inspect=0", "/home/marie/decompte", ...args], true)).toEqual(words);
});
