import { app } from "electron";
import type { Language } from "../../shared/domain/money.ts";
import type { Environment } from "../../shared/ipc/environment.ts";
import type { PreferenceStore } from "./preference-store.ts";
import { languageOf } from "./texts.ts";
import { systemTimeZone } from "./time-zone.ts";

/** Who looks: what was chosen, and the system's ways where nothing was. */
export interface Viewer {
  readonly language: () => Language;
  readonly timeZone: () => string;
  readonly environment: () => Environment;
}

export function createViewer(preferences: Pick<PreferenceStore, "read">): Viewer {
  const language = () => languageOf(app.getPreferredSystemLanguages()[0] ?? "", preferences.read().language);
  const timeZone = () => preferences.read().timeZone ?? systemTimeZone();
  return {
    language,
    timeZone,
    environment: () => ({
      language: language(),
      timeZone: timeZone(),
      systemTimeZone: systemTimeZone(),
      areAmountsHidden: preferences.read().areAmountsHidden,
      version: app.getVersion(),
    }),
  };
}
