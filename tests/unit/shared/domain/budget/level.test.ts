import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isReached, levelOf, percentOf } from "../../../../../shared/domain/budget/level.ts";

const USD = 1_000_000_000n;
const anyAmount = fc.bigInt({ min: 1n, max: 10n ** 18n });
const anySpent = fc.bigInt({ min: 0n, max: 10n ** 19n });

describe("a threshold", () => {
  test.each([50, 80, 100, 250])("of %d % is reached at its nano-dollar and not one before", (threshold) => {
    const amount = 20n * USD;
    const limit = (amount * BigInt(threshold)) / 100n;
    expect(isReached(amount, limit - 1n, threshold)).toBe(false);
    expect(isReached(amount, limit, threshold)).toBe(true);
    expect(isReached(amount, limit + 1n, threshold)).toBe(true);
  });

  test("of an amount that has no such percent is reached at the next nano-dollar", () => {
    expect(isReached(101n, 50n, 50)).toBe(false);
    expect(isReached(101n, 51n, 50)).toBe(true);
  });

  test("$19.999999998 of $20 does not reach 100 %, though it is shown as $20.00", () => {
    expect(isReached(20n * USD, 19_999_999_998n, 100)).toBe(false);
    expect(percentOf(20n * USD, 19_999_999_998n)).toBe(99);
  });

  test("is reached exactly where the percent that is shown reaches it", () => {
    fc.assert(
      fc.property(anyAmount, anySpent, fc.integer({ min: 1, max: 1_000 }), (amount, spent, threshold) => {
        expect(isReached(amount, spent, threshold)).toBe(percentOf(amount, spent) >= threshold);
      }),
    );
  });
});

describe("a budget's level", () => {
  test.each([
    [0n, "normal", 0],
    [16n * USD - 1n, "normal", 79],
    [16n * USD, "near", 80],
    [20n * USD, "near", 100],
    [20n * USD + 1n, "over", 100],
    [50n * USD, "over", 250],
  ] as const)("with %d of twenty dollars spent is %s, at %d %", (spent, level, percent) => {
    expect(levelOf(20n * USD, spent)).toBe(level);
    expect(percentOf(20n * USD, spent)).toBe(percent);
  });

  test("is over only above the amount, never at it", () => {
    fc.assert(
      fc.property(anyAmount, (amount) => {
        expect(levelOf(amount, amount)).toBe("near");
        expect(levelOf(amount, amount + 1n)).toBe("over");
      }),
    );
  });
});
