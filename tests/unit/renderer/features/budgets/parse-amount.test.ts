import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAmount } from "../../../../../renderer/features/budgets/parse-amount.ts";
import { MOST_AMOUNT_DIGITS } from "../../../../../shared/domain/budget/budget.ts";
import { decimalUsd } from "../../../../../shared/domain/money.ts";

const amount = (nanoUsd: bigint) => ({ kind: "amount", nanoUsd });

describe("a typed amount", () => {
  test.each([
    ["50", 50_000_000_000n],
    ["12.5", 12_500_000_000n],
    ["12,50", 12_500_000_000n],
    [" 1 234,5 $", 1_234_500_000_000n],
    ["1\u202f234\u00a0$", 1_234_000_000_000n],
    ["$0.1", 100_000_000n],
    [",5", 500_000_000n],
    ["7.", 7_000_000_000n],
    ["0.000000001", 1n],
    ["0.1000000000000", 100_000_000n],
    ["1,234.56", 1_234_560_000_000n],
    ["1.234.567,89", 1_234_567_890_000_000n],
    ["1,234,567", 1_234_567_000_000_000n],
    ["999999999.999999999", 999_999_999_999_999_999n],
  ])("%s is read to the last digit", (text, nanoUsd) => {
    expect(parseAmount(text, "fr")).toEqual(amount(nanoUsd));
    expect(parseAmount(text, "en")).toEqual(amount(nanoUsd));
  });

  test("one comma before three digits stands before thousands in English, before decimals in French", () => {
    expect(parseAmount("1,234", "en")).toEqual(amount(1_234_000_000_000n));
    expect(parseAmount("1,234", "fr")).toEqual(amount(1_234_000_000n));
  });

  test.each(["", " ", "$", ".", "0", "0.000", "-5", "abc", "1e3", "12,34,5", "1.2.3", "1,23.4"])(
    "%j is none",
    (text) => {
      expect(parseAmount(text, "fr")).toEqual({ kind: "wrong" });
      expect(parseAmount(text, "en")).toEqual({ kind: "wrong" });
    },
  );

  test("finer than a nano-dollar, or beyond what can be kept, is said to be so", () => {
    expect(parseAmount("0.0000000001", "fr")).toEqual({ kind: "too-fine" });
    expect(parseAmount("1000000000", "fr")).toEqual({ kind: "too-large" });
  });

  test("whatever the amount, its exact writing is read back", () => {
    fc.assert(
      fc.property(fc.bigInt(1n, BigInt("9".repeat(MOST_AMOUNT_DIGITS))), (nanoUsd) => {
        const written = decimalUsd(nanoUsd);
        expect(parseAmount(written, "en")).toEqual(amount(nanoUsd));
        expect(parseAmount(written, "fr")).toEqual(amount(nanoUsd));
        expect(parseAmount(written.replace(".", ","), "fr")).toEqual(amount(nanoUsd));
      }),
    );
  });
});
