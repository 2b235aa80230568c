import type { Language } from "../domain/money.ts";
import { PERIODS, type Period, type TimeRange } from "../domain/period.ts";
import type { UpdateChannel } from "./updates.ts";

/** Minutes between two refreshes while nothing asks for more or less; 0 is by hand only. */
export const REFRESH_MINUTES = [1, 5, 15, 60, 0] as const;
export type RefreshMinutes = (typeof REFRESH_MINUTES)[number];

/** What stands in the tray's icon: the chosen period's figure, or the percent of the budget, where there is one. */
export const TRAY_SHOWS = ["figure", "budget"] as const;
export type TrayShows = (typeof TRAY_SHOWS)[number];

export const LANGUAGE_CHOICES = ["system", "fr", "en"] as const satisfies readonly ("system" | Language)[];
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** What the total is of: a period, or Apify's billing cycle of the moment. */
export const SUMMARY_PERIODS = [...PERIODS, "cycle"] as const;
export type SummaryPeriod = (typeof SUMMARY_PERIODS)[number];

/** What the person chose, on this computer. */
export interface Preferences {
  readonly language: LanguageChoice;
  readonly theme: Theme;
  /** The IANA zone whose days and times are shown; null is the system's, wherever that travels. */
  readonly timeZone: string | null;
  /** For who shares the screen: every amount is hidden, but for those of exports and webhooks. */
  readonly areAmountsHidden: boolean;
  /** Whether a start by the system, when the person logs in, shows no window. */
  readonly isStartedHidden: boolean;
  readonly refreshMinutes: RefreshMinutes;
  readonly summaryPeriod: SummaryPeriod;
  readonly chartTimeRange: TimeRange;
  /** Whether the chart draws how many runs each day had, beside what they cost. */
  readonly isRunSeriesShown: boolean;
  readonly trayPeriod: Period;
  readonly trayShows: TrayShows;
  readonly updateChannel: UpdateChannel;
}

export const INITIAL_PREFERENCES: Preferences = {
  language: "system",
  theme: "system",
  timeZone: null,
  areAmountsHidden: false,
  isStartedHidden: true,
  refreshMinutes: 5,
  summaryPeriod: "month",
  chartTimeRange: "30d",
  isRunSeriesShown: true,
  trayPeriod: "day",
  trayShows: "figure",
  updateChannel: "stable",
};
