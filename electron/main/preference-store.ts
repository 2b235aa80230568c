import { z } from "zod";
import { PERIODS, TIME_RANGES } from "../../shared/domain/period.ts";
import { REFRESH_MINUTES, TRAY_SHOWS, type Preferences } from "../../shared/ipc/contract.ts";
import { jsonFile } from "./json-file.ts";

const preferencesSchema = z.object({
  // What has a default came later: a file of before keeps its other choices.
  refreshMinutes: z.literal(REFRESH_MINUTES).default(5),
  summaryPeriod: z.enum(PERIODS),
  chartTimeRange: z.enum(TIME_RANGES),
  trayPeriod: z.enum(PERIODS),
  trayShows: z.enum(TRAY_SHOWS).default("figure"),
});

const INITIAL: Preferences = {
  refreshMinutes: 5,
  summaryPeriod: "month",
  chartTimeRange: "30d",
  trayPeriod: "day",
  trayShows: "figure",
};

export interface PreferenceStore {
  read(): Preferences;
  change(changes: Partial<Preferences>): Preferences;
}

export function createPreferenceStore(file: string): PreferenceStore {
  const stored = jsonFile(file, preferencesSchema, INITIAL);
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
