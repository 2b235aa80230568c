import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { assertNever } from "../../../shared/errors.ts";
import { UPDATE_CHANNELS, type UpdateStatus } from "../../../shared/ipc/updates.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Bar } from "../../ui/bar.tsx";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { clockTime } from "../connection/relative-age.ts";
import { useNow } from "../connection/use-now.ts";
import type { SettingsProps } from "../settings/general-settings.tsx";
import { Setting } from "../settings/setting.tsx";
import { ReleaseNotes } from "./release-notes.tsx";
import { useUpdates } from "./use-updates.ts";

/** Which version this is, which one is newer, and which releases are offered. */
export function UpdateSettings({ preferences, onChange }: SettingsProps) {
  const { t } = useWords();
  const hasFeed = (useUpdates()?.state.kind ?? "none") !== "none";
  return (
    <>
      <UpdateState />
      {hasFeed && (
        <Setting title={t("updates.channel")} text={t("updates.channelText")}>
          <Select
            label={t("updates.channel")}
            value={preferences.updateChannel}
            options={UPDATE_CHANNELS.map((value) => ({ value, label: t(`updates.channels.${value}`) }))}
            onChange={(updateChannel) => onChange({ updateChannel })}
          />
        </Setting>
      )}
    </>
  );
}

/** How updates stand, and what can be done about it. */
export function UpdateState() {
  const { t } = useWords();
  const status = useUpdates();
  if (status === undefined) return null;
  const { state } = status;
  return (
    <div>
      <Setting title={t("updates.title")} text={<StateWords status={status} />}>
        <StateAction state={state} />
      </Setting>
      {state.kind === "downloading" && (
        <Bar kind="progressbar" label={t("updates.title")} share={state.percent / 100} className="mt-2.5" />
      )}
      {"release" in state && (
        <div className="mt-3 rounded-lg border border-border p-3.5">
          <p className="mb-1.5 text-sm leading-5.5 font-medium">
            {t("updates.newsOf", { version: state.release.version })}
          </p>
          <ReleaseNotes release={state.release} />
        </div>
      )}
    </div>
  );
}

function StateWords({ status: { state, checkedAt } }: { readonly status: UpdateStatus }): ReactNode {
  const { t, language } = useWords();
  const nowMs = useNow();
  switch (state.kind) {
    case "none":
      return t("updates.none");
    case "current":
      return checkedAt === null
        ? t("updates.unchecked")
        : t("updates.current", { time: clockTime(Date.parse(checkedAt), nowMs, language) });
    case "checking":
      return t("updates.checking");
    case "available":
      return t("updates.available", { version: state.release.version });
    case "waiting":
      return t("updates.waiting", { version: state.release.version });
    case "downloading":
      return t("updates.downloading", {
        version: state.release.version,
        part: percentFormat(language).format(state.percent / 100),
      });
    case "ready":
      return t(state.isAsked ? "updates.asked" : "updates.ready", { version: state.release.version });
    case "installing":
      return t("updates.installing", { version: state.release.version });
    case "failed":
      return <span className="text-danger">{t(`updates.problems.${state.problem}`)}</span>;
    default:
      return assertNever(state);
  }
}

const percentFormat = (language: string) => new Intl.NumberFormat(language, { style: "percent" });

function StateAction({ state }: { readonly state: UpdateStatus["state"] }): ReactNode {
  const { t } = useWords();
  const check = useMutation({ mutationFn: () => desktop.checkForUpdates() });
  const install = useMutation({ mutationFn: () => desktop.installUpdate() });
  switch (state.kind) {
    case "none":
    case "waiting":
    case "downloading":
    case "installing":
      return null;
    case "available":
      return <Button onClick={() => void desktop.openDownloadPage()}>{t("updates.page")}</Button>;
    case "ready":
      return (
        <Button look="primary" className="h-9" disabled={state.isAsked} onClick={() => install.mutate()}>
          {t("updates.install")}
        </Button>
      );
    case "current":
    case "checking":
    case "failed":
      return (
        <Button disabled={state.kind === "checking" || check.isPending} onClick={() => check.mutate()}>
          {t("updates.check")}
        </Button>
      );
    default:
      return assertNever(state);
  }
}
