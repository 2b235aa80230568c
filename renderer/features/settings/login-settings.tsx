import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { toAppError } from "../../../shared/errors.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { loginLaunchQuery } from "../../queries.ts";
import { SwitchLine } from "../../ui/switch-line.tsx";
import type { SettingsProps } from "./general-settings.tsx";

/** Whether the system starts Décompte, and whether that opens its window. */
export function LoginSettings({ preferences, onChange }: SettingsProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const { data: launch } = useQuery(loginLaunchQuery);
  const change = useMutation({
    mutationFn: (isOn: boolean) => desktop.setLoginLaunch({ isOn }),
    onSuccess: (next) => client.setQueryData(loginLaunchQuery.queryKey, next),
  });
  const isUnavailable = launch === "unavailable";
  return (
    <>
      <SwitchLine
        title={t("settings.login")}
        text={t(isUnavailable ? "settings.loginUnavailable" : "settings.loginText")}
        isOn={launch === "on"}
        isDisabled={launch === undefined || isUnavailable}
        onChange={(isOn) => change.mutate(isOn)}
      />
      {launch === "on" && (
        <SwitchLine
          title={t("settings.hidden")}
          text={t("settings.hiddenText")}
          isOn={preferences.isStartedHidden}
          onChange={(isStartedHidden) => onChange({ isStartedHidden })}
        />
      )}
      {change.error && (
        <p role="alert" className="text-sm text-danger">
          {t("connection.saveFailed")}. {t(`errors.${toAppError(change.error).code}`)}
        </p>
      )}
    </>
  );
}
