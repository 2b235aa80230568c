import type { Page } from "playwright";
import type { Language } from "../../../shared/domain/money.ts";
import type { Catalog } from "../../../renderer/i18n/catalog.ts";
import type { FakeDesktop, FakeDesktopOptions } from "../desktop-bridge/fake-desktop.ts";

export const LANGUAGES = ["fr", "en"] as const satisfies readonly Language[];
export const SCHEMES = ["light", "dark"] as const;
export const WIDTHS = [380, 480, 1_200, 1_600] as const;
/** As high as a window usually is; what does not fit scrolls. */
export const HEIGHT = 800;

/** How a scene is looked at. */
export interface Look {
  readonly language: Language;
  readonly scheme: (typeof SCHEMES)[number];
  readonly width: (typeof WIDTHS)[number];
}

/** A state of the window. Its parts run on both sides: main's in the page, the person's in the test. */
export interface Scene {
  readonly name: string;
  readonly desktop?: FakeDesktopOptions;
  /** What main answers otherwise. */
  readonly main?: (fake: FakeDesktop) => void;
  /** What the person does, or what is waited for, until the scene is there. */
  readonly open?: (page: Page, words: Catalog) => Promise<void>;
  /** The look whose picture is kept: `fr light 1200`. */
  readonly accepted: `${Look["language"]} ${Look["scheme"]} ${Look["width"]}`;
  /** Keeps the whole page, not only what a window shows of it. */
  readonly isWholePage?: boolean;
}

function lookOf({ accepted }: Scene): Look {
  const [language, scheme, width] = accepted.split(" ");
  return { language, scheme, width: Number(width) } as Look;
}

/**
 * How a scene is looked at, in this order: in both languages, in both lights, wide and narrow, and in the longer language
 * where there is least room. The look that is accepted comes last, so that the page is scrolled as it was when its picture
 * was taken.
 */
export function wayOf(scene: Scene): readonly [Look, ...Look[]] {
  const accepted = lookOf(scene);
  const opposite: Look = {
    language: accepted.language === "fr" ? "en" : "fr",
    scheme: accepted.scheme === "light" ? "dark" : "light",
    width: accepted.width < 1_200 ? 1_200 : 380,
  };
  const isTight = ({ language, width }: Look) => language === "fr" && width === 380;
  const tight: Look = { language: "fr", scheme: accepted.scheme, width: 380 };
  return [opposite, ...([opposite, accepted].some(isTight) ? [] : [tight]), accepted];
}

/** Of a look, in a file's name. */
export const lookName = ({ language, scheme, width }: Look): string => `${language}-${scheme}-${width}`;
