import {
  AGED_ID,
  isScreenAttribute,
  isScreenStyle,
  SCREEN_ATTRIBUTES,
  SCREEN_ELEMENTS,
  SCREEN_PROPERTIES,
  type ScreenElement,
} from "../../../shared/ipc/remembered-screen.ts";

type ScreenChild = ScreenElement | string;

/** On what is remembered, with all that is in it. */
const REMEMBERED = "data-remembered";
/** On what is in it and is not true for long. */
const PASSING = "data-passing";
/** On what tells that figures have aged, whether they have or not; its value is the text. */
const AGED = "data-aged";

/** `element` with what is remembered in it, and what is around that; nothing of it can be used or is read aloud. */
export function screenElementOf(element: Element): ScreenElement {
  return {
    // What HTML means by its elements is not remembered, only how they look: the style sheet has them all alike.
    name: nameOf(element),
    attributes: attributesOf(element),
    style: styleOf(element),
    children: childrenOf(element),
  };
}

/** The age of figures is told anew when they are shown: what stands for it is kept in its place. */
function childrenOf(element: Element): ScreenChild[] {
  const text = element.getAttribute(AGED);
  return text === null ? [...element.childNodes].flatMap(childOf) : [...[...element.children].flatMap(childOf), text];
}

function childOf(node: ChildNode): ScreenChild[] {
  if (node instanceof Text) return node.data === "" ? [] : [node.data];
  return node instanceof Element && isRemembered(node) ? [screenElementOf(node)] : [];
}

function isRemembered(element: Element): boolean {
  if (element.hasAttribute(PASSING)) return false;
  const marked = `[${REMEMBERED}]`;
  return element.closest(marked) !== null || element.querySelector(marked) !== null;
}

function nameOf(element: Element): string {
  const { localName } = element;
  if (SCREEN_ELEMENTS.includes(localName)) return localName;
  return element instanceof HTMLButtonElement ? "span" : "div";
}

function attributesOf(element: Element): Record<string, string> {
  const attributes: Record<string, string> = element.hasAttribute(AGED) ? { id: AGED_ID } : {};
  for (const name of SCREEN_ATTRIBUTES) {
    const value = element.getAttribute(name);
    const isMeant = name !== "id" || element instanceof SVGElement;
    if (isMeant && isScreenAttribute(name, value)) attributes[name] = value;
  }
  return attributes;
}

function styleOf(element: Element): Record<string, string> {
  const style: Record<string, string> = {};
  if (!(element instanceof HTMLElement || element instanceof SVGElement)) return style;
  for (const property of SCREEN_PROPERTIES) {
    const value = element.style.getPropertyValue(property);
    if (value !== "" && isScreenStyle(property, value)) style[property] = value;
  }
  return style;
}
