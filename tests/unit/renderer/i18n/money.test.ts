import { expect, test } from "vitest";
import { formatSignedUsd } from "../../../../renderer/i18n/money.ts";

test.each([
  [1_285_417_000n, "fr", "+1.29\u00a0$"],
  [-1_285_417_000n, "fr", "\u22121.29\u00a0$"],
  [-1_285_417_000n, "en", "\u2212$1.29"],
  [0n, "fr", "0.00\u00a0$"],
  [4_000_000n, "en", "+$0.00"],
  [-4_000_000n, "en", "\u2212$0.00"],
] as const)("%d in %s reads %s", (amount, language, text) => {
  expect(formatSignedUsd(amount, language)).toBe(text);
});
