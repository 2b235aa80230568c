import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { costTickLabels, costTicks } from "../../../../../renderer/features/daily-spending/cost-ticks.ts";
import { nanoUsdFromUsd } from "../../../../../shared/domain/money.ts";

const labels = (highestUsd: number, language: "fr" | "en" = "en") =>
  costTickLabels(costTicks(nanoUsdFromUsd(highestUsd)), language);

describe("the dollar axis", () => {
  test.each([
    [0, ["$0", "$1"]],
    [1, ["$0.00", "$0.25", "$0.50", "$0.75", "$1.00"]],
    [3.1, ["$0", "$1", "$2", "$3", "$4"]],
    [8.27, ["$0.00", "$2.50", "$5.00", "$7.50", "$10.00"]],
    [12_000, ["$0", "$5,000", "$10,000", "$15,000"]],
    [0.0078, ["$0.000", "$0.002", "$0.004", "$0.006", "$0.008"]],
  ])("up to %d dollars carries %j", (highest, expected) => {
    expect(labels(highest)).toEqual(expected);
  });

  test("writes amounts as the rest of the window does", () => {
    expect(labels(3999, "fr").at(-1)).toBe("4\u202f000\u00a0$");
  });

  test("is even, starts at zero, holds the highest amount and at most five labels", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 17n }), (highest) => {
        const ticks = costTicks(highest);
        const [first, step = 0n] = ticks;
        expect(first).toBe(0n);
        expect(ticks.length).toBeLessThanOrEqual(5);
        expect(ticks).toEqual(ticks.map((_, index) => step * BigInt(index)));
        const top = ticks.at(-1) ?? 0n;
        expect(top >= highest && top - step < highest).toBe(true);
      }),
    );
  });
});
