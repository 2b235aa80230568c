import { describe, expect, test } from "vitest";
import { languageOf, TEXTS } from "../../../../electron/main/texts.ts";

describe("the language", () => {
  test.each(["en", "en-US", "en-GB", "EN-au"])("of a system in %s is English", (locale) => {
    expect(languageOf(locale)).toBe("en");
  });

  test.each(["fr-FR", "de-DE", "eng", "", "C"])("of a system in %j is French", (locale) => {
    expect(languageOf(locale)).toBe("fr");
  });
});

test.each([
  ["fr", 1, "1 exécution sans coût connu"],
  ["fr", 2, "2 exécutions sans coût connu"],
  ["en", 1, "1 run without a known cost"],
  ["en", 2, "2 runs without a known cost"],
] as const)("in %s %d without a cost reads %s", (language, runs, text) => {
  expect(TEXTS[language].withoutCost(runs)).toBe(text);
});
