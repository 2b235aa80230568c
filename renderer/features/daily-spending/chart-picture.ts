/** What of an element's looks comes from style sheets, and has to stand in the picture itself. */
const LOOKS = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stop-color",
  "stop-opacity",
  "opacity",
  "font-family",
  "font-size",
  "text-anchor",
] as const;

/** On what is in the chart for as long as somebody points at it. */
const PASSING = "data-passing";
const SVG = "http://www.w3.org/2000/svg";

const MARGIN = 24;
const NARROWEST = 480;
const TITLE_BASELINE = 42;
const LINE_BASELINES = [65, 84] as const;
const LEGEND_TOP = 102;
const LEGEND_LINE = 20;
const MARK_WIDTH = 20;
const MARK_GAP = 8;
const ENTRY_GAP = 20;

export interface Picture {
  /** A whole SVG document, which needs no style sheet. */
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

interface PictureParts {
  readonly chart: SVGSVGElement;
  /** The legend's entries, each with its mark in the first child and its words in the last. */
  readonly legend: readonly Element[];
  readonly title: string;
  /** Below the title: the days, and what they hold. */
  readonly lines: readonly [string, string];
  /** How wide a text is in a font; passed in since only a real browser knows. */
  readonly widthOf: (text: string, font: string) => number;
}

/** The chart as it is on screen, with its title, the period and the legend, on the card's own ground. */
export function chartPicture({ chart, legend, title, lines, widthOf }: PictureParts): Picture {
  const root = getComputedStyle(document.documentElement);
  const color = (name: string) => root.getPropertyValue(`--${name}`).trim();
  const fontFamily = getComputedStyle(chart).fontFamily;
  const width = Math.max(NARROWEST, chart.width.baseVal.value + 2 * MARGIN);
  const text = (words: string, x: number, y: number, looks: Readonly<Record<string, string>>) =>
    element("text", { x, y, "font-family": fontFamily, ...looks }, words);

  const entries = legendOf(legend, width - 2 * MARGIN, (words) => widthOf(words, `12px ${fontFamily}`));
  const chartTop = LEGEND_TOP + ((entries.at(-1)?.line ?? -1) + 1) * LEGEND_LINE + 14;
  const height = chartTop + chart.height.baseVal.value + MARGIN / 2;

  const picture = element("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
  const content = element("g", { transform: `translate(${(width - chart.width.baseVal.value) / 2} ${chartTop})` });
  content.append(...[...chart.children].flatMap(resolved));
  picture.append(
    element("rect", { width, height, fill: color("card") }),
    text(title, MARGIN, TITLE_BASELINE, { "font-size": "16", "font-weight": "600", fill: color("foreground") }),
    ...lines.map((line, index) =>
      text(line, MARGIN, LINE_BASELINES[index] ?? 0, { "font-size": "13", fill: color("muted-foreground") }),
    ),
    ...entries.flatMap(({ words, series, x, line }) => {
      const middle = LEGEND_TOP + line * LEGEND_LINE + LEGEND_LINE / 2;
      return [
        mark(series, MARGIN + x, middle, color),
        text(words, MARGIN + x + MARK_WIDTH + MARK_GAP, middle + 4, {
          "font-size": "12",
          fill: color("muted-foreground"),
        }),
      ];
    }),
    content,
  );
  return { svg: new XMLSerializer().serializeToString(picture), width, height };
}

interface LegendEntry {
  readonly words: string;
  readonly series: string;
  readonly x: number;
  readonly line: number;
}

/** From the left, on as many lines as they need. */
function legendOf(
  items: readonly Element[],
  width: number,
  widthOf: (words: string) => number,
): readonly LegendEntry[] {
  let [x, line] = [0, 0];
  return items.map((item) => {
    const words = item.textContent;
    const entryWidth = MARK_WIDTH + MARK_GAP + widthOf(words);
    if (x > 0 && x + entryWidth > width) [x, line] = [0, line + 1];
    const entry = { words, series: item.getAttribute("data-series") ?? "", x, line };
    x += entryWidth + ENTRY_GAP;
    return entry;
  });
}

function mark(series: string, x: number, y: number, color: (name: string) => string): SVGElement {
  if (series === "runs")
    return element("path", {
      d: `M${x + 4} ${y + 5}v-7h3v7zM${x + 9} ${y + 5}v-11h3v11zM${x + 14} ${y + 5}v-5h3v5z`,
      fill: color("runs"),
    });
  if (series === "unknown")
    return element("rect", {
      x,
      y: y - 5,
      width: MARK_WIDTH,
      height: 10,
      fill: "none",
      stroke: color("input"),
      "stroke-dasharray": "2 2",
    });
  return element("line", {
    x1: x,
    x2: x + MARK_WIDTH,
    y1: y,
    y2: y,
    stroke: color(series === "budget" ? "near" : "chart"),
    "stroke-width": "2",
    ...(series === "projection" && { "stroke-dasharray": "5 4" }),
  });
}

/** A copy that looks alike without a style sheet. */
function resolved(original: Element): readonly Element[] {
  if (original.hasAttribute(PASSING)) return [];
  const copy = original.cloneNode(false) as Element;
  for (const name of ["class", "style", "role", "tabindex"]) copy.removeAttribute(name);
  const style = getComputedStyle(original);
  for (const name of LOOKS) {
    const value = style.getPropertyValue(name);
    if (value !== "") copy.setAttribute(name, value);
  }
  copy.append(
    ...[...original.childNodes].flatMap((child) => (child instanceof Element ? resolved(child) : child.cloneNode())),
  );
  return [copy];
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, text?: string): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}
