import { expect, test } from "vitest";
import { hasTrayHost } from "../../../../../electron/main/launch/tray-host.ts";

/** Answers in turn, and counts how often it was asked. */
async function wait(answers: readonly boolean[], platform: NodeJS.Platform = "linux") {
  let asked = 0;
  const isThere = await hasTrayHost({
    platform,
    ask: async () => answers[asked++] ?? false,
    schedule: (callback) => {
      callback();
      return () => undefined;
    },
  });
  return { isThere, asked };
}

test("one that is there is found at once", async () => {
  expect(await wait([true])).toEqual({ isThere: true, asked: 1 });
});

test("a panel may come up after the application", async () => {
  expect(await wait([false, false, true])).toEqual({ isThere: true, asked: 3 });
});

test("nobody is waited for without an end", async () => {
  const { isThere, asked } = await wait([]);
  expect(isThere).toBe(false);
  expect(asked).toBeLessThan(60);
});

test("Windows and macOS always have one", async () => {
  expect(await wait([], "darwin")).toEqual({ isThere: true, asked: 0 });
});
