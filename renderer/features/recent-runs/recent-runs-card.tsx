import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ScraperRun } from "../../../shared/api/scraper-runs.ts";
import { useWords } from "../../i18n/use-words.ts";
import { importStatusQuery, runsQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card, CardHeader } from "../../ui/card.tsx";
import { LoadFailure, OutdatedNote } from "../../ui/load-failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { useSession } from "../session/use-session.ts";
import { isProvisional } from "./is-provisional.ts";
import { RunRow } from "./run-row.tsx";

export function RecentRunsCard({ account }: { readonly account: string }) {
  const { t, language } = useWords();
  const answer = useInfiniteQuery(runsQuery(account));
  const retry = () => void answer.refetch();
  const { data } = answer;
  const format = new Intl.NumberFormat(language);
  return (
    <Card label={t("runs.title")}>
      <CardHeader
        title={t("runs.title")}
        corner={
          data && data.totalRuns > 0 ? (
            <p className="shrink-0 text-[0.8125rem] text-muted-foreground tabular-nums">
              {t("runs.shown", { shown: format.format(data.runs.length), total: format.format(data.totalRuns) })}
            </p>
          ) : null
        }
      />
      {data ? (
        <Runs
          runs={data.runs}
          hasMore={answer.hasNextPage}
          isLoadingMore={answer.isFetchingNextPage}
          onMore={() => void answer.fetchNextPage()}
        />
      ) : answer.isError ? (
        <LoadFailure title={t("runs.loadFailed")} error={answer.error} onRetry={retry} />
      ) : (
        <LoadingRuns />
      )}
      {data && answer.isError && <OutdatedNote text={t("runs.outdated")} onRetry={retry} />}
    </Card>
  );
}

interface RunsProps {
  readonly runs: readonly ScraperRun[];
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly onMore: () => void;
}

function Runs({ runs, hasMore, isLoadingMore, onMore }: RunsProps) {
  const { t } = useWords();
  if (runs.length === 0) return <NoRuns />;
  const isSomeProvisional = runs.some((run) => isProvisional(run));
  return (
    <>
      <ul className="mt-1 divide-y divide-border">
        {runs.map((run) => (
          <RunRow key={run.runId} run={run} />
        ))}
      </ul>
      {isSomeProvisional && (
        <p className="border-t border-border pt-3 text-xs leading-4.5 text-pretty text-muted-foreground">
          {t("runs.provisionalText")}
        </p>
      )}
      {hasMore && (
        <Button
          className="mt-3 self-center"
          aria-disabled={isLoadingMore}
          aria-busy={isLoadingMore}
          onClick={() => isLoadingMore || onMore()}
        >
          {isLoadingMore && <Spinner />}
          {t("runs.more")}
        </Button>
      )}
    </>
  );
}

function NoRuns() {
  const { t } = useWords();
  const isServer = useSession()?.kind === "server";
  const { data: status } = useQuery(importStatusQuery);
  const [title, text] =
    status?.state === "running"
      ? [t("runs.importing")]
      : status?.isIncomplete === true
        ? [t("import.notImported"), t("import.notImportedText")]
        : [t("runs.empty"), t(isServer ? "teamServer.noRunsText" : "runs.emptyText")];
  return (
    <div className="mt-2 text-sm text-muted-foreground">
      <p>{title}</p>
      {text !== undefined && <p>{text}</p>}
    </div>
  );
}

function LoadingRuns() {
  const { t } = useWords();
  return (
    <div role="status" aria-label={t("app.loading")} className="mt-3 flex flex-col gap-5">
      {["first", "second", "third"].map((row) => (
        <div key={row} className="flex justify-between">
          <div>
            <Skeleton className="h-4 w-44" />
            <Skeleton className="mt-2 h-3 w-32" />
          </div>
          <Skeleton className="h-4 w-14" />
        </div>
      ))}
    </div>
  );
}
