import { readFileSync } from "node:fs";
import { type BrowserWindow, type Rectangle, screen } from "electron";
import { isRecord } from "../../shared/ipc/remembered-screen.ts";
import { writeWhole } from "./json-file.ts";
import type { Log } from "./log.ts";
import type { schedule } from "./schedule.ts";
import { MIN_HEIGHT, MIN_WIDTH, type WindowPlace } from "./window.ts";

/** How long the window rests before its place is written. */
const REST_MS = 500;

type PlacedWindow = Pick<BrowserWindow, "getNormalBounds" | "isMaximized" | "isVisible" | "on" | "prependListener">;

/** Where the window was left, as long as that is still on a screen. It is read before zod is loaded, so it is checked by hand. */
export function readPlace(file: string): WindowPlace | null {
  try {
    const place: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (!isRecord(place) || !isRectangle(place) || !isOnScreen(place)) return null;
    const { x, y, width, height } = place;
    return { x, y, width, height, isMaximized: place["isMaximized"] === true };
  } catch {
    return null;
  }
}

/** Remembers where the window is, each time that it rests: a process that is killed never closes it. */
export function keepPlace(window: PlacedWindow, file: string, later: typeof schedule, log: Log): void {
  let cancel = () => {};
  const keep = () => {
    cancel();
    // A hidden window is where it was, and a system may not know whether that was maximized.
    if (!window.isVisible()) return;
    try {
      writeWhole(file, JSON.stringify({ ...window.getNormalBounds(), isMaximized: window.isMaximized() }));
    } catch (error) {
      log("window's place not written", { cause: error });
    }
  };
  const keepSoon = () => {
    cancel();
    cancel = later(keep, REST_MS);
  };
  window.on("resize", keepSoon);
  window.on("move", keepSoon);
  window.on("maximize", keepSoon);
  window.on("unmaximize", keepSoon);
  // Before the window is hidden instead.
  window.prependListener("close", keep);
}

function isRectangle(value: Readonly<Record<string, unknown>>): value is Record<string, unknown> & Rectangle {
  const { x, y, width, height } = value;
  const areWhole = [x, y, width, height].every(Number.isSafeInteger);
  return areWhole && Number(width) >= MIN_WIDTH && Number(height) >= MIN_HEIGHT;
}

function isOnScreen(place: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching(place);
  const overlapX = Math.min(place.x + place.width, workArea.x + workArea.width) - Math.max(place.x, workArea.x);
  const overlapY = Math.min(place.y + place.height, workArea.y + workArea.height) - Math.max(place.y, workArea.y);
  return overlapX >= MIN_WIDTH / 2 && overlapY >= MIN_HEIGHT / 2;
}
