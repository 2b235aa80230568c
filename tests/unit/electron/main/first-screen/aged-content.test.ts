import { expect, test } from "vitest";
import { agedContent } from "../../../../../electron/main/first-screen/aged-content.ts";
import type { KeptScreen } from "../../../../../electron/main/first-screen/screen-file.ts";
import type { ScreenElement } from "../../../../../shared/ipc/remembered-screen.ts";

const MINUTE_MS = 60_000;
const AT = "2026-11-23T09:00:00.000Z";

const element = (children: ScreenElement["children"], attributes = {}): ScreenElement => ({
  name: "div",
  attributes,
  style: {},
  children,
});
const kept: KeptScreen = {
  build: "b1",
  accountId: "a1",
  language: "fr",
  timeZone: "Europe/Paris",
  today: "2026-11-23",
  width: 1080,
  height: 760,
  contentWidth: 1070,
  lastCompletedAt: AT,
  refreshMinutes: 5,
  areAmountsHidden: false,
  content: element([element(["{age} 17.57 $"]), element([element([]), "Chiffres d'{age}"], { id: "aged" })]),
};
const textAfter = (minutes: number, changes: Partial<KeptScreen> = {}) =>
  JSON.stringify(agedContent({ ...kept, ...changes }, Date.parse(AT) + minutes * MINUTE_MS)).replaceAll(/\s/g, " ");

test("figures that count as old tell their age, and no other text does", () => {
  expect(textAfter(190)).toContain("Chiffres d'il y a 3 h");
  expect(textAfter(190)).toContain("{age} 17.57 $");
  expect(textAfter(190, { language: "en" })).toContain("3 hr. ago");
});

test("figures that don't tell none", () => {
  for (const text of [
    textAfter(14),
    textAfter(190, { refreshMinutes: 0 }),
    textAfter(190, { lastCompletedAt: null }),
  ]) {
    expect(text).not.toContain("Chiffres");
    expect(text).toContain("17.57 $");
  }
});
