import { CURVE } from "./glyphs.ts";
import type { IconFace } from "./icon-face.ts";
import { type Colour, coverageOf, createRaster, type Raster, type Shape } from "./raster.ts";
import { arrowDown, disc, perforation, person, pixelsOf, rectangle, silhouette } from "./shapes.ts";
import { glyphCoverage } from "./strokes.ts";

const BLACK: Colour = [0, 0, 0];

/**
 * The icon for a menu bar that gives it its own colour: black and nothing else, without a figure, which stands beside
 * it as text. The level rises from its foot.
 */
export function drawTemplate(face: IconFace, side: number): Raster {
  const raster = createRaster(side);
  const line = pixelsOf(1.25, side);
  if (face.condition === "signed-out") {
    raster.paint(BLACK, coverageOf(disc(side / 2, side / 2, side / 2)));
    raster.erase(coverageOf(disc(side / 2, side / 2, side / 2 - line)));
    raster.paint(BLACK, coverageOf(person(side)));
    return raster;
  }
  const outline = silhouette(side, face.level);
  const inner = inset(outline, side, line);
  raster.paint(BLACK, coverageOf(outline));
  raster.erase(coverageOf(inner));
  if (face.condition === "stale") raster.erase(coverageOf(perforation(side)));
  if (face.percent === null && face.condition !== "importing") {
    const margin = pixelsOf(3.4, side);
    const box = { left: margin, top: margin, width: side - 2 * margin, height: side - 2 * margin };
    raster.paint(BLACK, glyphCoverage(CURVE, box, 2 * pixelsOf(0.75, side)));
    return raster;
  }
  const room = side - 4 * line;
  const height = Math.round((room * Math.min(100, face.percent ?? 0)) / 100);
  const level = rectangle({ left: 0, top: side - 2 * line - height, width: side, height });
  const gap = inset(outline, side, 2 * line);
  raster.paint(
    BLACK,
    coverageOf((x, y) => level(x, y) && gap(x, y)),
  );
  if (face.condition === "importing") drawArrow(raster);
  else if (face.level === "over") drawMark(raster);
  return raster;
}

/** The same shape, smaller by so many pixels on all sides. */
function inset(shape: Shape, side: number, by: number): Shape {
  const scale = side / (side - 2 * by);
  return (x, y) => shape((x - by) * scale, (y - by) * scale);
}

function drawArrow(raster: Raster): void {
  const { side } = raster;
  const [top, height] = [pixelsOf(6, side), pixelsOf(5, side)];
  raster.erase(coverageOf(arrowDown(side, top - 1, height, pixelsOf(1.5, side))));
  raster.paint(BLACK, coverageOf(arrowDown(side, top, height, 0)));
}

/** An exclamation mark, left out of the filled octagon. */
function drawMark(raster: Raster): void {
  const { side } = raster;
  const width = 2 * pixelsOf(1, side);
  const left = side / 2 - width / 2;
  raster.erase(coverageOf(rectangle({ left, top: pixelsOf(4, side), width, height: pixelsOf(5, side) })));
  raster.erase(coverageOf(rectangle({ left, top: pixelsOf(10.5, side), width, height: width })));
}
