import { expect, test } from "vitest";
import { relativeAge } from "../../../../shared/domain/relative-age.ts";

const MINUTE = 60_000;
const plain = (text: string) => text.replaceAll(/\s/g, " ");

test.each([
  [3 * MINUTE, "fr", "il y a 3 min"],
  [59.9 * MINUTE, "fr", "il y a 59 min"],
  [190 * MINUTE, "fr", "il y a 3 h"],
  [49 * 60 * MINUTE, "fr", "il y a 2 j"],
  [3 * MINUTE, "en", "3 min. ago"],
] as const)("an age of %d ms in %s reads %s", (ageMs, language, text) => {
  expect(plain(relativeAge(ageMs, language))).toBe(text);
});
