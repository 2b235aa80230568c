import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ScraperRun } from "../../../shared/api/scraper-runs.ts";
import { IMPORT_SOURCE, isApifyId } from "../../../shared/domain/run.ts";
import { useWords } from "../../i18n/use-words.ts";
import { runQuery } from "../../queries.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { OutdatedNote } from "../../ui/load-failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useGroupWords } from "../run-filter/group-words.ts";
import { useSession } from "../session/use-session.ts";
import { ConsoleLink } from "./console-link.tsx";
import { CopyableId } from "./copyable-id.tsx";
import { CostHistory } from "./cost-history.tsx";
import { DetailedCost } from "./detailed-cost.tsx";
import { FilterByActor } from "./filter-by-actor.tsx";
import { runFormats } from "./run-formats.ts";
import { namesOf } from "./run-names.ts";
import { RunStatus } from "./run-status.tsx";
import { durationBetween } from "./duration.ts";

interface RunDialogProps {
  readonly account: string;
  /** As the table knows it. */
  readonly run: ScraperRun;
  readonly onClose: () => void;
  readonly returnFocus: () => void;
}

/** All that is known of a run. */
export function RunDialog({ account, run: known, onClose, returnFocus }: RunDialogProps) {
  const words = useWords();
  const { t, language, timeZone } = words;
  const details = useQuery(runQuery(account, known.runId));
  const groupWords = useGroupWords();
  const isSample = useSession()?.kind === "sample";
  const run = details.data ?? known;
  const formats = runFormats(words);
  const { title, name } = namesOf(run);
  const startMs = Date.parse(run.createdAt);
  const endMs = run.finishedAt === null ? null : Date.parse(run.finishedAt);
  return (
    <Dialog isOpen onOpenChange={onClose} title={title} text={name ?? t("runs.detailsText")} returnFocus={returnFocus}>
      <DetailedCost run={run} />
      <dl className="mt-5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 text-sm">
        <Line label={t("runs.columns.status")}>
          <RunStatus run={run} />
        </Line>
        <Line label={t("runs.columns.started")}>{formats.exact(startMs)}</Line>
        {endMs !== null && (
          <>
            <Line label={t("runs.ended")}>{formats.exact(endMs)}</Line>
            <Line label={t("runs.duration")}>{durationBetween(startMs, endMs, language)}</Line>
          </>
        )}
        <Line label={t("runs.columns.items")}>
          {run.itemCount === null ? t("runs.notKnown") : formats.count(run.itemCount)}
        </Line>
        <Line label={t("runs.columns.source")}>
          {run.source === IMPORT_SOURCE ? t("runs.sourceImport") : run.source}
        </Line>
        <Line label={t("runs.origin")}>
          {run.origin === null ? t("runs.notKnown") : groupWords("origin", run.origin)}
        </Line>
      </dl>
      {details.data ? (
        <CostHistory run={details.data} formats={formats} />
      ) : details.isError ? (
        <OutdatedNote text={t("runs.historyNotRead")} onRetry={() => void details.refetch()} />
      ) : (
        <Skeleton className="mt-5 h-16 w-full" />
      )}
      <p className="mt-3 text-xs text-muted-foreground">{t("runs.zone", { zone: timeZone })}</p>
      <div className="mt-5 grid gap-2">
        <CopyableId label={t("runs.runId")} id={run.runId} />
        <CopyableId label={t("runs.actorId")} id={run.scraperId} />
      </div>
      {run.isGone && <p className="mt-4 text-note text-muted-foreground">{t("runs.goneText")}</p>}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <FilterByActor scraperId={run.scraperId} onFiltered={onClose} />
        {!isSample && !run.isGone && isApifyId(run.runId) && <ConsoleLink runId={run.runId} />}
      </div>
    </Dialog>
  );
}

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="min-w-0 break-words select-text">{children}</dd>
    </>
  );
}
