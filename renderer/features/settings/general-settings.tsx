import { LANGUAGE_CHOICES, type Preferences, THEMES } from "../../../shared/ipc/preferences.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Select } from "../../ui/select.tsx";
import { SwitchLine } from "../../ui/switch-line.tsx";
import { Setting } from "./setting.tsx";
import { ZoneField } from "./zone-field.tsx";

export interface SettingsProps {
  readonly preferences: Preferences;
  readonly onChange: (change: Partial<Preferences>) => void;
}

/** How Décompte speaks and looks. */
export function GeneralSettings({ preferences, onChange }: SettingsProps) {
  const { t } = useWords();
  return (
    <>
      <Setting title={t("settings.language")} text={t("settings.languageText")}>
        <Select
          label={t("settings.language")}
          value={preferences.language}
          options={LANGUAGE_CHOICES.map((value) => ({ value, label: t(`settings.languages.${value}`) }))}
          onChange={(language) => onChange({ language })}
        />
      </Setting>
      <Setting title={t("settings.theme")}>
        <Select
          label={t("settings.theme")}
          value={preferences.theme}
          options={THEMES.map((value) => ({ value, label: t(`settings.themes.${value}`) }))}
          onChange={(theme) => onChange({ theme })}
        />
      </Setting>
      <Setting title={t("settings.zone")} text={t("settings.zoneText")}>
        <ZoneField timeZone={preferences.timeZone} onChange={(timeZone) => onChange({ timeZone })} />
      </Setting>
      <SwitchLine
        title={t("settings.hideAmounts")}
        text={t("settings.hideAmountsText")}
        isOn={preferences.areAmountsHidden}
        onChange={(areAmountsHidden) => onChange({ areAmountsHidden })}
      />
    </>
  );
}
