import { readFileSync } from "node:fs";
import { join } from "node:path";
import { INITIAL_PREFERENCES, LANGUAGE_CHOICES, type Preferences, THEMES } from "../../shared/ipc/preferences.ts";
import { isKnownZone } from "./time-zone.ts";
import { isRecord } from "../../shared/ipc/remembered-screen.ts";

/** What a start depends on before the window is there. */
export type EarlyPreferences = Pick<
  Preferences,
  "language" | "theme" | "timeZone" | "areAmountsHidden" | "isStartedHidden"
>;

export const preferencesFile = (dataFolder: string): string => join(dataFolder, "preferences.json");

/** They are read before zod is loaded, so they are checked by hand: what is not understood is as it is at first. */
export function readEarlyPreferences(dataFolder: string): EarlyPreferences {
  const stored = readStored(preferencesFile(dataFolder));
  return {
    language: LANGUAGE_CHOICES.find((choice) => choice === stored["language"]) ?? INITIAL_PREFERENCES.language,
    theme: THEMES.find((theme) => theme === stored["theme"]) ?? INITIAL_PREFERENCES.theme,
    timeZone: isKnownZone(stored["timeZone"]) ? stored["timeZone"] : INITIAL_PREFERENCES.timeZone,
    areAmountsHidden: stored["areAmountsHidden"] === true,
    isStartedHidden: stored["isStartedHidden"] !== false,
  };
}

function readStored(file: string): Record<string, unknown> {
  try {
    const stored: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isRecord(stored) ? stored : {};
  } catch {
    return {};
  }
}
