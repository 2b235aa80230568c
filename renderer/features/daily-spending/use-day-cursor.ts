import { type KeyboardEvent, useState } from "react";

const WEEK = 7;

/** The day that the pointer or the keyboard is on, if any. */
export function useDayCursor(dayCount: number, today = dayCount - 1) {
  const [chosen, setChosen] = useState<number | null>(null);
  const lastDay = dayCount - 1;
  // A shorter range may have come since the day was chosen.
  const day = chosen === null ? null : Math.min(chosen, lastDay);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = dayAfterKey(event.key, day, lastDay, today);
    if (next === undefined) return;
    event.preventDefault();
    setChosen(next);
  };
  return { day, choose: setChosen, clear: () => setChosen(null), onKeyDown };
}

/** The day that a key leads to, null for none, undefined for a key that means nothing here. */
export function dayAfterKey(
  key: string,
  day: number | null,
  lastDay: number,
  today = lastDay,
): number | null | undefined {
  const move = (distance: number) => (day === null ? today : Math.min(lastDay, Math.max(0, day + distance)));
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return move(-1);
    case "ArrowRight":
    case "ArrowUp":
      return move(1);
    case "PageUp":
      return move(WEEK);
    case "PageDown":
      return move(-WEEK);
    case "Home":
      return 0;
    case "End":
      return lastDay;
    case "Escape":
      return day === null ? undefined : null;
    default:
      return undefined;
  }
}
