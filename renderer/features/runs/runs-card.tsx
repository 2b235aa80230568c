import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useRef, useState } from "react";
import type { ScraperRun } from "../../../shared/api/scraper-runs.ts";
import type { ShownPeriod } from "../../../shared/domain/period.ts";
import { isFiltered } from "../../../shared/domain/run-filter.ts";
import { useWords } from "../../i18n/use-words.ts";
import { runsPageQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card, CardHeader } from "../../ui/card.tsx";
import { later } from "../../ui/later.tsx";
import { LoadFailure, OutdatedNote } from "../../ui/load-failure.tsx";
import { useCommand } from "../commands/commands.ts";
import { useRunFilter } from "../run-filter/use-run-filter.ts";
import { PeriodSelect } from "../total-spent/period-select.tsx";
import { type AskedRuns, NEWEST_FIRST } from "./asked-runs.ts";
import { LoadingRuns } from "./loading-runs.tsx";
import { NoRuns } from "./no-runs.tsx";
import { RunTable } from "./run-table.tsx";
import { SearchField } from "./search-field.tsx";
import { SortSelect } from "./sort-select.tsx";
import { StatusSelect } from "./status-select.tsx";
import { TotalsLine } from "./totals-line.tsx";
import { useShownRuns } from "./use-shown-runs.ts";

const RunDialog = later(async () => (await import("./run-dialog.tsx")).RunDialog);
const DateRangeFields = later(async () => (await import("../total-spent/date-range-fields.tsx")).DateRangeFields);
const ExportDialog = later(async () => (await import("./export-dialog.tsx")).ExportDialog);

/** All runs, sorted and searched, in a table; what is filtered elsewhere on the page is filtered here too. */
export function RunsCard({ account }: { readonly account: string }) {
  const { t } = useWords();
  const { filter } = useRunFilter();
  const [period, setPeriod] = useState<ShownPeriod>("all");
  const [q, setQ] = useState<string | null>(null);
  const [sorting, setSorting] = useState(NEWEST_FIRST);
  const asked: AskedRuns = { period, filter, q, ...sorting };
  const first = useQuery(runsPageQuery(account, asked, 0));
  const shown = useShownRuns(asked, first.data);
  const retry = () => void first.refetch();

  const [opened, setOpened] = useState<ScraperRun | null>(null);
  const [isExporting, setExporting] = useState(false);
  const card = useRef<HTMLDivElement>(null);
  const exportButton = useRef<HTMLButtonElement>(null);
  const isNarrowed = q !== null || period !== "all" || isFiltered(filter);
  const hasRuns = shown !== null && shown.answer.totalRuns > 0;

  useCommand("export", hasRuns ? () => setExporting(true) : null);

  const showAll = () => {
    setQ(null);
    setPeriod("all");
  };

  return (
    <div ref={card} className="@container/runs">
      <Card label={t("runs.title")}>
        <CardHeader
          title={t("runs.title")}
          corner={
            <div className="flex gap-2">
              <Button
                ref={exportButton}
                aria-label={t("runs.export")}
                title={t("runs.export")}
                aria-disabled={!hasRuns}
                onClick={() => hasRuns && setExporting(true)}
                className="max-sm:w-9 max-sm:px-0"
              >
                <Download aria-hidden className="size-4" />
                <span className="max-sm:hidden">{t("runs.export")}</span>
              </Button>
              <PeriodSelect account={account} label={t("runs.period")} period={period} onChange={setPeriod} />
            </div>
          }
        />
        {typeof period === "object" && <DateRangeFields range={period} onChange={setPeriod} />}
        {shown !== null && (hasRuns || isNarrowed) && <TotalsLine answer={shown.answer} isFormer={shown.isFormer} />}
        {(hasRuns || isNarrowed) && (
          <div className="mt-3 flex flex-wrap gap-2">
            <SearchField q={q} onSearch={setQ} />
            <StatusSelect />
            <SortSelect sorting={sorting} onSort={setSorting} />
          </div>
        )}
        {first.data !== undefined && first.isError && <OutdatedNote text={t("runs.outdated")} onRetry={retry} />}
        {first.isError && first.data === undefined ? (
          <LoadFailure title={t("runs.loadFailed")} error={first.error} onRetry={retry} />
        ) : shown === null ? (
          <LoadingRuns />
        ) : hasRuns ? (
          <RunTable
            account={account}
            asked={shown.asked}
            total={shown.answer.totalRuns}
            isFormer={shown.isFormer}
            onSort={setSorting}
            onOpen={setOpened}
          />
        ) : (
          <NoRuns isNarrowed={isNarrowed} onShowAll={showAll} />
        )}
      </Card>
      {opened !== null && (
        <RunDialog
          account={account}
          run={opened}
          onClose={() => setOpened(null)}
          returnFocus={() => card.current?.querySelector<HTMLElement>("[role=grid]")?.focus()}
        />
      )}
      {isExporting && shown !== null && (
        <ExportDialog
          asked={asked}
          answer={shown.answer}
          onClose={() => setExporting(false)}
          returnFocus={() => exportButton.current?.focus()}
        />
      )}
    </div>
  );
}
