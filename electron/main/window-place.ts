import { screen, type BrowserWindow, type Rectangle } from "electron";
import { z } from "zod";
import { forgivingJsonFile, jsonFile } from "./json-file.ts";
import type { Log } from "./log.ts";
import { MIN_HEIGHT, MIN_WIDTH } from "./window.ts";

const placeSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(MIN_WIDTH),
  height: z.int().min(MIN_HEIGHT),
});

/** Puts the window where it was left, as long as that is still on a screen, and remembers where it is left next. */
export function keepPlace(window: BrowserWindow, file: string, log: Log): void {
  const stored = forgivingJsonFile(jsonFile(file, placeSchema.nullable(), null), null, log);
  const place = stored.read();
  if (place !== null && isOnScreen(place)) window.setBounds(place);
  window.on("close", () => stored.write(window.getNormalBounds()));
}

function isOnScreen(place: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching(place);
  const overlapX = Math.min(place.x + place.width, workArea.x + workArea.width) - Math.max(place.x, workArea.x);
  const overlapY = Math.min(place.y + place.height, workArea.y + workArea.height) - Math.max(place.y, workArea.y);
  return overlapX >= MIN_WIDTH / 2 && overlapY >= MIN_HEIGHT / 2;
}
