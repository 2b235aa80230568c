/**
 * What the window shows of its first screen, as a tree: main writes the markup itself, from names and values of these
 * lists alone. Nothing on them loads, links, sends or runs.
 */
export const SCREEN_ELEMENTS = words(
  // No other one of HTML: where these stand, no parser closes an element before its end.
  "div span",
  "svg g path line rect circle text defs linearGradient stop clipPath",
);

export const SCREEN_ATTRIBUTES = words(
  "class id viewBox width height x y x1 x2 y1 y2 dx dy cx cy r rx d offset stop-color stop-opacity opacity",
  "fill stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin text-anchor clip-path vector-effect",
);

export const SCREEN_PROPERTIES = words(
  "fill stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin opacity",
  "width height left right background-image",
);

export interface ScreenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly style: Readonly<Record<string, string>>;
  readonly children: readonly (ScreenElement | string)[];
}

export interface RememberedScreen {
  /** Whose figures they are, as the session names the account. */
  readonly username: string;
  /** The day that the figures call today. */
  readonly today: string;
  /** Of the page, in CSS pixels: the curve is drawn for it. */
  readonly width: number;
  readonly height: number;
  /** Without what a scroll bar takes. */
  readonly contentWidth: number;
  /** When the figures last agreed with Apify, and how often they are to: from when on they count as old. */
  readonly lastCompletedAt: string | null;
  readonly refreshMinutes: number;
  /** Whether it shows no amounts. */
  readonly areAmountsHidden: boolean;
  readonly content: ScreenElement;
}

/** The `id` of what is shown of figures that have grown old meanwhile, and what stands for their age in its text. */
export const AGED_ID = "aged";
export const AGE_PLACE = "{age}";

const MOST_NODES = 2_000;
const DEEPEST = 40;
const LONGEST_TEXT = 1_000;
const LONGEST_VALUE = 20_000;

const CLASSES = /^[\x20-\x7e]*$/;
const NAME = /^[\w-]+$/;
/** Numbers, keywords, colours and paths; a variable; a gradient of the page itself; stripes. */
const VALUE =
  /^(?:[-\w.,%# ]*|var\(--[\w-]+\)|url\("?#[\w-]+"?\)|repeating-linear-gradient\((?:[-\w.,%# ]|var\(--[\w-]+\))*\))$/;

/** Whether `value` holds nothing but what the lists allow, and not too much of it. */
export function isScreenElement(value: unknown): value is ScreenElement {
  let nodes = 0;
  function isAllowed(node: unknown, depth: number): boolean {
    nodes += 1;
    if (nodes > MOST_NODES || depth > DEEPEST) return false;
    if (typeof node === "string") return depth > 0 && node.length <= LONGEST_TEXT;
    if (!isRecord(node)) return false;
    const { name, attributes, style, children, ...rest } = node;
    return (
      Object.keys(rest).length === 0 &&
      isOneOf(SCREEN_ELEMENTS, name) &&
      isRecord(attributes) &&
      Object.entries(attributes).every(([key, text]) => isScreenAttribute(key, text)) &&
      isRecord(style) &&
      Object.entries(style).every(([key, text]) => isScreenStyle(key, text)) &&
      Array.isArray(children) &&
      children.every((child) => isAllowed(child, depth + 1))
    );
  }
  return isAllowed(value, 0);
}

export function isScreenAttribute(name: string, value: unknown): value is string {
  const pattern = name === "class" ? CLASSES : name === "id" ? NAME : VALUE;
  return isOneOf(SCREEN_ATTRIBUTES, name) && isShort(value) && pattern.test(value);
}

export const isScreenStyle = (property: string, value: unknown): value is string =>
  isOneOf(SCREEN_PROPERTIES, property) && isShort(value) && VALUE.test(value);

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isShort = (value: unknown): value is string => typeof value === "string" && value.length <= LONGEST_VALUE;

function words(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(" "));
}

const isOneOf = (list: readonly string[], value: unknown): boolean => typeof value === "string" && list.includes(value);
