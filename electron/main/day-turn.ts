import { nextMidnightMs } from "../../shared/domain/day.ts";
import { systemTimeZone } from "./system-time-zone.ts";

/**
 * Calls `onTurn` when the viewer's day changes. `check` is for the moments at which time may have jumped (waking, a
 * window that is shown again): it calls `onTurn` when the day or the zone is another than the last known.
 */
export function watchDayTurn(onTurn: () => void, now: () => number = Date.now): { check(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let known = "";
  const current = () => `${systemTimeZone()} ${nextMidnightMs(now(), systemTimeZone())}`;

  function arm(): void {
    clearTimeout(timer);
    known = current();
    timer = setTimeout(check, nextMidnightMs(now(), systemTimeZone()) - now());
  }
  function check(): void {
    const hasTurned = current() !== known;
    arm();
    if (hasTurned) onTurn();
  }
  arm();
  return { check, stop: () => clearTimeout(timer) };
}
