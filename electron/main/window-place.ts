import { readFileSync } from "node:fs";
import { type BrowserWindow, type Rectangle, screen } from "electron";
import { isRecord } from "../../shared/ipc/remembered-screen.ts";
import { writeWhole } from "./json-file.ts";
import type { Log } from "./log.ts";
import { MIN_HEIGHT, MIN_WIDTH } from "./window.ts";

/** Where the window was left, as long as that is still on a screen. It is read before zod is loaded, so it is checked by hand. */
export function readPlace(file: string): Rectangle | null {
  try {
    const place: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isPlace(place) && isOnScreen(place) ? place : null;
  } catch {
    return null;
  }
}

/** Remembers where the window is left. */
export function keepPlace(window: BrowserWindow, file: string, log: Log): void {
  window.on("close", () => {
    try {
      writeWhole(file, JSON.stringify(window.getNormalBounds()));
    } catch (error) {
      log("window's place not written", { cause: error });
    }
  });
}

function isPlace(value: unknown): value is Rectangle {
  if (!isRecord(value)) return false;
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
