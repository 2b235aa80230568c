import { type RefObject, useEffect } from "react";
import type { RememberedScreen } from "../../../shared/ipc/remembered-screen.ts";
import { desktop } from "../../desktop.ts";
import { displayNow } from "../../i18n/display.ts";
import { screenElementOf } from "./screen-element.ts";

/** After the last change on screen. */
const QUIET_MS = 500;

/** On what stands in the place of the first screen for a while: the next start begins with that again. */
const UNREMEMBERED = "data-unremembered";

/** Besides what the screen itself holds. */
export type WhatIsShown = Pick<RememberedScreen, "username" | "today" | "lastCompletedAt" | "refreshMinutes"> & {
  /** When the figures were read: main forgets the screen when they change, even to the same ones. */
  readonly readAtMs: number;
};

/** Has main remember the screen, now and after each change of it; null while its figures are not those of the ledger. */
export function useRememberedScreen(screen: RefObject<HTMLElement | null>, shown: WhatIsShown | null): void {
  const facts = shown && JSON.stringify(shown);
  useEffect(() => {
    const element = screen.current;
    if (element === null || facts === null) return;
    const { readAtMs: _, ...known } = JSON.parse(facts) as WhatIsShown;
    let last = "";
    let timer: ReturnType<typeof setTimeout> | undefined;
    const remember = () => {
      if (element.querySelector(`[${UNREMEMBERED}]`) !== null) return;
      const { innerWidth: width, innerHeight: height } = window;
      const contentWidth = document.documentElement.clientWidth;
      const { areAmountsHidden } = displayNow();
      const remembered = { ...known, areAmountsHidden, width, height, contentWidth, content: screenElementOf(element) };
      const text = JSON.stringify(remembered);
      if (text === last) return;
      last = text;
      desktop.rememberScreen(remembered).catch(() => undefined);
    };
    const plan = () => {
      clearTimeout(timer);
      timer = setTimeout(remember, QUIET_MS);
    };
    plan();
    const observer = new MutationObserver(plan);
    observer.observe(element, { subtree: true, childList: true, characterData: true, attributes: true });
    window.addEventListener("resize", plan);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      window.removeEventListener("resize", plan);
    };
  }, [screen, facts]);
}
