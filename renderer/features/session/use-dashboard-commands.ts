import type { Period } from "../../../shared/domain/period.ts";
import { useCommand } from "../commands/commands.ts";
import type { usePreferences } from "./use-preferences.ts";

interface DashboardCommands extends Pick<ReturnType<typeof usePreferences>, "preferences" | "setPreferences"> {
  readonly setPeriod: (period: Period) => void;
}

/** What the keyboard changes of the figures that are shown. */
export function useDashboardCommands({ preferences, setPreferences, setPeriod }: DashboardCommands): void {
  useCommand("period-day", () => setPeriod("day"));
  useCommand("period-week", () => setPeriod("week"));
  useCommand("period-month", () => setPeriod("month"));
  useCommand("period-all", () => setPeriod("all"));
  useCommand("hide-amounts", () => setPreferences({ areAmountsHidden: !preferences.areAmountsHidden }));
}
