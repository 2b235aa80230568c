import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { TEXTS } from "../../../electron/main/texts.ts";
import { en } from "../../../renderer/i18n/en.ts";
import { fr } from "../../../renderer/i18n/fr.ts";
import { projectFolder } from "../../../scripts/setup/folders.mjs";

/** What stands in Apify's console, whatever language Décompte is in, and in the warnings of Windows and macOS. */
const OF_OTHERS = [
  "settings",
  "api & integrations",
  "more info",
  "run anyway",
  "open anyway",
  "informations complémentaires",
  "exécuter quand même",
  "ouvrir quand même",
];

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [plain(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const plain = (text: string) => text.replaceAll("\u00a0", " ").replace(/…$/, "").trim().toLowerCase();

const read = (path: string) => readFileSync(join(projectFolder, path), "utf8");

describe.each([
  ["fr", fr, "Quand quelque chose ne va pas"],
  ["en", en, "When something is wrong"],
] as const)("the guide in %s", (language, catalog, troubles) => {
  const guide = read(`docs/guide.${language}.md`);
  const known = new Set([...textsIn(catalog), ...textsIn(TEXTS[language]), ...OF_OTHERS]);

  test("names what the window has by the words that stand there", () => {
    const bold = [...guide.matchAll(/\*\*([^*]+)\*\*/g)].map(([, text = ""]) => text.replaceAll(/\s+/g, " "));
    const named = bold.flatMap((text) => text.replace(/\.$/, "").split(", ")).map(plain);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  test("quotes what the window says where something is wrong", () => {
    const [, section = ""] = new RegExp(`^## ${troubles}$(.*?)^## `, "ms").exec(guide) ?? [];
    const [, , ...said] = [...section.matchAll(/^\| (.+?) +\|/gm)].map(([, text = ""]) => plain(text));
    expect(said.length).toBeGreaterThan(5);
    const isSaid = (text: string) => [...known].some((whole) => whole.startsWith(text));
    expect(said.filter((text) => !isSaid(text))).toEqual([]);
  });
});

const FRENCH = [
  "docs/guide.fr.md",
  ...readdirSync(join(projectFolder, "docs/release-notes"))
    .filter((name) => name.endsWith(".fr.md"))
    .map((name) => `docs/release-notes/${name}`),
];

test.each(FRENCH)("no line of %s ends before a colon, nor within guillemets", (path) => {
  const prose = read(path).replaceAll(/`[^`]*`|^\|[ |:-]+\|$/gm, "");
  expect(prose.match(/.*(?: [:;?!»]|« ).*/g) ?? []).toEqual([]);
});
