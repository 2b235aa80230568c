import type { AlertSettings } from "../../../shared/domain/budget/alert.ts";
import { useWords } from "../../i18n/use-words.ts";
import { SwitchLine } from "../../ui/switch-line.tsx";
import { QuietHoursFields } from "./quiet-hours-fields.tsx";
import { TestNotification } from "./test-notification.tsx";

interface AlertSettingsFieldsProps {
  readonly settings: AlertSettings;
  readonly onChange: (settings: AlertSettings) => void;
}

export function AlertSettingsFields({ settings, onChange }: AlertSettingsFieldsProps) {
  const { t } = useWords();
  return (
    <section aria-label={t("alerts.settings")} className="flex flex-col gap-4">
      <h3 className="text-sm font-semibold tracking-tight">{t("alerts.settings")}</h3>
      <QuietHoursFields
        quietHours={settings.quietHours}
        onChange={(quietHours) => onChange({ ...settings, quietHours })}
      />
      <SwitchLine
        title={t("alerts.anomalies")}
        text={t("alerts.anomaliesText")}
        isOn={settings.isAnomalyAnnounced}
        onChange={(isAnomalyAnnounced) => onChange({ ...settings, isAnomalyAnnounced })}
      />
      <TestNotification />
    </section>
  );
}
