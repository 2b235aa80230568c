import { useDisplay } from "../../i18n/display.ts";
import { useWords } from "../../i18n/use-words.ts";
import { zoneName } from "./zone-name.ts";

/** Whose days and times stand there, where they are not the computer's. */
export function ZoneNote() {
  const { t } = useWords();
  const { timeZone, systemTimeZone } = useDisplay();
  if (timeZone === systemTimeZone) return null;
  return (
    <span title={timeZone} className="whitespace-nowrap">
      {" · "}
      {t("settings.zoneNote", { zone: zoneName(timeZone) })}
    </span>
  );
}

/** The same for who points at them. */
export function useZoneTitle(): string {
  const { t } = useWords();
  return t("settings.zoneTitle", { zone: useDisplay().timeZone });
}
