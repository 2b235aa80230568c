import { readFileSync } from "node:fs";

/**
 * Packages whose archive holds no text of their licence, and whose copyright it is by their repository or manifest.
 *
 * @type {Readonly<Record<string, { licence: "MIT" | "Apache-2.0", holder: string }>>}
 */
export const WITHOUT_TEXT = {
  "@libsql/client": { licence: "MIT", holder: "2023 libSQL" },
  "@libsql/core": { licence: "MIT", holder: "2023 libSQL" },
  "drizzle-orm": { licence: "Apache-2.0", holder: "Drizzle Team" },
  "lazy-val": { licence: "MIT", holder: "Vladimir Krivosheev" },
  "react-remove-scroll-bar": { licence: "MIT", holder: "2025 Anton Korzunov <thekashey@gmail.com>" },
  // What it holds of others under the ISC licence is bundled from, and listed with, the packages themselves.
  "victory-vendor": { licence: "MIT", holder: "2015-2020 Formidable Labs" },
};

/**
 * @param {string} name of a package without a text of its own
 * @returns {string} empty where nobody has looked yet
 */
export function textFor(name) {
  const known = WITHOUT_TEXT[name];
  if (known === undefined) return "";
  const text = readFileSync(new URL(`texts/${known.licence}.txt`, import.meta.url), "utf8").trim();
  return `Copyright (c) ${known.holder}\n\n${text}`;
}
