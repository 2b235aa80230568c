import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decimalUsd,
  formatExactUsd,
  formatUsd,
  formatUsdApart,
  magnitudeOf,
  MAX_RUN_COST_USD,
  nanoUsdFromUsd,
  usdFromNanoUsd,
} from "../../../../shared/domain/money.ts";

const anyRunCost = fc.bigInt({ min: 0n, max: BigInt(MAX_RUN_COST_USD) * 1_000_000_000n });
const anyAmount = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });

describe("a JSON number becomes nano-dollars", () => {
  test.each([
    [0, 0n],
    [-0, 0n],
    [0.1, 100_000_000n],
    [0.3, 300_000_000n],
    [0.1 + 0.2, 300_000_000n],
    [1, 1_000_000_000n],
    [12.45, 12_450_000_000n],
    [0.0056211830505728715, 5_621_183n],
    [0.004014751284706923, 4_014_751n],
    [1_000_000, 1_000_000_000_000_000n],
    [-0.31, -310_000_000n],
  ])("%d is %d", (usd, nanoUsd) => {
    expect(nanoUsdFromUsd(usd)).toBe(nanoUsd);
  });

  test.each([
    [1e-7, 100n],
    [8.45e-5, 84_500n],
    [1.5e-9, 2n],
    [4.9e-10, 0n],
    [5e-10, 1n],
    [5e-324, 0n],
    [1e21, 10n ** 30n],
    [1.25e22, 125n * 10n ** 29n],
  ])("the exponent of %d is followed", (usd, nanoUsd) => {
    expect(nanoUsdFromUsd(usd)).toBe(nanoUsd);
  });

  test.each([
    [0.0000000005, 1n],
    [0.00000000049999999, 0n],
    [0.0000000015, 2n],
    [0.0000000025, 3n],
    [-0.0000000005, -1n],
    [-0.0000000015, -2n],
  ])("a half, as in %d, goes away from zero", (usd, nanoUsd) => {
    expect(nanoUsdFromUsd(usd)).toBe(nanoUsd);
  });

  test.each([Number.NaN, Infinity, -Infinity])("%d is refused", (usd) => {
    expect(() => nanoUsdFromUsd(usd)).toThrow(RangeError);
  });

  test("the result is never further than half a nano-dollar from the number's decimal writing", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: MAX_RUN_COST_USD, noNaN: true }), (usd) => {
        // Both sides times 10^30, where every shortest writing of such a number is whole or below any doubt.
        const [mantissa = "", exponent = "0"] = String(usd).split("e");
        const [whole = "", fraction = ""] = mantissa.split(".");
        const shift = 30 + Number(exponent) - fraction.length;
        fc.pre(shift >= 0);
        const exact = BigInt(whole + fraction) * 10n ** BigInt(shift);
        const distance = nanoUsdFromUsd(usd) * 10n ** 21n - exact;
        expect(distance <= 5n * 10n ** 20n && distance > -5n * 10n ** 20n).toBe(true);
      }),
    );
  });
});

describe("nano-dollars become a JSON number", () => {
  test("and come back the same, for every cost that a run may have up to 15 significant digits", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (amount) => {
        expect(nanoUsdFromUsd(usdFromNanoUsd(amount))).toBe(amount);
      }),
    );
  });

  test("and come back the same through the decimal writing, whatever the amount", () => {
    fc.assert(
      fc.property(anyAmount, (amount) => {
        const [whole = "", fraction = ""] = decimalUsd(amount).replace("-", "").split(".");
        expect(BigInt(whole + fraction.padEnd(9, "0"))).toBe(amount < 0n ? -amount : amount);
        expect(decimalUsd(amount).startsWith("-")).toBe(amount < 0n);
      }),
    );
  });

  test.each([
    [0n, "0"],
    [1n, "0.000000001"],
    [12_345_000_000n, "12.345"],
    [-1_500_000_000n, "-1.5"],
    [1_000_000_000_000_000_000n, "1000000000"],
  ])("%d is written %s", (amount, text) => {
    expect(decimalUsd(amount)).toBe(text);
    expect(usdFromNanoUsd(amount)).toBe(Number(text));
  });
});

describe("an amount on screen", () => {
  test.each([
    [0n, "0.00\u00a0$", "$0.00"],
    [12_450_000_000n, "12.45\u00a0$", "$12.45"],
    [999_990_000_000n, "999.99\u00a0$", "$999.99"],
    [1_234_567_890_000_000n, "1\u202f234\u202f567.89\u00a0$", "$1,234,567.89"],
    [1_000_000_000_000n, "1\u202f000.00\u00a0$", "$1,000.00"],
    [-1_234_500_000_000n, "\u22121\u202f234.50\u00a0$", "\u2212$1,234.50"],
  ])("%d reads %s in French and %s in English", (amount, french, english) => {
    expect(formatUsd(amount, "fr")).toBe(french);
    expect(formatUsd(amount, "en")).toBe(english);
  });

  test.each([
    [14_999_999n, "$0.01"],
    [15_000_000n, "$0.02"],
    [1_004_999_999n, "$1.00"],
    [1_005_000_000n, "$1.01"],
    [999_995_000_000n, "$1,000.00"],
    [5_000_000n, "$0.01"],
  ])("%d is rounded to the cent once, half up: %s", (amount, text) => {
    expect(formatUsd(amount, "en")).toBe(text);
  });

  test.each([1n, 50_000n, 4_999_999n])("%d is not nothing", (amount) => {
    expect(formatUsd(amount, "fr")).toBe("< 0.01\u00a0$");
    expect(formatUsd(amount, "en")).toBe("< $0.01");
  });

  test("is told to its last digit on demand", () => {
    expect(formatExactUsd(5_621_183n, "fr")).toBe("0.005621183\u00a0$");
    expect(formatExactUsd(5_621_183n, "en")).toBe("$0.005621183");
    expect(formatExactUsd(12_400_000_000n, "fr")).toBe("12.40\u00a0$");
    expect(formatExactUsd(-1_234_000_000_001n, "en")).toBe("\u2212$1,234.000000001");
  });

  test("beside another never reads the same unless it is, and else no longer than it must", () => {
    expect(formatUsdApart(49_999_999_999n, 50_000_000_000n, "fr")).toEqual(["49.999999999\u00a0$", "50.00\u00a0$"]);
    expect(formatUsdApart(50_000_000_000n, 50_000_000_000n, "fr")).toEqual(["50.00\u00a0$", "50.00\u00a0$"]);
    fc.assert(
      fc.property(anyRunCost, anyRunCost, (one, other) => {
        const [first, second] = formatUsdApart(one, other, "en");
        expect(first === second).toBe(one === other);
      }),
    );
  });

  test("never loses more than half a cent", () => {
    fc.assert(
      fc.property(anyRunCost, (amount) => {
        const text = formatUsd(amount, "en");
        fc.pre(!text.startsWith("<"));
        const cents = BigInt(text.replaceAll(/[$,.]/g, ""));
        const distance = cents * 10_000_000n - amount;
        expect(distance > -5_000_000n && distance <= 5_000_000n).toBe(true);
      }),
    );
  });
});

test.each([
  [-3n, 3n],
  [0n, 0n],
  [3n, 3n],
])("%d without its sign is %d", (amount, magnitude) => {
  expect(magnitudeOf(amount)).toBe(magnitude);
});
