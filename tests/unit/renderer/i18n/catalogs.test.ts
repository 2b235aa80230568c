// @vitest-environment happy-dom
import i18next from "i18next";
import { describe, expect, test } from "vitest";
import { en } from "../../../../renderer/i18n/en.ts";
import { fr } from "../../../../renderer/i18n/fr.ts";
import { speakLanguage } from "../../../../renderer/i18n/speak-language.ts";
import { entriesOf } from "../../../support/i18n/catalog-entries.ts";
import { ERROR_CODES } from "../../../../shared/errors.ts";

const withoutMillions = (key: string) => !key.endsWith("_many");
const placeholdersOf = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name = ""]) => name).toSorted((one, other) => one.localeCompare(other));
const english = new Map(entriesOf(en));

describe("the catalogs", () => {
  test("hold the same keys", () => {
    const french = entriesOf(fr).map(([key]) => key);
    expect([...english.keys()]).toEqual(french.filter(withoutMillions));
  });

  test.each(entriesOf(fr).filter(([key]) => withoutMillions(key)))("fill the same values into %s", (key, text) => {
    expect(text).not.toBe("");
    expect(placeholdersOf(english.get(key) ?? "")).toEqual(placeholdersOf(text));
  });

  test.each(["fr", "en"] as const)("in %s, every plural has the forms of its language", (language) => {
    const catalog = new Map(entriesOf(language === "fr" ? fr : en));
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plurals = [...catalog.keys()]
      .filter((key) => key.endsWith("_one"))
      .map((key) => key.slice(0, -"_one".length));
    expect(plurals.length).toBeGreaterThan(0);
    for (const plural of plurals) {
      for (const form of forms) expect(catalog.has(`${plural}_${form}`), `${plural}_${form}`).toBe(true);
    }
  });

  test("part no French sign from its word by a space at which a line may end", () => {
    expect(entriesOf(fr).filter(([, text]) => / [:;?!»%]|« /.test(text))).toEqual([]);
  });

  test.each(ERROR_CODES)("say what to do about %s in words of its own", (code) => {
    const others = ERROR_CODES.filter((other) => other !== code);
    expect(others.map((other) => fr.errors[other])).not.toContain(fr.errors[code]);
    expect(others.map((other) => en.errors[other])).not.toContain(en.errors[code]);
  });
});

describe("counts", () => {
  test.each([
    ["fr", 0, "0 exécution"],
    ["fr", 1, "1 exécution"],
    ["fr", 2, "2 exécutions"],
    ["fr", 1240, "1\u202f240 exécutions"],
    ["fr", 1_000_000, "1\u202f000\u202f000 exécutions"],
    ["en", 0, "0 runs"],
    ["en", 1, "1 run"],
    ["en", 1240, "1,240 runs"],
  ] as const)("in %s, %d reads %s", async (language, count, text) => {
    await speakLanguage(language);
    expect(i18next.t("total.runs", { count })).toBe(text);
  });
});
