import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { STYLE_PATH, STYLE_SHEET } from "../../../../server/pages/style-sheet.ts";
import { ICON } from "../../../../server/pages/views/mark.ts";

/** The colours by name, once in light and once in dark. */
function colours(css: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [, name = "", colour = ""] of css.matchAll(/^\s*--([\w-]+): (oklch\([^)]+\));$/gm)) {
    found.set(name, [...(found.get(name) ?? []), colour]);
  }
  return found;
}

test("the pages have the window's colours", () => {
  const window = colours(readFileSync("renderer/styles/colors.css", "utf8"));
  const pages = colours(STYLE_SHEET);
  expect(pages.size).toBeGreaterThan(10);
  for (const [name, both] of pages) expect([name, both]).toEqual([name, window.get(name)]);
});

test("every colour that is used is there", () => {
  const known = new Set(colours(STYLE_SHEET).keys());
  const used = [...STYLE_SHEET.matchAll(/var\(--([\w-]+)\)/g)].map(([, name]) => name ?? "");
  expect(used.filter((name) => !known.has(name))).toEqual([]);
});

test("the style sheet's address tells its content", () => {
  expect(STYLE_PATH).toMatch(/^\/pages\/style\.[0-9a-f]{12}\.css$/);
});

test("the icon is the application's", () => {
  const shapes = (svg: string) => [...svg.matchAll(/ d="([^"]+)"/g)].map(([, path]) => path);
  expect(shapes(ICON)).toEqual(shapes(readFileSync("resources/icon.svg", "utf8")));
});
