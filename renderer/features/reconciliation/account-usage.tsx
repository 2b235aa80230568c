import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { importStatusQuery } from "../../queries.ts";
import { Amount } from "../../ui/amount.tsx";
import { OutdatedNote } from "../../ui/load-failure.tsx";
import { calendarDay, clockTime } from "../connection/relative-age.ts";
import { useNow } from "../connection/use-now.ts";
import type { KnownReconciliation } from "./known-reconciliation.ts";
import { LimitBar } from "./limit-bar.tsx";
import { ServiceLines } from "./service-lines.tsx";
import { formatUsd } from "../../i18n/money.ts";

interface AccountUsageProps {
  readonly known: KnownReconciliation;
  readonly onRetry: () => void;
}

/** The account's usage and, below it, what it is made of: the lines add up to it. */
export function AccountUsage({ known, onRetry }: AccountUsageProps) {
  const { t, language } = useWords();
  const { usage, limit, runs, builds, unattributed, services } = known;
  return (
    <>
      <p className="mt-1 flex flex-wrap items-baseline gap-x-2">
        <Amount nanoUsd={usage.nanoUsd} className="text-2xl leading-9 font-semibold tracking-tight" />
        {limit !== null && (
          <span className="text-sm text-muted-foreground">
            {t("reconciliation.limit", { limit: formatUsd(BigInt(limit.nanoUsd), language) })}
          </span>
        )}
        {limit !== null && BigInt(usage.nanoUsd) > BigInt(limit.nanoUsd) && (
          <span className="text-sm font-medium text-warning">{t("reconciliation.overLimit")}</span>
        )}
      </p>
      {limit !== null && <LimitBar usageUsd={usage.usd} limitUsd={limit.usd} />}
      <p className="text-note text-muted-foreground">
        {t("reconciliation.usage")}. {t("reconciliation.notInvoice")}
      </p>
      <dl className="mt-4 divide-y divide-border border-y border-border text-sm">
        <Line name={t("reconciliation.runs", { count: runs.count })} note={useRunsNote(runs)}>
          <Amount nanoUsd={runs.nanoUsd} />
        </Line>
        {builds === null ? (
          <Line name={t("reconciliation.buildsUnread")} note={t("reconciliation.buildsUnreadText")}>
            <span className="whitespace-nowrap text-muted-foreground">{t("reconciliation.notListed")}</span>
          </Line>
        ) : (
          <Line
            name={t("reconciliation.builds", { count: builds.count })}
            note={
              builds.buildsWithoutCost > 0
                ? t("reconciliation.buildsWithoutCost", { count: builds.buildsWithoutCost })
                : null
            }
          >
            <Amount nanoUsd={builds.nanoUsd} />
          </Line>
        )}
        <Line name={t("reconciliation.unattributed")} note={t("reconciliation.unattributedText")} isStrong>
          <Amount nanoUsd={unattributed.nanoUsd} isSigned />
        </Line>
      </dl>
      {services.length > 0 && <ServiceLines services={services} />}
      {!known.isLedgerComplete && <PartialNote cycle={known.cycle} />}
      <ReadTime known={known} onRetry={onRetry} />
    </>
  );
}

interface LineProps {
  readonly name: string;
  readonly note?: string | null;
  readonly isStrong?: boolean;
  readonly children: ReactNode;
}

function Line({ name, note = null, isStrong = false, children }: LineProps) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-2.5">
      <dt className="min-w-0">
        <span className={isStrong ? "font-medium" : undefined}>{name}</span>
        {note !== null && <span className="block text-xs leading-4.5 text-pretty text-muted-foreground">{note}</span>}
      </dt>
      <dd className={isStrong ? "font-semibold" : "font-medium"}>{children}</dd>
    </div>
  );
}

function useRunsNote({ runsWithoutCost, unsettledRuns }: KnownReconciliation["runs"]): string | null {
  const { t } = useWords();
  const notes = [
    ...(runsWithoutCost > 0 ? [t("reconciliation.withoutCost", { count: runsWithoutCost })] : []),
    ...(unsettledRuns > 0 ? [t("reconciliation.unsettled", { count: unsettledRuns })] : []),
  ];
  return notes.length === 0 ? null : notes.join(", ");
}

/** What the ledger lacks of the cycle: its beginning, or else what came last. */
function PartialNote({ cycle }: Pick<KnownReconciliation, "cycle">) {
  const completeFrom = useQuery(importStatusQuery).data?.completeFrom ?? null;
  return <p className="mt-3 text-note text-pretty text-warning">{usePartialWords(completeFrom, cycle)}</p>;
}

function usePartialWords(completeFrom: string | null, { startAt }: KnownReconciliation["cycle"]): string {
  const { t, language } = useWords();
  if (completeFrom === null) return t("reconciliation.partialUnknown");
  const fromMs = Date.parse(completeFrom);
  if (fromMs <= Date.parse(startAt)) return t("reconciliation.partialEnd");
  return t("reconciliation.partial", { date: calendarDay(fromMs, language) });
}

function ReadTime({ known, onRetry }: AccountUsageProps) {
  const { t, language } = useWords();
  const time = clockTime(Date.parse(known.readAt), useNow(), language);
  if (known.staleBecause === null)
    return <p className="mt-3 text-xs text-muted-foreground">{t("reconciliation.readAt", { time })}</p>;
  const reason = t(`errors.${known.staleBecause}`);
  return (
    <OutdatedNote
      text={`${t("reconciliation.readAt", { time })} ${t("reconciliation.stale")} ${reason}`}
      onRetry={onRetry}
    />
  );
}
