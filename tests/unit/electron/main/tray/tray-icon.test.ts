import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { compactFigure, drawIcon, trayIcon } from "../../../../../electron/main/tray/tray-icon.ts";

const { representations } = vi.hoisted(() => ({ representations: [] as { width: number; scaleFactor: number }[] }));
vi.mock("electron", () => ({
  nativeImage: {
    createEmpty: () => ({
      addRepresentation: (representation: { width: number; scaleFactor: number }) =>
        representations.push(representation),
    }),
  },
}));

const USD = 1_000_000_000n;
const STATES = ["normal", "stale", "signed-out"] as const;

/** What a figure says, in nano-USD. */
function amountOf(figure: string): bigint {
  const match = /^(\d+)(?:\.(\d))?([kM]?)$/.exec(figure);
  if (match === null) throw new Error(`${figure} is no figure`);
  const [, whole = "", tenth = "0", unit = ""] = match;
  return ((BigInt(whole) * 10n + BigInt(tenth)) * USD * { "": 1n, k: 1_000n, M: 1_000_000n }[unit as ""]) / 10n;
}

describe("the figure in the icon", () => {
  test.each([
    [0n, "0"],
    [99_999_999n, "0"],
    [100_000_000n, "0.1"],
    [999_999_999n, "0.9"],
    [USD, "1.0"],
    [9_999_999_999n, "9.9"],
    [10n * USD, "10"],
    [999_999_999_999n, "999"],
    [1_000n * USD, "1.0k"],
    [1_299n * USD, "1.2k"],
    [9_999n * USD, "9.9k"],
    [10_000n * USD, "10k"],
    [999_999n * USD, "999k"],
    [1_000_000n * USD, "1.0M"],
    [12_300_000n * USD, "12M"],
  ])("of %d nano-dollars is %s", (amount, figure) => {
    expect(compactFigure(amount)).toBe(figure);
  });

  const anyAmount = fc.oneof(
    fc.bigInt({ min: 0n, max: 20n * USD }),
    fc.bigInt({ min: 0n, max: 20_000n * USD }),
    fc.bigInt({ min: 0n, max: 1_000_000_000n * USD - 1n }),
  );

  test("has four signs at most, and tells never more than was spent, nor a tenth less", () => {
    fc.assert(
      fc.property(anyAmount, (amount) => {
        const figure = compactFigure(amount);
        const told = amountOf(figure);
        expect(figure.length).toBeLessThanOrEqual(4);
        expect(told).toBeLessThanOrEqual(amount);
        expect(amount - told).toBeLessThan(amount / 10n + USD / 10n);
      }),
    );
  });

  test("never falls as the amount grows", () => {
    fc.assert(
      fc.property(anyAmount, anyAmount, (left, right) => {
        const [less, more] = left < right ? [left, right] : [right, left];
        expect(amountOf(compactFigure(less))).toBeLessThanOrEqual(amountOf(compactFigure(more)));
      }),
    );
  });
});

describe("the icon", () => {
  const pixel = (pixels: Buffer, side: number, x: number, y: number) =>
    Array.from(pixels.subarray((y * side + x) * 4, (y * side + x) * 4 + 4));
  const isWhite = (values: readonly number[]) => values.every((value) => value === 255);
  function whiteCells(pixels: Buffer, side: number): [number, number][] {
    const cells: [number, number][] = [];
    for (let y = 0; y < side; y += 1)
      for (let x = 0; x < side; x += 1) if (isWhite(pixel(pixels, side, x, y))) cells.push([x, y]);
    return cells;
  }

  test.each(STATES)("when %s is a square with clear corners and a colour of its own", (state) => {
    const pixels = drawIcon("", state, 32);
    expect(pixels).toHaveLength(32 * 32 * 4);
    expect(pixel(pixels, 32, 0, 0)[3]).toBe(0);
    expect(pixel(pixels, 32, 1, 16)[3]).toBe(255);
    expect(whiteCells(pixels, 32)).toEqual([]);
    const colours = new Set(STATES.map((other) => String(pixel(drawIcon("", other, 32), 32, 1, 16))));
    expect(colours.size).toBe(STATES.length);
  });

  test.each(["0", "0.4", "9.9", "42", "999", "1.2k", "999k", "1.0M", "999M", "-"])(
    "draws %s in white, in the middle and within its edges, at both sizes",
    (figure) => {
      for (const side of [32, 64]) {
        const cells = whiteCells(drawIcon(figure, "normal", side), side);
        const columns = cells.map(([x]) => x);
        const [left, right] = [Math.min(...columns), Math.max(...columns)];
        expect(cells.length).toBeGreaterThan(0);
        expect(left).toBeGreaterThanOrEqual(1);
        expect(right).toBeLessThanOrEqual(side - 2);
        expect(Math.abs(left - (side - 1 - right))).toBeLessThanOrEqual(side / 8);
      }
    },
  );

  test("draws each figure in a way of its own", () => {
    const figures = [...Array.from("0123456789"), "0.1", "1.0k", "1.0M", "-"];
    expect(new Set(figures.map((figure) => drawIcon(figure, "normal", 32).toString("latin1"))).size).toBe(
      figures.length,
    );
  });

  test("shows the 1 as five rows of dots", () => {
    const cells = new Set(whiteCells(drawIcon("1", "normal", 32), 32).map(String));
    const dot = 3;
    const [left, top] = [12, 9];
    const rows = [0, 1, 2, 3, 4].map((row) =>
      [0, 1, 2].map((column) => (cells.has(`${left + column * dot},${top + row * dot}`) ? "#" : ".")).join(""),
    );
    expect(rows).toEqual([".#.", "##.", ".#.", ".#.", "###"]);
  });

  test("is there for screens of one and two pixels a point", () => {
    trayIcon("42", "normal");
    expect(representations).toMatchObject([
      { scaleFactor: 1, width: 32 },
      { scaleFactor: 2, width: 64 },
    ]);
  });
});
