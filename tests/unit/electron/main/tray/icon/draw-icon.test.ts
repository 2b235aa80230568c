import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compactFigure, compactPercent } from "../../../../../../electron/main/tray/compact-figure.ts";
import { drawIcon } from "../../../../../../electron/main/tray/icon/draw-icon.ts";
import { drawTemplate } from "../../../../../../electron/main/tray/icon/draw-template.ts";
import type { IconFace } from "../../../../../../electron/main/tray/icon/icon-face.ts";
import { paletteOf } from "../../../../../../electron/main/tray/icon/palette.ts";
import type { Colour, Raster } from "../../../../../../electron/main/tray/icon/raster.ts";

const SIDES = [16, 20, 22, 24, 32, 44, 64];
const plain: IconFace = { figure: "42", level: "normal", percent: 42, condition: "fresh" };
const STATES: readonly (readonly [string, IconFace])[] = [
  ["normal", plain],
  ["near", { ...plain, level: "near" }],
  ["over", { ...plain, level: "over" }],
  ["stale", { ...plain, condition: "stale" }],
  ["importing", { ...plain, condition: "importing" }],
  ["signed out", { ...plain, condition: "signed-out" }],
];

/** How light a colour is, as WCAG 2 has it. */
function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(left: readonly number[], right: readonly number[]): number {
  const [light = 0, dark = 0] = [luminance(left), luminance(right)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Where there is ink and where there is nothing, whatever the colours. */
function shapeOf(raster: Raster, ink: Colour): string {
  const pixels = raster.pixels();
  const [red, green, blue] = ink;
  return Array.from({ length: raster.side ** 2 }, (_, pixel) => {
    const [b, g, r, opacity = 0] = pixels.subarray(pixel * 4, pixel * 4 + 4);
    if (opacity < 128) return " ";
    return b === blue && g === green && r === red ? "#" : ".";
  }).join("");
}

const differences = (left: string, right: string) =>
  Array.from(left).filter((cell, index) => cell !== right[index]).length;

describe("each state", () => {
  test.each(SIDES)("at %d pixels has a shape of its own, whatever its colour", (side) => {
    const shapes = STATES.map(([, face]) => shapeOf(drawIcon(face, side), paletteOf(face).ink));
    for (const [index, shape] of shapes.entries())
      for (const other of shapes.slice(index + 1)) expect(differences(shape, other)).toBeGreaterThan(side ** 2 / 50);
  });

  test("has a colour of its own", () => {
    expect(new Set(STATES.map(([, face]) => String(paletteOf(face).ground))).size).toBe(STATES.length);
  });

  test.each(STATES)("%s has ink that stands out from its ground and from its track", (_, face) => {
    const { ground, ink, track } = paletteOf(face);
    expect(contrast(ground, ink)).toBeGreaterThan(4.5);
    expect(contrast(track, ink)).toBeGreaterThan(4.5);
  });

  test.each(STATES)("%s can be seen on light and dark panels", (_, face) => {
    const { ground, ink } = paletteOf(face);
    for (const panel of [
      [239, 240, 241],
      [32, 33, 36],
    ])
      expect(Math.max(contrast(panel, ground), contrast(panel, ink))).toBeGreaterThan(4.5);
  });

  test("keeps its level's shape while it is stale or importing", () => {
    for (const condition of ["stale", "importing"] as const) {
      const [normal, near, over] = (["normal", "near", "over"] as const).map((level) => {
        const face = { ...plain, level, condition };
        return shapeOf(drawIcon(face, 22), paletteOf(face).ink);
      });
      expect(new Set([normal, near, over]).size).toBe(3);
    }
  });
});

describe("the level", () => {
  const inked = (percent: number, side: number) =>
    Array.from(shapeOf(drawIcon({ ...plain, percent }, side), paletteOf(plain).ink)).filter((cell) => cell === "#")
      .length;

  test.each(SIDES)(
    "fills with the budget at %d pixels, in steps of a tenth at most, and is full at its amount",
    (side) => {
      const levels = Array.from({ length: 11 }, (_, tenth) => inked(tenth * 10, side));
      expect(new Set(levels).size).toBe(11);
      expect(levels).toEqual(levels.toSorted((left, right) => left - right));
      expect(inked(130, side)).toBe(levels.at(-1));
    },
  );

  test("rises in a menu bar's icon", () => {
    const opaque = (percent: number) =>
      drawTemplate({ ...plain, percent }, 18)
        .pixels()
        .filter((value, index) => index % 4 === 3 && value > 0).length;
    expect(opaque(20)).toBeLessThan(opaque(50));
    expect(opaque(50)).toBeLessThan(opaque(90));
  });
});

describe("the figure", () => {
  const anyFigure = fc.oneof(
    fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }).map(compactFigure),
    fc.bigInt({ min: 0n, max: 10n ** 12n }).map(compactFigure),
    fc.integer({ min: 0, max: 200_000 }).map(compactPercent),
  );

  test("lies within the icon with all its signs, at any size", () => {
    fc.assert(
      fc.property(anyFigure, fc.integer({ min: 16, max: 64 }), (figure, side) => {
        const shape = shapeOf(drawIcon({ ...plain, figure, percent: null }, side), paletteOf(plain).ink);
        const columns = Array.from({ length: side }, (_, x) =>
          Array.from({ length: side }, (__, y) => shape[y * side + x] === "#").some(Boolean),
        );
        const signs = columns.filter((isInked, x) => isInked && columns[x - 1] !== true).length;
        // Percent and multiplication signs have columns without full ink.
        expect(signs).toBeGreaterThanOrEqual(Array.from(figure).length);
        expect(columns[0]).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  test.each(SIDES)("of each kind looks another at %d pixels", (side) => {
    const figures = [...Array.from("0123456789-"), "0.1", "1.0", "10", "1.0k", "1.0M", "10%", "10×"];
    const drawn = figures.map((figure) =>
      drawIcon({ ...plain, figure }, side)
        .pixels()
        .toString("latin1"),
    );
    expect(new Set(drawn).size).toBe(figures.length);
  });

  test("is not in a menu bar's icon, beside which it stands as text", () => {
    const drawn = ["12", "999"].map((figure) => drawTemplate({ ...plain, figure }, 18).pixels());
    expect(drawn[0]).toEqual(drawn[1]);
  });
});

test("every state of a menu bar's icon has a shape of its own", () => {
  const shapes = STATES.map(([, face]) => shapeOf(drawTemplate(face, 18), [0, 0, 0]));
  expect(new Set(shapes).size).toBe(STATES.length);
});
