import type { RememberedScreen, ScreenElement } from "../../../shared/ipc/remembered-screen.ts";

export interface ScreenMarkup {
  /** The rules of a style sheet: the page's policy allows no style attribute. */
  readonly styles: string;
  readonly html: string;
}

/** What its identifiers start with, so that none of them is one of the live screen's. */
const PREFIX = "remembered-";
const CONTAINER = "remembered";

/** Writes out what `isScreenElement` has found fit. It is shown in a window of the very size that it was drawn for. */
export function screenMarkup(
  screen: Pick<RememberedScreen, "width" | "height" | "contentWidth" | "content">,
): ScreenMarkup {
  const { width, height, contentWidth, content } = screen;
  const rules = new Map<string, string>();

  function classOf(style: ScreenElement["style"]): string | null {
    const rule = Object.entries(style)
      .map(([property, value]) => `${property}:${own(value)}`)
      .join(";");
    if (rule === "") return null;
    const name = rules.get(rule) ?? `${PREFIX}${rules.size}`;
    rules.set(rule, name);
    return name;
  }
  function markupOf(node: ScreenElement | string): string {
    if (typeof node === "string") return escaped(node);
    const { id, class: classes, ...others } = node.attributes;
    const attributes = {
      ...others,
      ...(id !== undefined && { id: PREFIX + id }),
      class: [classes, classOf(node.style)].filter(Boolean).join(" "),
    };
    const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(own(value))}"`);
    return `<${node.name}${written.join("")}>${node.children.map(markupOf).join("")}</${node.name}>`;
  }

  const html = `<div id="${CONTAINER}" inert aria-hidden="true">${markupOf(content)}</div>`;
  const fits = `@media (width:${width}px) and (height:${height}px){#${CONTAINER}{display:block;width:${contentWidth}px}}`;
  const styles = [...rules].map(([rule, name]) => `.${name}{${rule}}`);
  return { styles: `#${CONTAINER}{display:none}${fits}${styles.join("")}`, html };
}

/** A reference to a gradient or to a clip, as that is called here. */
const own = (value: string): string => value.replace(/^url\("?#([\w-]+)"?\)$/, `url(#${PREFIX}$1)`);

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? "");
