import { z } from "zod";
import { PERIODS, TIME_RANGES } from "../../shared/domain/period.ts";
import {
  INITIAL_PREFERENCES,
  LANGUAGE_CHOICES,
  REFRESH_MINUTES,
  SUMMARY_PERIODS,
  THEMES,
  TRAY_SHOWS,
  type Preferences,
} from "../../shared/ipc/preferences.ts";
import { UPDATE_CHANNELS } from "../../shared/ipc/updates.ts";
import { isKnownZone } from "./time-zone.ts";
import { jsonFile } from "./json-file.ts";

const preferencesSchema = z.object({
  // What has a default came later: a file of before keeps its other choices.
  language: z.enum(LANGUAGE_CHOICES).default(INITIAL_PREFERENCES.language),
  theme: z.enum(THEMES).default(INITIAL_PREFERENCES.theme),
  // An update of the system's zones may have taken one away, which costs no other choice.
  timeZone: z.string().refine(isKnownZone).nullable().default(null).catch(null),
  areAmountsHidden: z.boolean().default(INITIAL_PREFERENCES.areAmountsHidden),
  isStartedHidden: z.boolean().default(INITIAL_PREFERENCES.isStartedHidden),
  refreshMinutes: z.literal(REFRESH_MINUTES).default(INITIAL_PREFERENCES.refreshMinutes),
  summaryPeriod: z.enum(SUMMARY_PERIODS),
  chartTimeRange: z.enum(TIME_RANGES),
  isRunSeriesShown: z.boolean().default(INITIAL_PREFERENCES.isRunSeriesShown),
  trayPeriod: z.enum(PERIODS),
  trayShows: z.enum(TRAY_SHOWS).default(INITIAL_PREFERENCES.trayShows),
  updateChannel: z.enum(UPDATE_CHANNELS).default(INITIAL_PREFERENCES.updateChannel),
});

export interface PreferenceStore {
  read(): Preferences;
  change(changes: Partial<Preferences>): Preferences;
}

export function createPreferenceStore(file: string): PreferenceStore {
  const stored = jsonFile(file, preferencesSchema, INITIAL_PREFERENCES);
  let current = stored.read();
  return {
    read: () => current,
    change(changes) {
      current = { ...current, ...changes };
      stored.write(current);
      return current;
    },
  };
}
