import { EventEmitter } from "node:events";
import { beforeEach, expect, test, vi } from "vitest";

const monitor = vi.hoisted(() => ({ current: undefined as unknown }));
vi.mock("electron", () => ({
  get powerMonitor() {
    return monitor.current;
  },
}));

const { watchPower } = await import("../../../../electron/main/power.ts");

let power: EventEmitter;
let told: string[];

beforeEach(() => {
  power = new EventEmitter();
  monitor.current = power;
  told = [];
  watchPower({ onPause: () => told.push("pause"), onResume: () => told.push("resume") });
});

test("sleep and a locked screen pause, waking and unlocking resume", () => {
  for (const event of ["suspend", "resume", "lock-screen", "unlock-screen"]) power.emit(event);
  expect(told).toEqual(["pause", "resume", "pause", "resume"]);
});

test("a machine that wakes behind a locked screen stays paused until it is unlocked", () => {
  for (const event of ["lock-screen", "suspend", "resume"]) power.emit(event);
  expect(told.at(-1)).toBe("pause");
  power.emit("unlock-screen");
  expect(told.at(-1)).toBe("resume");
});
