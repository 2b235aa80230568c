import { type FocusEvent, type KeyboardEvent, type PointerEvent, useState } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { type ChartGeometry, nearestDay } from "./chart-geometry.ts";

const WEEK = 7;

/** The day that the pointer or the keyboard is on, if any, and what makes a chart the slider of its days. */
export function useDayCursor(geometry: ChartGeometry, today: number) {
  const { t } = useWords();
  const [chosen, choose] = useState<number | null>(null);
  const lastDay = geometry.points.length - 1;
  // A shorter range may have come since the day was chosen.
  const day = chosen === null ? null : Math.min(chosen, lastDay);
  /** Read aloud where no day is chosen, too. */
  const spoken = day ?? today;

  const onPointer = (event: PointerEvent<HTMLDivElement>) =>
    choose(nearestDay(geometry, event.clientX - event.currentTarget.getBoundingClientRect().left));
  const slider = {
    role: "slider",
    tabIndex: 0,
    "aria-label": t("chart.cursor"),
    "aria-valuemin": 0,
    "aria-valuemax": Math.max(0, lastDay),
    "aria-valuenow": Math.max(0, spoken),
    onPointerMove: onPointer,
    onPointerDown: onPointer,
    onPointerLeave({ pointerType }: PointerEvent) {
      // A finger leaves as soon as it is lifted: what it chose stays until something else is touched.
      if (pointerType !== "touch") choose(null);
    },
    onFocus(event: FocusEvent<HTMLDivElement>) {
      if (event.currentTarget.matches(":focus-visible")) choose(today);
    },
    onBlur: () => choose(null),
    onKeyDown(event: KeyboardEvent) {
      const next = dayAfterKey(event.key, day, lastDay, today);
      if (next === undefined) return;
      event.preventDefault();
      choose(next);
    },
  } as const;
  return { day, spoken, slider };
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
