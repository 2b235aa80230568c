import { useMutation } from "@tanstack/react-query";
import { ChevronRight, CircleCheck, Download, ShieldAlert, Sparkles } from "lucide-react";
import { type ComponentProps, type ReactNode, useState } from "react";
import type { Release, UpdateProblem, UpdateStatus } from "../../../shared/ipc/updates.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { ReleaseNotes } from "./release-notes.tsx";
import { useUpdates } from "./use-updates.ts";

/** What a person should hear of without asking; the settings tell the rest. */
const TOLD: readonly UpdateProblem[] = ["forged", "expired", "rolled-back", "broken-file", "not-installed"];

/** A newer version that is there, or has just come, or could not: above the figures, until it is put away. */
export function UpdateNotice() {
  const status = useUpdates();
  const [putAway, setPutAway] = useState("");
  if (status === undefined) return null;
  const { state, installed } = status;
  const told = toldOf(status);
  if (told === putAway) return null;
  const onDismiss = () => setPutAway(told);
  if (state.kind === "ready") return <ReadyNotice {...state} onDismiss={onDismiss} />;
  if (state.kind === "available") return <AvailableNotice release={state.release} onDismiss={onDismiss} />;
  if (state.kind === "failed" && TOLD.includes(state.problem))
    return <FailureNotice problem={state.problem} onDismiss={onDismiss} />;
  return installed === null ? null : <InstalledNotice release={installed} />;
}

/** By what it is known again: the same is not told twice. */
const toldOf = ({ state }: UpdateStatus): string =>
  JSON.stringify([state.kind, "release" in state && state.release.version, "problem" in state && state.problem]);

interface NoticeProps {
  readonly onDismiss: () => void;
}

interface ReadyNoticeProps extends NoticeProps {
  readonly release: Release;
  readonly isAsked: boolean;
}

function ReadyNotice({ release, isAsked, onDismiss }: ReadyNoticeProps) {
  const { t } = useWords();
  const install = useMutation({ mutationFn: () => desktop.installUpdate() });
  return (
    <Notice
      icon={Sparkles}
      title={t("updates.readyTitle", { version: release.version })}
      text={t(isAsked ? "updates.asked" : "updates.readyText")}
      action={
        <Button disabled={isAsked || install.isPending} onClick={() => install.mutate()}>
          {t("updates.install")}
        </Button>
      }
      release={release}
      onDismiss={onDismiss}
    />
  );
}

function AvailableNotice({ release, onDismiss }: NoticeProps & { readonly release: Release }) {
  const { t } = useWords();
  return (
    <Notice
      icon={Download}
      title={t("updates.availableTitle", { version: release.version })}
      text={t("updates.availableText")}
      action={<Button onClick={() => void desktop.openDownloadPage()}>{t("updates.page")}</Button>}
      release={release}
      onDismiss={onDismiss}
    />
  );
}

function InstalledNotice({ release }: { readonly release: Release }) {
  const { t } = useWords();
  return (
    <Notice
      icon={CircleCheck}
      title={t("updates.installedTitle", { version: release.version })}
      text={t("updates.installedText")}
      release={release}
      onDismiss={() => void desktop.acknowledgeUpdate()}
    />
  );
}

function FailureNotice({ problem, onDismiss }: NoticeProps & { readonly problem: UpdateProblem }) {
  const { t } = useWords();
  return (
    <Banner
      tone="warning"
      icon={ShieldAlert}
      title={t("updates.failedTitle")}
      text={t(`updates.problems.${problem}`)}
      onDismiss={onDismiss}
    />
  );
}

interface ReleaseNoticeProps extends Omit<ComponentProps<typeof Banner>, "tone" | "children"> {
  readonly release: Release;
  readonly action?: ReactNode;
}

/** What is new opens below. */
function Notice({ release, ...banner }: ReleaseNoticeProps) {
  const { t } = useWords();
  return (
    <Banner tone="info" {...banner}>
      <details className="group mt-2 sm:mt-1 sm:pl-7.5">
        <summary className="focus-ring flex w-fit cursor-default items-center gap-1 rounded-sm py-0.5 text-note leading-5 font-medium select-none [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden className="-ml-0.5 size-3.5 transition-transform group-open:rotate-90" />
          {t("updates.news")}
        </summary>
        <div className="mt-1.5 mb-1">
          <ReleaseNotes release={release} />
        </div>
      </details>
    </Banner>
  );
}
