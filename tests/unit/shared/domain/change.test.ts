import fc from "fast-check";
import { expect, test } from "vitest";
import { changeOf } from "../../../../shared/domain/change.ts";

test.each([
  [112n, 100n, { kind: "more", percent: 12 }],
  [88n, 100n, { kind: "less", percent: 12 }],
  [1_004n, 1_000n, { kind: "same" }],
  [997n, 1_000n, { kind: "same" }],
  [0n, 100n, { kind: "less", percent: 100 }],
  [1n, 1_000n, { kind: "less", percent: 99 }],
  [999n, 100n, { kind: "more", percent: 899 }],
  [1_000n, 100n, { kind: "times", times: 10 }],
  [50_000_000n, 50_000n, { kind: "times", times: 1_000 }],
  [1_000_000_000_000_000n, 50_000n, { kind: "many-times", moreThan: 1_000 }],
  [5n, 0n, { kind: "from-nothing" }],
  [0n, 0n, null],
] as const)("%d after %d", (now, before, expected) => {
  expect(changeOf(now, before)).toEqual(expected);
});

test("is told of any two amounts in whole numbers, and on the right side", () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 18n });
  fc.assert(
    fc.property(amount, amount, (now, before) => {
      const change = changeOf(now, before);
      const isMore =
        change?.kind === "more" ||
        change?.kind === "times" ||
        change?.kind === "many-times" ||
        change?.kind === "from-nothing";
      const size = change !== null && "percent" in change ? change.percent : 1;
      expect([isMore && now <= before, change?.kind === "less" && now >= before, size < 1]).toEqual([
        false,
        false,
        false,
      ]);
      expect(change === null).toBe(now === 0n && before === 0n);
    }),
  );
});
