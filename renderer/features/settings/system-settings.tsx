import { REFRESH_MINUTES, TRAY_SHOWS } from "../../../shared/ipc/preferences.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Select } from "../../ui/select.tsx";
import type { SettingsProps } from "./general-settings.tsx";
import { LoginSettings } from "./login-settings.tsx";
import { Setting } from "./setting.tsx";

/** What Décompte does by itself, and where it shows. */
export function SystemSettings({ preferences, onChange }: SettingsProps) {
  const { t } = useWords();
  return (
    <>
      <Setting title={t("settings.refresh")} text={t("settings.refreshText")}>
        <Select
          label={t("settings.refresh")}
          value={String(preferences.refreshMinutes)}
          options={REFRESH_MINUTES.map((minutes) => ({
            value: String(minutes),
            label: t(`settings.every${minutes}`),
          }))}
          onChange={(chosen) => {
            const refreshMinutes = REFRESH_MINUTES.find((minutes) => String(minutes) === chosen);
            if (refreshMinutes !== undefined) onChange({ refreshMinutes });
          }}
        />
      </Setting>
      <Setting title={t("settings.tray")} text={t("settings.trayText")}>
        <Select
          label={t("settings.tray")}
          value={preferences.trayShows}
          options={TRAY_SHOWS.map((value) => ({ value, label: t(`settings.trayShows.${value}`) }))}
          onChange={(trayShows) => onChange({ trayShows })}
        />
      </Setting>
      <LoginSettings preferences={preferences} onChange={onChange} />
    </>
  );
}
