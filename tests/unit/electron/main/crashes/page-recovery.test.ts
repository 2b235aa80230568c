import { beforeEach, expect, test } from "vitest";
import { createPageRecovery, type PageRecovery } from "../../../../../electron/main/crashes/page-recovery.ts";

let nowMs: number;
let timers: { callback: () => void; delayMs: number; isCancelled: boolean }[];
let done: string[];
let isReloadWanted: boolean;
let recovery: PageRecovery;

beforeEach(() => {
  nowMs = 0;
  timers = [];
  done = [];
  isReloadWanted = true;
  recovery = createPageRecovery({
    reload: (from) => done.push(`reload after ${from}`),
    crash() {
      done.push("crash");
      recovery.onGone({ reason: "killed", exitCode: 9 });
    },
    async askToReload() {
      done.push("ask");
      return isReloadWanted;
    },
    quit: () => done.push("quit"),
    note: ({ process, reason, exitCode }) => done.push(`${process} ${reason} ${exitCode}`),
    schedule(callback, delayMs) {
      const timer = { callback, delayMs, isCancelled: false };
      timers.push(timer);
      return () => void (timer.isCancelled = true);
    },
    now: () => nowMs,
  });
});

/** All timers ring that were set until now, and those that they set. */
function passTime(): void {
  for (let timer = timers.shift(); timer !== undefined; timer = timers.shift()) {
    nowMs += timer.delayMs;
    if (!timer.isCancelled) timer.callback();
  }
}

const crash = () => recovery.onGone({ reason: "crashed", exitCode: 139 });

test("a page whose process ends is loaded again, after the event, and noted", () => {
  crash();
  expect(done).toEqual(["page crashed 139"]);
  passTime();
  expect(done).toEqual(["page crashed 139", "reload after crash"]);
});

test("one that ends as it should is left alone", () => {
  recovery.onGone({ reason: "clean-exit", exitCode: 0 });
  passTime();
  expect(done).toEqual([]);
});

test("one that answers nothing for longer than the grace is ended and loaded again, as a hang", () => {
  recovery.onUnresponsive();
  recovery.onUnresponsive();
  passTime();
  expect(done).toEqual(["crash", "page hang 9", "reload after hang"]);
  crash();
  passTime();
  expect(done.slice(3)).toEqual(["page crashed 139", "reload after crash"]);
});

test("one that answers within the grace goes on", () => {
  recovery.onUnresponsive();
  recovery.onResponsive();
  passTime();
  expect(done).toEqual([]);
});

test("one that ends within the grace is loaded once", () => {
  recovery.onUnresponsive();
  crash();
  passTime();
  expect(done).toEqual(["page crashed 139", "reload after crash"]);
});

test("after three times in a minute the person is asked, who may have it tried anew", async () => {
  for (let count = 0; count < 4; count += 1) {
    crash();
    passTime();
  }
  await expect.poll(() => done.slice(6)).toEqual(["page crashed 139", "ask", "reload after crash"]);
  crash();
  passTime();
  expect(done.slice(9)).toEqual(["page crashed 139", "reload after crash"]);
});

test("or quit", async () => {
  isReloadWanted = false;
  for (let count = 0; count < 4; count += 1) {
    crash();
    passTime();
  }
  await expect.poll(() => done.slice(7)).toEqual(["ask", "quit"]);
});

test("crashes that lie further apart never ask", () => {
  for (let count = 0; count < 10; count += 1) {
    crash();
    passTime();
    nowMs += 30_000;
  }
  expect(done.filter((line) => line === "reload after crash")).toHaveLength(10);
});
