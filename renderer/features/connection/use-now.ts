import { useEffect, useState } from "react";
import { MINUTE_MS } from "./relative-age.ts";

/** The current time, renewed at the interval while the window is visible and at once when it is shown again. */
export function useNow(intervalMs = MINUTE_MS): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const follow = () => {
      clearInterval(timer);
      if (document.hidden) return;
      setNowMs(Date.now());
      timer = setInterval(() => setNowMs(Date.now()), intervalMs);
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", follow);
    };
  }, [intervalMs]);
  return nowMs;
}
