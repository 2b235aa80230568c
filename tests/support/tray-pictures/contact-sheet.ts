import { PNG } from "pngjs";
import type { IconFace } from "../../../electron/main/tray/icon/icon-face.ts";
import type { Raster } from "../../../electron/main/tray/icon/raster.ts";

/** A panel behind the icons, and what it makes of them. */
export interface Panel {
  readonly name: string;
  /** Red, green, blue. */
  readonly ground: readonly [number, number, number];
  readonly draw: (face: IconFace, side: number) => Raster;
  /** The colour that it gives black icons. */
  readonly ink?: readonly [number, number, number];
}

export interface Cell {
  readonly face: IconFace;
  readonly side: number;
  readonly left: number;
  readonly top: number;
}

const GAP = 6;

/** Where each face lies at each size: a row of faces a size. */
export function cellsOf(faces: readonly IconFace[], sides: readonly number[]): readonly Cell[] {
  let top = GAP;
  return sides.flatMap((side) => {
    const row = faces.map((face, index) => ({ face, side, left: GAP + index * (side + GAP), top }));
    top += side + GAP;
    return row;
  });
}

export function contactSheet(cells: readonly Cell[], panel: Panel): PNG {
  const width = Math.max(...cells.map(({ left, side }) => left + side)) + GAP;
  const height = Math.max(...cells.map(({ top, side }) => top + side)) + GAP;
  const sheet = new PNG({ width, height, colorType: 2 });
  const set = (x: number, y: number, colour: readonly number[]) =>
    sheet.data.set([...colour.map(Math.round), 255], (y * width + x) * 4);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) set(x, y, panel.ground);
  for (const { face, side, left, top } of cells) {
    const pixels = panel.draw(face, side).pixels();
    for (let pixel = 0; pixel < side * side; pixel += 1) {
      const [blue = 0, green = 0, red = 0, opacity = 0] = pixels.subarray(pixel * 4, pixel * 4 + 4);
      const part = opacity / 255;
      const ink = panel.ink?.map((channel) => channel * part) ?? [red, green, blue];
      const colour = ink.map((channel, index) => channel + (panel.ground[index] ?? 0) * (1 - part));
      set(left + (pixel % side), top + Math.floor(pixel / side), colour);
    }
  }
  return sheet;
}

/** A channel may be another by this much: the last digit of a square root is the machine's own. */
const TOLERANCE = 2;

/** The cells that are not as in the other sheet. */
export function differingCells(cells: readonly Cell[], sheet: PNG, other: PNG): readonly Cell[] {
  if (sheet.width !== other.width || sheet.height !== other.height) return cells;
  return cells.filter(({ side, left, top }) => {
    for (let y = top; y < top + side; y += 1) {
      const [from, to] = [(y * sheet.width + left) * 4, (y * sheet.width + left + side) * 4];
      for (let index = from; index < to; index += 1)
        if (Math.abs((sheet.data[index] ?? 0) - (other.data[index] ?? 0)) > TOLERANCE) return true;
    }
    return false;
  });
}

/** Each pixel as a square of so many, to be judged by eye. */
export function enlarge(sheet: PNG, times: number): PNG {
  const large = new PNG({ width: sheet.width * times, height: sheet.height * times });
  for (let y = 0; y < large.height; y += 1) {
    for (let x = 0; x < large.width; x += 1) {
      const from = (Math.floor(y / times) * sheet.width + Math.floor(x / times)) * 4;
      large.data.set(sheet.data.subarray(from, from + 4), (y * large.width + x) * 4);
    }
  }
  return large;
}
