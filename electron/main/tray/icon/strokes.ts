import { GLYPHS, type Glyph } from "./glyphs.ts";
import type { Coverage } from "./raster.ts";
import type { Box } from "./shapes.ts";

/** How signs are drawn: a figure's width and height, its stroke and what stands between two, all in whole pixels. */
export interface Lettering {
  readonly width: number;
  readonly height: number;
  readonly stroke: number;
  readonly gap: number;
}

type Point = readonly [x: number, y: number];
type Segment = readonly [x1: number, y1: number, x2: number, y2: number];

const ARC_STEPS = 6;

const signWidth = (sign: string, { width, stroke }: Pick<Lettering, "width" | "stroke">): number =>
  Math.max(stroke, Math.round((GLYPHS[sign]?.width ?? 0) * width));

export function textWidth(text: string, lettering: Lettering): number {
  const signs = Array.from(text);
  return signs.reduce((sum, sign) => sum + signWidth(sign, lettering) + lettering.gap, -lettering.gap);
}

/** The strokes of a text whose upper left corner lies at a point. */
export function textCoverage(text: string, lettering: Lettering, left: number, top: number): Coverage {
  const segments: Segment[] = [];
  let x = left;
  for (const sign of Array.from(text)) {
    const width = signWidth(sign, lettering);
    const glyph = GLYPHS[sign];
    if (glyph !== undefined) segments.push(...segmentsOf(glyph, { ...lettering, width }, x, top));
    x += width + lettering.gap;
  }
  const strokes = strokesOf(segments, lettering.stroke);
  // Most of the icon is out of reach of every stroke.
  return (column, row) =>
    column < left || column >= x || row < top || row >= top + lettering.height ? 0 : strokes(column, row);
}

export function glyphCoverage(glyph: Glyph, box: Box, stroke: number): Coverage {
  return strokesOf(segmentsOf(glyph, { ...box, stroke }, box.left, box.top), stroke);
}

function strokesOf(segments: readonly Segment[], stroke: number): Coverage {
  return (column, row) => {
    let nearest = Infinity;
    for (const segment of segments) nearest = Math.min(nearest, distance(column + 0.5, row + 0.5, segment));
    return Math.min(1, Math.max(0, stroke / 2 - nearest + 0.5));
  };
}

function segmentsOf(
  { strokes }: Glyph,
  { width, height, stroke }: Omit<Lettering, "gap">,
  left: number,
  top: number,
): Segment[] {
  const inset = stroke / 2;
  return strokes.flatMap((path) => {
    // Whole pixels, so that upright and level strokes have sharp edges.
    const points = path.split(" ").map((point): Point => {
      const [x = 0, y = 0] = point.split(",").map((hundredths) => Number(hundredths) / 100);
      return [left + inset + Math.round(x * (width - stroke)), top + inset + Math.round(y * (height - stroke))];
    });
    const rounded = roundCorners(points, Math.min(width * 0.42, stroke * 1.75));
    const segments = rounded.slice(1).map(([x, y], index): Segment => {
      const [fromX, fromY] = rounded[index] ?? [x, y];
      return [fromX, fromY, x, y];
    });
    return segments.filter(([x1, y1, x2, y2]) => segments.length === 1 || x1 !== x2 || y1 !== y2);
  });
}

function roundCorners(points: readonly Point[], radius: number): Point[] {
  return points.flatMap((corner, index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    if (before === undefined || after === undefined) return [corner];
    const start = toward(corner, before, radius);
    const end = toward(corner, after, radius);
    return Array.from({ length: ARC_STEPS + 1 }, (_, step): Point => {
      const t = step / ARC_STEPS;
      const bend = (axis: 0 | 1) => (1 - t) ** 2 * start[axis] + 2 * t * (1 - t) * corner[axis] + t ** 2 * end[axis];
      return [bend(0), bend(1)];
    });
  });
}

function toward([x, y]: Point, [toX, toY]: Point, radius: number): Point {
  const length = Math.hypot(toX - x, toY - y);
  const part = length === 0 ? 0 : Math.min(radius, length / 2) / length;
  return [x + (toX - x) * part, y + (toY - y) * part];
}

function distance(x: number, y: number, [x1, y1, x2, y2]: Segment): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const squared = dx * dx + dy * dy;
  // A point is a square: a disc of two pixels would be a smear.
  if (squared === 0) return Math.max(Math.abs(x - x1), Math.abs(y - y1));
  const part = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / squared));
  return Math.hypot(x - x1 - part * dx, y - y1 - part * dy);
}
