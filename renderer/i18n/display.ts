import { useSyncExternalStore } from "react";
import type { Environment } from "../../shared/ipc/environment.ts";

/** What words and dates are made by, beside the language. */
export type Display = Pick<Environment, "timeZone" | "systemTimeZone" | "areAmountsHidden">;

let display: Display = { timeZone: "UTC", systemTimeZone: "UTC", areAmountsHidden: false };
const listeners = new Set<() => void>();

/** As i18next holds the language: for what is formatted outside of components. */
export const displayNow = (): Display => display;

export function setDisplay({ timeZone, systemTimeZone, areAmountsHidden }: Display): void {
  display = { timeZone, systemTimeZone, areAmountsHidden };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useDisplay = (): Display => useSyncExternalStore(subscribe, displayNow);
