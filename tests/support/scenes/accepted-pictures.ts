import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pixelmatch from "pixelmatch";
import type { Page } from "playwright";
import { PNG } from "pngjs";
import { projectFolder } from "../../../scripts/setup/folders.mjs";
import { pictureFile } from "../desktop/screen.ts";
import { palettePng } from "../pictures/palette-png.ts";
import type { Scene } from "./scene.ts";

const FOLDER = join(projectFolder, "tests", "integration", "window", "accepted");

/** How different a colour may be, of 1: shapes and words count, the blur of an edge does not. */
const COLOUR_TOLERANCE = 0.1;
/** Of all pixels: a line of text that moves by a pixel is more. */
const PIXEL_TOLERANCE = 0.0005;

export async function takePicture(page: Page, { isWholePage = false }: Scene): Promise<PNG> {
  return PNG.sync.read(await page.screenshot({ fullPage: isWholePage, animations: "disabled", caret: "hide" }));
}

/** Null where `taken` looks as the scene's accepted picture does; else what differs and where to see it. */
export function differenceFromAccepted(scene: Scene, taken: PNG): string | null {
  const name = pictureName(scene);
  const file = acceptedFile(scene);
  const accepted = existsSync(file) ? PNG.sync.read(readFileSync(file)) : null;
  const difference = accepted === null ? taken : differenceOf(accepted, taken);
  if (difference === null) return null;
  const shown = pictureFile(`window-${name}`);
  writeFileSync(shown, PNG.sync.write(taken));
  if (accepted === null) return `no picture was accepted yet: ${shown}`;
  const drawn = pictureFile(`window-${name}-difference`);
  writeFileSync(drawn, PNG.sync.write(difference));
  return `other than the accepted picture: ${drawn}`;
}

/** Answers whether it looks other than the one that was accepted before. */
export function acceptPicture(scene: Scene, taken: PNG): boolean {
  const file = acceptedFile(scene);
  // What looks the same stays the very file that it was.
  if (existsSync(file) && differenceOf(PNG.sync.read(readFileSync(file)), taken) === null) return false;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, palettePng(taken));
  return true;
}

const pictureName = ({ name, accepted }: Scene): string => `${name}-${accepted.replaceAll(" ", "-")}`;
const acceptedFile = (scene: Scene): string => join(FOLDER, `${pictureName(scene)}.png`);

/** Where two pictures differ; null where nobody would see it. */
function differenceOf(accepted: PNG, taken: PNG): PNG | null {
  const { width, height } = taken;
  if (accepted.width !== width || accepted.height !== height) return taken;
  const difference = new PNG({ width, height });
  const count = pixelmatch(accepted.data, taken.data, difference.data, width, height, { threshold: COLOUR_TOLERANCE });
  return count > width * height * PIXEL_TOLERANCE ? difference : null;
}
