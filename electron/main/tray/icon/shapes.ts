import type { BudgetLevel } from "../../../../shared/domain/budget/budget.ts";
import type { Shape } from "./raster.ts";

/** Everything is measured in sixteenths of the icon's side. */
const UNITS = 16;
const CORNER = 3.5;
/** How far from its corner a cut begins. */
export const CUT = 4;

/** So many sixteenths of the side, in whole pixels. */
export const pixelsOf = (units: number, side: number): number => Math.max(1, Math.round((units * side) / UNITS));

/** Normal is a square with round corners; near has its shoulders cut; over is an octagon. */
export function silhouette(side: number, level: BudgetLevel): Shape {
  const radius = (CORNER * side) / UNITS;
  const cut = pixelsOf(CUT, side);
  return (x, y) => {
    const dx = Math.min(x, side - x);
    const dy = Math.min(y, side - y);
    if (dx < 0 || dy < 0) return false;
    if (level === "over" || (level === "near" && y < side / 2)) return dx + dy >= cut;
    return dx >= radius || dy >= radius || Math.hypot(radius - dx, radius - dy) <= radius;
  };
}

/** Gaps all around the edge, as of a stamp. */
export function perforation(side: number): Shape {
  const tooth = Math.max(1, Math.floor(side / UNITS));
  const isGap = (along: number) => Math.floor(Math.abs(along - side / 2) / tooth) % 2 === 1;
  return (x, y) => (Math.min(x, side - x) < tooth && isGap(y)) || (Math.min(y, side - y) < tooth && isGap(x));
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export const rectangle =
  ({ left, top, width, height }: Box): Shape =>
  (x, y) =>
    x >= left && x < left + width && y >= top && y < top + height;

/** An arrow's head that points down, as many pixels larger on all sides as asked. */
export function arrowDown(side: number, top: number, height: number, grown: number): Shape {
  return (x, y) => y >= top && y < top + height + grown && Math.abs(x - side / 2) <= top + height - y + grown;
}

export const disc =
  (x: number, y: number, radius: number): Shape =>
  (px, py) =>
    Math.hypot(px - x, py - y) <= radius;

/** Head and shoulders, for a disc as large as the icon. */
export function person(side: number): Shape {
  const unit = side / UNITS;
  const head = disc(side / 2, 6 * unit, 2.5 * unit);
  const foot = Math.round(12.5 * unit);
  return (x, y) => head(x, y) || (y < foot && Math.hypot((x - side / 2) / 1.1, y - 13 * unit) <= 3.6 * unit);
}
