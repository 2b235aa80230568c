import type { Period } from "../../../shared/domain/period.ts";
import { useCommand } from "../commands/commands.ts";
import type { usePreferences } from "./use-preferences.ts";

/** What the keyboard changes of the figures that are shown. */
export function useDashboardCommands({
  preferences,
  setPreferences,
}: Pick<ReturnType<typeof usePreferences>, "preferences" | "setPreferences">): void {
  const choose = (summaryPeriod: Period) => () => setPreferences({ summaryPeriod });
  useCommand("period-day", choose("day"));
  useCommand("period-week", choose("week"));
  useCommand("period-month", choose("month"));
  useCommand("period-all", choose("all"));
  useCommand("hide-amounts", () => setPreferences({ areAmountsHidden: !preferences.areAmountsHidden }));
}
