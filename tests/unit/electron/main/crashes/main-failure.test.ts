import { expect, test } from "vitest";
import { createMainFailure } from "../../../../../electron/main/crashes/main-failure.ts";

function failure({ ranMs, isAfterFailure = false }: { ranMs: number; isAfterFailure?: boolean }) {
  const done: string[] = [];
  const onFailure = createMainFailure({
    isAfterFailure,
    runningMs: () => ranMs,
    note: ({ process, reason, stack }) => done.push(`${process} ${reason} ${stack?.split("\n")[0]}`),
    restart: () => done.push("restart"),
    giveUp: () => done.push("give up"),
  });
  return { onFailure, done };
}

test.each([
  [{ ranMs: 90_000 }, "restart"],
  [{ ranMs: 5_000 }, "give up"],
  [{ ranMs: 90_000, isAfterFailure: true }, "give up"],
  [{ ranMs: 900_000, isAfterFailure: true }, "restart"],
])("what nobody caught after %j is noted, and leads to: %s", (run, end) => {
  const { onFailure, done } = failure(run);
  onFailure(new TypeError("nothing there"));
  onFailure(new Error("and once more on the way out"));
  expect(done).toEqual(["main uncaught TypeError: nothing there", end]);
});

test("what was thrown may be no error", () => {
  const { onFailure, done } = failure({ ranMs: 90_000 });
  onFailure("a word");
  expect(done).toEqual(["main uncaught a word", "restart"]);
});

test("a terminal that was closed is no failure", () => {
  const { onFailure, done } = failure({ ranMs: 90_000 });
  onFailure(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
  expect(done).toEqual([]);
});
