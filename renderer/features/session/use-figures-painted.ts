import { useEffect } from "react";
import { desktop } from "../../desktop.ts";

let isAnnounced = false;

/** Tells main, once in the window's life, that the total and the curve are on screen. */
export function useFiguresPainted(areFiguresReady: boolean): void {
  useEffect(() => {
    if (!areFiguresReady || isAnnounced) return;
    // The first frame draws what was just committed; the second one starts after it is on screen.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        isAnnounced = true;
        document.documentElement.dataset["figures"] = "painted";
        void desktop.figuresPainted();
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [areFiguresReady]);
}
