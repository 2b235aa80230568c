import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compactFigure, compactPercent } from "../../../../../electron/main/tray/compact-figure.ts";

const USD = 1_000_000_000n;

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

test.each([
  [0, "0%"],
  [87, "87%"],
  [130, "130%"],
  [999, "999%"],
  [1_000, "10×"],
  [1_299, "12×"],
  [99_999, "999×"],
  [1_000_000, "999×"],
])("%d percent of a budget are %s", (percent, figure) => {
  expect(compactPercent(percent)).toBe(figure);
});
