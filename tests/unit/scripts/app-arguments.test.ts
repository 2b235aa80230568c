import { expect, test } from "vitest";
import { toAppArguments } from "../../../scripts/app-arguments.mjs";

test("a relative screenshot file is meant for the folder where the command was typed", () => {
  expect(toAppArguments(["--sample", "--screenshot", "shots/a.png"], "/home/ada")).toEqual([
    "--sample",
    "--screenshot",
    "/home/ada/shots/a.png",
  ]);
  expect(toAppArguments(["--screenshot=a.png"], "/home/ada")).toEqual(["--screenshot=/home/ada/a.png"]);
});

test("an absolute screenshot file and all other arguments stay as they are", () => {
  const args = ["--screenshot", "/tmp/a.png", "--sample", "relative/path"];
  expect(toAppArguments(args, "/home/ada")).toEqual(args);
});

test("a screenshot option without a file is left for the app to refuse", () => {
  for (const args of [["--screenshot"], ["--screenshot="], ["--screenshot", "--sample"]])
    expect(toAppArguments(args, "/home/ada")).toEqual(args);
});
