import type axe from "axe-core";
import type { Page } from "playwright";
import type { Scene } from "./scene.ts";

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/**
 * What axe finds wrong on the page as it is. What can't be read in this light takes long to find out, so that what one has
 * to scroll to is left to the scenes that are about the whole page.
 */
export function accessViolations(page: Page, { isWholePage = false }: Scene): Promise<readonly string[]> {
  return page.evaluate(async (isWhole) => {
    const { axe } = window;
    axe.configure({ rules: [{ id: "color-contrast", selector: ":not([data-unlit])" }] });
    for (const element of document.body.querySelectorAll("*")) {
      // What stands behind a dialog is darkened.
      const isBehind = element.closest("[data-aria-hidden=true]") !== null;
      const isBelow = !isWhole && element.getBoundingClientRect().top > innerHeight;
      element.toggleAttribute("data-unlit", isBehind || isBelow);
    }
    // While a list is open it is all that there is: the focus can't leave it, which axe knows of dialogs only.
    const list = document.querySelector("[role=menu], [role=listbox]");
    const { violations } = await axe.run(list ?? document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = "" }) => `${id}: ${target.join(" ")}: ${failureSummary.split("\n")[1]}`),
    );
  }, isWholePage);
}

/** Text that sticks out, is cut off, or that no person was meant to read. */
export function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const faults = new Set<string>();
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) faults.add(`the page is ${scrollWidth - clientWidth} px too wide`);

    const isUnseen = (element: Element) => element.closest(".sr-only, title, script, style") !== null;
    const spread = document.createRange();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const parent = node.parentElement;
      const text = (node.textContent ?? "").trim();
      if (parent === null || text === "" || isUnseen(parent)) continue;
      spread.selectNodeContents(node);
      const { left, right, width } = spread.getBoundingClientRect();
      if (width === 0) continue;
      checkPlace(parent, text.slice(0, 50), left, right);
    }

    /** Up to the first part of the page that has an edge of its own. */
    function checkPlace(from: Element, text: string, left: number, right: number): void {
      for (let element: Element | null = from; element !== null; element = element.parentElement) {
        const { overflowX, textOverflow, borderRightWidth } = getComputedStyle(element);
        const edge = element.getBoundingClientRect();
        const isOutside = left < edge.left - 1 || right > edge.right + 1;
        if (overflowX === "auto" || overflowX === "scroll") return;
        if (overflowX === "hidden" || overflowX === "clip") {
          // One pixel is for who hears the page only.
          if (element.clientWidth <= 1) return;
          if (!isOutside) continue;
          if (textOverflow !== "ellipsis") faults.add(`cut off: “${text}”`);
          // What opens a menu tells it in full there.
          else if (element.closest("[title], [aria-haspopup]") === null)
            faults.add(`cut short without a title: “${text}”`);
          return;
        }
        const hasEdge = borderRightWidth !== "0px" || element.matches("section, header, [role=dialog], body");
        if (hasEdge && isOutside) faults.add(`sticks out of its ${element.tagName.toLowerCase()}: “${text}”`);
        if (hasEdge) return;
      }
    }

    const spoken = ["aria-label", "aria-valuetext", "title"].flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name) ?? ""),
    );
    const odd = /\b(NaN|undefined|Infinity|null)\b|\[object|∞/u;
    for (const text of [...document.body.innerText.split("\n"), ...spoken])
      if (odd.test(text)) faults.add(`says “${text.slice(0, 80)}”`);
    return [...faults];
  });
}
