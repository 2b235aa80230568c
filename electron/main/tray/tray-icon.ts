import { nativeImage, type NativeImage } from "electron";
import type { NanoUsd } from "../../../shared/domain/money.ts";

export type TrayState = "normal" | "stale" | "signed-out";

const SIDE_PX = 32;
const RADIUS = 0.24;
/** Red, green, blue. */
const FILL: Readonly<Record<TrayState, readonly [number, number, number]>> = {
  normal: [13, 116, 110],
  stale: [113, 113, 122],
  "signed-out": [63, 63, 70],
};

/** Three by five dots, a row a group; the point is one dot wide. */
const GLYPHS: Readonly<Record<string, readonly string[]>> = {
  "0": ["###", "#.#", "#.#", "#.#", "###"],
  "1": [".#.", "##.", ".#.", ".#.", "###"],
  "2": ["###", "..#", "###", "#..", "###"],
  "3": ["###", "..#", ".##", "..#", "###"],
  "4": ["#.#", "#.#", "###", "..#", "..#"],
  "5": ["###", "#..", "###", "..#", "###"],
  "6": ["###", "#..", "###", "#.#", "###"],
  "7": ["###", "..#", ".#.", ".#.", ".#."],
  "8": ["###", "#.#", "###", "#.#", "###"],
  "9": ["###", "#.#", "###", "..#", "###"],
  ".": [".", ".", ".", ".", "#"],
  "-": ["...", "...", "###", "...", "..."],
  k: ["#..", "#.#", "##.", "##.", "#.#"],
  M: ["#.#", "###", "###", "#.#", "#.#"],
};
const GLYPH_ROWS = 5;

/** At most four signs, rounded down so that the icon never shows more than was spent: `0.4`, `42`, `1.2k`. */
export function compactFigure(amount: NanoUsd): string {
  const tenths = amount / 100_000_000n;
  const dollars = tenths / 10n;
  if (dollars < 10n) return tenths === 0n ? "0" : `${dollars}.${tenths % 10n}`;
  if (dollars < 1_000n) return String(dollars);
  const [unit, divisor] = dollars < 1_000_000n ? (["k", 1_000n] as const) : (["M", 1_000_000n] as const);
  const whole = dollars / divisor;
  return whole < 10n ? `${whole}.${((dollars * 10n) / divisor) % 10n}${unit}` : `${whole}${unit}`;
}

/** The figure in white on a rounded square whose colour tells the state, at one and two pixels a point. */
export function trayIcon(figure: string, state: TrayState): NativeImage {
  const icon = nativeImage.createEmpty();
  for (const scaleFactor of [1, 2]) {
    const side = SIDE_PX * scaleFactor;
    icon.addRepresentation({ scaleFactor, width: side, height: side, buffer: drawIcon(figure, state, side) });
  }
  return icon;
}

/** Pixels in the order that Electron takes: blue, green, red, opacity. */
export function drawIcon(figure: string, state: TrayState, side: number): Buffer {
  const pixels = Buffer.alloc(side * side * 4);
  const [red, green, blue] = FILL[state];
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const opacity = cornerCoverage(x + 0.5, y + 0.5, side);
      pixels.set([blue * opacity, green * opacity, red * opacity, 255 * opacity], (y * side + x) * 4);
    }
  }
  const glyphs = Array.from(figure).flatMap((sign) => GLYPHS[sign] ?? []);
  drawRows(pixels, side, rowsOf(glyphs));
  return pixels;
}

/** Joins glyphs (five rows each) side by side with a gap of one dot. */
function rowsOf(glyphs: readonly string[]): readonly string[] {
  return Array.from({ length: GLYPH_ROWS }, (_, row) =>
    glyphs.filter((_dots, index) => index % GLYPH_ROWS === row).join("."),
  );
}

function drawRows(pixels: Buffer, side: number, rows: readonly string[]): void {
  const columns = rows[0]?.length ?? 0;
  const dot = Math.max(1, Math.min(Math.floor((side * 0.9) / columns), Math.floor((side * 0.6) / GLYPH_ROWS)));
  const left = Math.round((side - columns * dot) / 2);
  const top = Math.round((side - GLYPH_ROWS * dot) / 2);
  for (let y = 0; y < GLYPH_ROWS * dot; y += 1) {
    for (let x = 0; x < columns * dot; x += 1) {
      if (rows[Math.floor(y / dot)]?.[Math.floor(x / dot)] !== "#") continue;
      pixels.set([255, 255, 255, 255], ((top + y) * side + left + x) * 4);
    }
  }
}

/** How much of the pixel at this centre lies within the rounded square, from 0 to 1. */
function cornerCoverage(x: number, y: number, side: number): number {
  const radius = side * RADIUS;
  const dx = Math.max(radius - x, x - (side - radius), 0);
  const dy = Math.max(radius - y, y - (side - radius), 0);
  return Math.min(1, Math.max(0, radius - Math.hypot(dx, dy) + 0.5));
}
