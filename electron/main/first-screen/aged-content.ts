import { isStale } from "../../../shared/domain/freshness.ts";
import { relativeAge } from "../../../shared/domain/relative-age.ts";
import { AGE_PLACE, AGED_ID, type ScreenElement } from "../../../shared/ipc/remembered-screen.ts";
import type { KeptScreen } from "./screen-file.ts";

/** What the remembered screen shows, with the age of its figures where they count as old by now. */
export function agedContent({ content, lastCompletedAt, refreshMinutes, language }: KeptScreen, nowMs: number) {
  const age =
    lastCompletedAt !== null && isStale(lastCompletedAt, nowMs, refreshMinutes)
      ? relativeAge(Math.max(0, nowMs - Date.parse(lastCompletedAt)), language)
      : null;

  function aged(node: ScreenElement, isAge = false): ScreenElement {
    const children = node.children.flatMap((child) => {
      if (typeof child === "string") return isAge && age !== null ? child.replace(AGE_PLACE, () => age) : child;
      const isOfAge = child.attributes["id"] === AGED_ID;
      return isOfAge && age === null ? [] : aged(child, isOfAge);
    });
    return { ...node, children };
  }
  return aged(content);
}
