import { readFileSync } from "node:fs";
import Color from "colorjs.io";
import { describe, expect, test } from "vitest";
import { ACCOUNT_COLOURS } from "../../../../shared/ipc/accounts.ts";
import { PAGE_BACKGROUNDS } from "../../../../electron/main/page-background.ts";

const SHEET = new URL("../../../../renderer/styles/colors.css", import.meta.url);

/** WCAG 2.2, level AA: text, and what of graphics and controls must be seen. */
const TEXT = 4.5;
const GRAPHIC = 3;

type Palette = ReadonlyMap<string, Color>;

function colorsIn(rules: string): Palette {
  const declarations = [...rules.matchAll(/--([\w-]+):\s*(oklch\([^)]*\));/g)];
  return new Map(declarations.map(([, name = "", value = ""]) => [name, new Color(value)]));
}

const [lightRules = "", darkRules = ""] = readFileSync(SHEET, "utf8").split("@media (prefers-color-scheme: dark)");
const PALETTES: readonly (readonly [name: "light" | "dark", palette: Palette])[] = [
  ["light", colorsIn(lightRules)],
  ["dark", colorsIn(darkRules)],
];

const TEXTS = [
  ["foreground", ["background", "card", "muted", "info-surface", "warning-surface", "danger-surface"]],
  ["muted-foreground", ["background", "card", "muted"]],
  ["primary-foreground", ["primary"]],
  ["info", ["card", "background", "info-surface"]],
  ["warning", ["card", "background", "muted", "warning-surface"]],
  ["danger", ["card", "background", "muted", "danger-surface"]],
] as const;

const GRAPHICS = [
  ["chart", ["card", "background"]],
  ["runs", ["card"]],
  ["near", ["card"]],
  ["field", ["card", "background"]],
  ["ring", ["card", "background", "muted"]],
  ...Array.from({ length: ACCOUNT_COLOURS }, (_, colour) => [`account-${colour}`, ["card", "background"]] as const),
] as const;

const pairs = (list: readonly (readonly [string, readonly string[]])[]) =>
  list.flatMap(([front, grounds]) => grounds.map((ground) => [front, ground] as const));

describe.each(PALETTES)("in %s", (name, palette) => {
  const colorOf = (token: string): Color => {
    const color = palette.get(token);
    if (color === undefined) throw new Error(`There is no --${token}`);
    return color;
  };
  const contrast = (front: string, ground: string): number => colorOf(front).contrastWCAG21(colorOf(ground));

  test.each(pairs(TEXTS))("%s can be read on %s", (front, ground) => {
    expect(contrast(front, ground)).toBeGreaterThanOrEqual(TEXT);
  });

  test.each(pairs(GRAPHICS))("%s can be seen on %s", (front, ground) => {
    expect(contrast(front, ground)).toBeGreaterThanOrEqual(GRAPHIC);
  });

  test("the window opens on the colour of the page", () => {
    expect(colorOf("background").to("srgb").toString({ format: "hex" })).toBe(PAGE_BACKGROUNDS[name]);
  });
});

test("each colour has a dark one and a light one", () => {
  const [[, light], [, dark]] = PALETTES as [(typeof PALETTES)[0], (typeof PALETTES)[0]];
  expect([...dark.keys()]).toEqual([...light.keys()]);
});
