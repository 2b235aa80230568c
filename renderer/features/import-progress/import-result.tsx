import { CircleCheck } from "lucide-react";
import type { ImportAnswer } from "../../../shared/api/backfill.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Banner } from "../../ui/banner.tsx";
import { calendarDay } from "../connection/relative-age.ts";

interface ImportResultProps {
  /** Null where nobody counted. */
  readonly answer: ImportAnswer | null;
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

function useResultText(answer: ImportAnswer | null): string {
  const { t, language } = useWords();
  if (answer === null) return t("import.uncounted");
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
