import { useQuery } from "@tanstack/react-query";
import { Plug, ShieldAlert } from "lucide-react";
import type { Reconciliation } from "../../../shared/api/reconciliation.ts";
import { AppError, assertNever } from "../../../shared/errors.ts";
import { useWords } from "../../i18n/use-words.ts";
import { reconciliationQuery } from "../../queries.ts";
import { Card, CardHeader } from "../../ui/card.tsx";
import { LoadFailure, OutdatedNote } from "../../ui/load-failure.tsx";
import { GiveApifyToken } from "../team-server/give-apify-token.tsx";
import { useServerApify } from "../team-server/use-server-apify.ts";
import { AccountUsage } from "./account-usage.tsx";
import type { KnownReconciliation } from "./known-reconciliation.ts";
import { LoadingUsage } from "./loading-usage.tsx";

/** What Apify says that the billing cycle used, beside what the ledger knows of it. */
export function ReconciliationCard({ account }: { readonly account: string }) {
  const { t } = useWords();
  const answer = useQuery(reconciliationQuery(account));
  const { data } = answer;
  const retry = () => void answer.refetch();
  return (
    <Card label={t("reconciliation.title")}>
      <CardHeader
        title={t("reconciliation.title")}
        corner={data?.state === "known" ? <CycleDates cycle={data.cycle} /> : null}
      />
      {data ? (
        <Answer answer={data} onRetry={retry} />
      ) : answer.isError ? (
        <LoadFailure title={t("reconciliation.unavailable")} error={answer.error} onRetry={retry} />
      ) : (
        <LoadingUsage />
      )}
      {data && answer.isError && <OutdatedNote text={t("reconciliation.outdated")} onRetry={retry} />}
    </Card>
  );
}

interface AnswerProps {
  readonly answer: Reconciliation;
  readonly onRetry: () => void;
}

function Answer({ answer, onRetry }: AnswerProps) {
  const { t } = useWords();
  const apify = useServerApify();
  switch (answer.state) {
    case "known":
      return <AccountUsage known={answer} onRetry={onRetry} />;
    case "unavailable":
      if (answer.code === "apify_not_connected" && apify !== null) return <NoApify />;
      return (
        <LoadFailure
          title={t("reconciliation.unavailable")}
          error={new AppError(answer.code, "Not available")}
          onRetry={onRetry}
        />
      );
    case "not-allowed":
      return (
        <div className="mt-3 flex gap-2.5 text-sm leading-5.5">
          <ShieldAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-muted-foreground" />
          <div>
            <p className="font-medium">{t("reconciliation.notAllowedTitle")}</p>
            <p className="text-pretty text-muted-foreground">{t("reconciliation.notAllowedText")}</p>
          </div>
        </div>
      );
    default:
      return assertNever(answer);
  }
}

/** A team server has nothing to compare with before it may ask Apify. */
function NoApify() {
  const { t } = useWords();
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-3">
      <div className="flex min-w-0 flex-1 basis-64 gap-2.5 text-sm leading-5.5">
        <Plug aria-hidden className="mt-0.5 size-4.5 shrink-0 text-muted-foreground" />
        <div>
          <p className="font-medium">{t("teamServer.usageNeedsApify")}</p>
          <p className="text-pretty text-muted-foreground">{t("teamServer.usageNeedsApifyText")}</p>
        </div>
      </div>
      <GiveApifyToken />
    </div>
  );
}

/** Apify counts its cycles in days of UTC, wherever the person is. */
function CycleDates({ cycle }: { readonly cycle: KnownReconciliation["cycle"] }) {
  const { language } = useWords();
  const format = new Intl.DateTimeFormat(language, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  return (
    <p className="text-right text-note text-balance text-muted-foreground tabular-nums">
      {brokenAtDash(format.formatRange(Date.parse(cycle.startAt), Date.parse(cycle.endAt)))}
    </p>
  );
}

/** Where the line is too short for both dates, each stays whole. */
function brokenAtDash(range: string): string {
  return range.replaceAll(/\s/g, "\u00a0").replace(/\s–\s/, " – ");
}
