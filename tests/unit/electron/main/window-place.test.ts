import { EventEmitter } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserWindow } from "electron";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepPlace, readPlace } from "../../../../electron/main/window-place.ts";
import { createManualSchedule, type ManualSchedule } from "../../../support/desktop-main/manual-schedule.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../../../support/ledger/temporary-ledger.ts";

const SCREEN = { x: 0, y: 0, width: 1600, height: 1000 };
vi.mock("electron", () => ({ screen: { getDisplayMatching: () => ({ workArea: SCREEN }) } }));

const PLACE = { x: 40, y: 30, width: 900, height: 700 };

let folder: TemporaryFolder;
let file: string;
let clock: ManualSchedule;
let window: FakeWindow;
const log = vi.fn<(event: string) => void>();

beforeEach(() => {
  folder = makeTemporaryFolder();
  file = join(folder.path, "window.json");
  clock = createManualSchedule();
  window = new FakeWindow();
  // The fake has what is asked of a window here.
  keepPlace(window as unknown as BrowserWindow, file, clock.schedule, log);
});
afterEach(() => {
  folder.remove();
  log.mockReset();
});

class FakeWindow extends EventEmitter {
  bounds = PLACE;
  maximized = false;
  visible = true;
  getNormalBounds = () => this.bounds;
  isMaximized = () => this.maximized;
  isVisible = () => this.visible;
}

const written = (): unknown => JSON.parse(readFileSync(file, "utf8"));

test("is kept once the window rests, not at each step of a move", async () => {
  window.emit("move");
  await clock.advance(400);
  window.bounds = { ...PLACE, x: 200 };
  window.emit("resize");
  await clock.advance(400);
  expect(readPlace(file)).toBeNull();
  await clock.advance(200);
  expect(written()).toEqual({ ...PLACE, x: 200, isMaximized: false });
});

test("of a maximized window is the place that it goes back to, and that it is maximized", async () => {
  window.maximized = true;
  window.emit("maximize");
  await clock.advance(1_000);
  expect(readPlace(file)).toEqual({ ...PLACE, isMaximized: true });
});

test("is kept at once when the window closes, and not by a hidden one", async () => {
  window.emit("close");
  expect(readPlace(file)).toEqual({ ...PLACE, isMaximized: false });
  window.visible = false;
  window.bounds = { ...PLACE, width: 500 };
  window.emit("resize");
  await clock.advance(1_000);
  window.emit("close");
  expect(readPlace(file)).toEqual({ ...PLACE, isMaximized: false });
});

test("a disk that refuses costs the place alone", () => {
  mkdirSync(file);
  window.emit("close");
  expect(log).toHaveBeenCalledOnce();
});

test("an earlier version's is of a window that was not maximized", () => {
  writeFileSync(file, JSON.stringify(PLACE));
  expect(readPlace(file)).toEqual({ ...PLACE, isMaximized: false });
});

test.each([
  ["cut", "{"],
  ["without a size", JSON.stringify({ x: 1, y: 1 })],
  ["smaller than a window may be", JSON.stringify({ ...PLACE, width: 100 })],
  ["off every screen", JSON.stringify({ ...PLACE, x: 1_590 })],
])("one that is %s is none", (_, text) => {
  writeFileSync(file, text);
  expect(readPlace(file)).toBeNull();
});
