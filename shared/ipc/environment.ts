import type { Language } from "../domain/money.ts";

/** What the window is told of where it runs. */
export interface Environment {
  /** The one that is spoken, chosen or the system's. */
  readonly language: Language;
  /** Whose days and times are shown, chosen or the system's. */
  readonly timeZone: string;
  readonly systemTimeZone: string;
  readonly areAmountsHidden: boolean;
  readonly version: string;
}

/** Whether the system starts Décompte when the person logs in; `unavailable` where nobody knows how it is started. */
export type LoginLaunch = "on" | "off" | "unavailable";
