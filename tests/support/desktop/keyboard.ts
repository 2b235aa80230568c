import type { Locator, Page } from "playwright";

/** Further than a page has places for the focus. */
const MOST_STEPS = 200;

/** A person who has nothing but a keyboard, and who has to see where its focus is. */
export interface Keyboard {
  readonly press: (...keys: readonly string[]) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  /** Moves the focus on, or back to what lies before it, as many steps as it takes, and sees it at `aim`. */
  readonly goTo: (aim: Locator) => Promise<void>;
  /** Waits until the focus is at `aim`, or within it, and can be seen. */
  readonly sees: (aim: Locator) => Promise<void>;
  /** Opens a list, finds the option by its first letters, and takes it. */
  readonly pick: (list: Locator, typed: string, option: string) => Promise<void>;
}

export function keyboardOf(page: Page): Keyboard {
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const type = (text: string): Promise<void> => page.keyboard.type(text);
  const sees = async (aim: Locator): Promise<void> => {
    const whole = await aim.elementHandle();
    await page.waitForFunction(isFocusSeen, whole).catch(async (cause: unknown) => {
      const at = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 300));
      throw new Error(`The focus is not seen at ${String(aim)}: it is at ${at}`, { cause });
    });
  };
  const goTo = async (aim: Locator): Promise<void> => {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const at = await aim.evaluate(placeOfFocus);
      if (at === "here") return sees(aim);
      await press(at === "before" ? "Tab" : "Shift+Tab");
    }
    throw new Error(`The keyboard does not get to ${String(aim)}`);
  };
  return {
    press,
    type,
    goTo,
    sees,
    async pick(list, typed, option) {
      await goTo(list);
      await press("Enter");
      await page.getByRole("option", { name: option }).waitFor();
      await type(typed);
      await sees(page.getByRole("option", { name: option, exact: true }));
      await press("Enter");
      await list.getByText(option, { exact: true }).waitFor();
      await sees(list);
    },
  };
}

/** In the page: where the focus is, seen from `aim`. */
function placeOfFocus(aim: Element): "here" | "before" | "behind" {
  const focused = document.activeElement;
  if (focused === null || focused === aim) return focused === null ? "before" : "here";
  return focused.compareDocumentPosition(aim) & Node.DOCUMENT_POSITION_FOLLOWING ? "before" : "behind";
}

/** In the page: whether the focus is within `aim`, in the window's view, and marked as such. */
function isFocusSeen(aim: Node | null): boolean {
  const focused = document.activeElement;
  if (focused === null || aim?.contains(focused) !== true) return false;
  const chosen = document.getElementById(focused.getAttribute("aria-activedescendant") ?? "") ?? focused;
  const { top, bottom, left, right } = chosen.getBoundingClientRect();
  if (bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth) return false;
  const hasRing = (element: Element | null): boolean => {
    if (element === null) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const hasOutline = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
    return hasOutline || getComputedStyle(element, "::before").boxShadow !== "none";
  };
  const isLit = (element: Element): boolean =>
    element.matches("[data-highlighted], [data-selected=true]") &&
    getComputedStyle(element).backgroundColor !== "rgba(0, 0, 0, 0)";
  // A choice's label carries the ring of its button.
  return [chosen, chosen.parentElement].some(hasRing) || [chosen, ...chosen.children].some(hasRing) || isLit(chosen);
}
