import { expect, test } from "vitest";
import { isTerminalStatus } from "../../../../shared/domain/run.ts";

test.each(["SUCCEEDED", "FAILED", "TIMED-OUT", "ABORTED"])("%s is an end", (status) => {
  expect(isTerminalStatus(status)).toBe(true);
});

test.each(["READY", "RUNNING", "TIMING-OUT", "ABORTING", "TIMED_OUT", "succeeded", ""])("%j is no end", (status) => {
  expect(isTerminalStatus(status)).toBe(false);
});
