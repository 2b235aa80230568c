import { CircleCheck, CircleSlash, TriangleAlert } from "lucide-react";
import type { ImportAnswer } from "../../../shared/api/backfill.ts";
import { toAppError } from "../../../shared/errors.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { calendarDay } from "../connection/relative-age.ts";
import type { ImportHistory } from "../import-history/use-import-history.ts";

interface ImportResultProps {
  readonly answer: ImportAnswer;
  readonly onDismiss: () => void;
}

/** What an import that the person asked for brought, and what Apify no longer had. */
export function ImportResult({ answer, onDismiss }: ImportResultProps) {
  const { t } = useWords();
  return (
    <Banner
      tone="info"
      icon={CircleCheck}
      title={t("import.ended")}
      text={useResultText(answer)}
      onDismiss={onDismiss}
    />
  );
}

function useResultText(answer: ImportAnswer): string {
  const { t, language } = useWords();
  const { runsRecorded, runsNew, runsChanged, runsRemoved, notKeptBefore, retentionDays } = answer;
  const changes = [
    ...(runsNew > 0 ? [t("import.new", { count: runsNew })] : []),
    ...(runsChanged > 0 ? [t("import.changed", { count: runsChanged })] : []),
    ...(runsRemoved > 0 ? [t("import.removed", { count: runsRemoved })] : []),
  ];
  const counts = [
    t("import.read", { count: runsRecorded }),
    ...(changes.length > 0 ? changes : [t("import.nothingNew")]),
  ].join(", ");
  const sentences = [`${counts}.`];
  if (notKeptBefore !== null) {
    sentences.push(t("import.notKept", { date: calendarDay(Date.parse(notKeptBefore), language) }));
    if (retentionDays !== null)
      sentences.push(t("import.notKeptDays", { days: t("importDialog.daysBack", { count: retentionDays }) }));
  }
  return sentences.join(" ");
}

interface ImportFailureProps {
  readonly importHistory: ImportHistory;
  readonly error: Error;
}

/** Why an import that the person asked for did not complete, and what to do. */
export function ImportFailure({ importHistory, error }: ImportFailureProps) {
  const { t } = useWords();
  const { code } = toAppError(error);
  const { variables } = importHistory;
  const isCancelled = code === "cancelled";
  return (
    <Banner
      tone={isCancelled ? "info" : "danger"}
      icon={isCancelled ? CircleSlash : TriangleAlert}
      title={isCancelled ? t("import.cancelled") : t("import.importFailed")}
      text={isCancelled ? t("import.cancelledText") : t(`errors.${code}`)}
      action={
        !isCancelled && variables && <Button onClick={() => importHistory.mutate(variables)}>{t("app.retry")}</Button>
      }
      onDismiss={() => importHistory.reset()}
    />
  );
}
