import { type RefObject, useEffect } from "react";
import { desktop } from "../../desktop.ts";
import { screenElementOf } from "./screen-element.ts";

/** After the last change on screen. */
const QUIET_MS = 500;

export interface WhatIsShown {
  readonly username: string;
  /** The last day of the curve. */
  readonly today: string;
  /** When the figures were read: main forgets the screen when they change, even to the same ones. */
  readonly readAtMs: number;
}

/** Has main remember the screen, now and after each change of it; null while its figures are not those of the ledger. */
export function useRememberedScreen(screen: RefObject<HTMLElement | null>, shown: WhatIsShown | null): void {
  const { username, today, readAtMs } = shown ?? { username: null, today: null, readAtMs: 0 };
  useEffect(() => {
    const element = screen.current;
    if (element === null || username === null) return;
    let last = `${readAtMs}`;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const remember = () => {
      const { innerWidth: width, innerHeight: height } = window;
      const contentWidth = document.documentElement.clientWidth;
      const remembered = { username, today, width, height, contentWidth, content: screenElementOf(element) };
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
  }, [screen, username, today, readAtMs]);
}
