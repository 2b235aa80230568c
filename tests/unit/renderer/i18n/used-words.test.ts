import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fr } from "../../../../renderer/i18n/fr.ts";
import { keysOf } from "../../../support/i18n/catalog-entries.ts";

const RENDERER = join(import.meta.dirname, "..", "..", "..", "..", "renderer");
const PLURAL_FORM = /_(?:zero|one|two|few|many|other)$/;

const code = readdirSync(RENDERER, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("i18n"))
  .map((file) => readFileSync(join(RENDERER, file), "utf8"))
  .join("\n");
const keys = [...new Set(keysOf(fr).map((key) => key.replace(PLURAL_FORM, "")))];

/** What stands between quotes, and templates whose first word is written out, such as `errors.${code}`. */
const literals = new Set([...code.matchAll(/"([\w.-]+)"/g)].map(([, text = ""]) => text));
const templates = [...code.matchAll(/`([\w-]+\.[^`\s]*)`/g)].map(
  ([, text = ""]) => new RegExp(`^${text.replaceAll(/\$\{[^}]*\}/g, "[\\w-]+").replaceAll(".", "\\.")}$`),
);

test("every word of the catalogs is used", () => {
  const unused = keys.filter((key) => !literals.has(key) && !templates.some((template) => template.test(key)));
  expect(unused).toEqual([]);
});

test("every word that is asked for is in the catalogs", () => {
  const sections = new Set(Object.keys(fr));
  const asked = [...code.matchAll(/\bt\(\s*"([^"]+)"/g)].map(([, key = ""]) => key);
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter((key) => !keys.includes(key))).toEqual([]);
  const inTemplates = [...code.matchAll(/\bt\(\s*`([\w-]+)\./g)].map(([, section = ""]) => section);
  expect(inTemplates.filter((section) => !sections.has(section))).toEqual([]);
});
