import { useEffect } from "react";

/** Longer than this nobody is to look at what can't be used. */
const LONGEST_MS = 1_000;

/** Takes away the screen that main served with the page, from above the live one. */
export function leaveRememberedScreen(): void {
  document.getElementById("remembered")?.remove();
}

/** The same once the live screen, which equals it, is in the picture; at once where it comes to show something else. */
export function useLeaveRememberedScreen(live: "coming" | "there" | "another"): void {
  useEffect(() => {
    if (live === "another") leaveRememberedScreen();
    if (live !== "there") return;
    let frame = requestAnimationFrame(() => (frame = requestAnimationFrame(leaveRememberedScreen)));
    return () => cancelAnimationFrame(frame);
  }, [live]);
  useEffect(() => {
    const timer = setTimeout(leaveRememberedScreen, LONGEST_MS);
    return () => clearTimeout(timer);
  }, []);
}
