import type { IconFace } from "./icon-face.ts";
import { paletteOf, type Palette } from "./palette.ts";
import { coverageOf, createRaster, type Raster } from "./raster.ts";
import { arrowDown, type Box, CUT, disc, perforation, person, pixelsOf, rectangle, silhouette } from "./shapes.ts";
import { fittedText } from "./text.ts";

/** The icon for a square of so many pixels; anything from 16 on. */
export function drawIcon(face: IconFace, side: number): Raster {
  const raster = createRaster(side);
  const palette = paletteOf(face);
  if (face.condition === "signed-out") {
    drawNobody(raster, palette);
    return raster;
  }
  raster.paint(palette.ground, coverageOf(silhouette(side, face.level)));
  if (face.condition === "stale") raster.erase(coverageOf(perforation(side)));
  const bar = barOf(face, side);
  raster.paint(palette.ink, fittedText(face.figure, textBox(face, side, bar?.top ?? null)));
  if (bar === null) return raster;
  drawBar(raster, palette, bar, face.percent ?? 0);
  if (face.condition === "importing") drawArrow(raster, palette, bar.top);
  return raster;
}

/** At the foot; null where there is nothing to tell by it. */
function barOf({ percent, condition, level }: IconFace, side: number): Box | null {
  if (percent === null && condition !== "importing") return null;
  const left = pixelsOf(level === "over" ? 3 : 2, side);
  return { left, top: side - pixelsOf(4, side), width: side - 2 * left, height: pixelsOf(2, side) };
}

function textBox({ level, condition }: IconFace, side: number, barTop: number | null): Box {
  const left = pixelsOf(condition === "stale" ? 1.4 : 1, side);
  // Between the cuts a text as wide as the icon has no room.
  const top = pixelsOf(level === "normal" ? 2 : CUT - 1, side);
  const bottom = barTop === null ? side - top : barTop - pixelsOf(condition === "importing" ? 2 : 1, side);
  return { left, top, width: side - 2 * left, height: bottom - top };
}

function drawBar(raster: Raster, { track, ink }: Palette, bar: Box, percent: number): void {
  raster.paint(track, coverageOf(rectangle(bar)));
  const width = Math.round((bar.width * Math.min(100, percent)) / 100);
  raster.paint(ink, coverageOf(rectangle({ ...bar, width })));
}

function drawArrow(raster: Raster, { ground, ink }: Palette, barTop: number): void {
  const { side } = raster;
  const margin = pixelsOf(1, side);
  const top = barTop - margin;
  const height = side - margin - top;
  raster.paint(ground, coverageOf(arrowDown(side, top, height, margin)));
  raster.paint(ink, coverageOf(arrowDown(side, top, height, 0)));
}

function drawNobody(raster: Raster, { ground, ink }: Palette): void {
  const { side } = raster;
  const middle = side / 2;
  raster.paint(ink, coverageOf(disc(middle, middle, middle)));
  raster.paint(ground, coverageOf(disc(middle, middle, middle - pixelsOf(1, side))));
  raster.paint(ink, coverageOf(person(side)));
}
