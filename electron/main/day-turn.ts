import { nextMidnightMs } from "../../shared/domain/day.ts";

/**
 * Calls `onTurn` when the viewer's day changes. `check` is for the moments at which time may have jumped (waking, a
 * window that is shown again): it calls `onTurn` when the day or the zone is another than the last known.
 */
export function watchDayTurn(
  onTurn: () => void,
  timeZone: () => string,
  now: () => number = Date.now,
): { check(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let known = "";
  const current = () => `${timeZone()} ${nextMidnightMs(now(), timeZone())}`;

  function arm(): void {
    clearTimeout(timer);
    known = current();
    timer = setTimeout(check, nextMidnightMs(now(), timeZone()) - now());
  }
  function check(): void {
    const hasTurned = current() !== known;
    arm();
    if (hasTurned) onTurn();
  }
  arm();
  return { check, stop: () => clearTimeout(timer) };
}
