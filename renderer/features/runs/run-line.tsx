import { clsx } from "clsx";
import { memo } from "react";
import type { ScraperRun } from "../../../shared/api/scraper-runs.ts";
import { IMPORT_SOURCE } from "../../../shared/domain/run.ts";
import { ROW_GRID, ROW_HEIGHT } from "./columns.ts";
import { LineCost } from "./run-cost.tsx";
import type { RunFormats } from "./run-formats.ts";
import { namesOf } from "./run-names.ts";
import { StatusLine } from "./run-status.tsx";

interface RunLineProps {
  readonly id: string;
  readonly index: number;
  /** Where it lies, in pixels from the first. */
  readonly top: number;
  readonly isActive: boolean;
  /** Undefined while it is read. */
  readonly run: ScraperRun | undefined;
  readonly formats: RunFormats;
}

/** A row of the table. */
export const RunLine = memo(function RunLine({ id, index, top, isActive, run, formats }: RunLineProps) {
  return (
    <div
      id={id}
      role="row"
      // The head is the first.
      aria-rowindex={index + 2}
      aria-busy={run === undefined || undefined}
      data-index={index}
      className={clsx(
        ROW_GRID,
        "absolute inset-x-0 top-0 contain-strict items-center border-t border-border",
        "content-center gap-y-0.5 @2xl/runs:content-stretch",
        run !== undefined && "hover:bg-muted/60",
        isActive &&
          "group-focus-visible/runs:bg-muted/60 group-focus-visible/runs:outline-2 group-focus-visible/runs:-outline-offset-2 group-focus-visible/runs:outline-ring",
      )}
      style={{ height: ROW_HEIGHT, transform: `translateY(${top}px)` }}
    >
      {run === undefined ? <ComingCells label={formats.t("app.loading")} /> : <Cells run={run} formats={formats} />}
    </div>
  );
});

function Cells({ run, formats }: { readonly run: ScraperRun; readonly formats: RunFormats }) {
  const { t } = formats;
  const { title, name } = namesOf(run);
  const startMs = Date.parse(run.createdAt);
  const source = run.source === IMPORT_SOURCE ? t("runs.sourceImport") : run.source;
  return (
    <>
      <div role="gridcell" className="min-w-0 grow basis-1/2">
        <p dir="auto" className="truncate text-left text-sm leading-5 font-medium" title={title}>
          {title}
        </p>
        {name !== null && (
          <p className="hidden truncate text-xs leading-4.5 text-muted-foreground @2xl/runs:block" title={name}>
            {name}
          </p>
        )}
      </div>
      <div role="gridcell" className="order-3 min-w-0 grow basis-2/5 @2xl/runs:order-none">
        <StatusLine run={run} t={t} />
        {run.isGone && (
          <p
            className="hidden truncate text-xs leading-4.5 text-muted-foreground @2xl/runs:block"
            title={t("runs.goneText")}
          >
            {t("runs.gone")}
          </p>
        )}
      </div>
      <div
        role="gridcell"
        className="hidden min-w-0 truncate text-note text-muted-foreground @2xl/runs:block"
        title={source}
      >
        {source}
      </div>
      <div
        role="gridcell"
        title={t("runs.startedAt", { time: formats.exact(startMs) })}
        className="order-4 text-right text-xs leading-4.5 whitespace-nowrap text-muted-foreground tabular-nums @2xl/runs:order-none @2xl/runs:text-left"
      >
        <span className="@2xl/runs:block @2xl/runs:text-note @2xl/runs:leading-5 @2xl/runs:text-foreground">
          {formats.day(startMs)}
        </span>{" "}
        <span className="@2xl/runs:block">{formats.time(startMs)}</span>
      </div>
      <div role="gridcell" className="hidden text-right text-note text-muted-foreground tabular-nums @2xl/runs:block">
        {run.itemCount === null ? "–" : formats.count(run.itemCount)}
      </div>
      <div role="gridcell" className="order-2 @2xl/runs:order-none">
        <LineCost run={run} formats={formats} />
      </div>
    </>
  );
}

function ComingCells({ label }: { readonly label: string }) {
  return (
    <div role="gridcell" aria-label={label} className="contents">
      <div className="grow basis-1/2">
        <div className="h-3.5 w-full max-w-48 rounded-md bg-muted" />
      </div>
      <div className="order-3 grow basis-2/5 @2xl/runs:order-none">
        <div className="h-3 w-20 rounded-md bg-muted" />
      </div>
      <div className="hidden h-3 w-12 rounded-md bg-muted @2xl/runs:block" />
      <div className="order-4 ml-auto h-3 w-20 justify-self-end @2xl/runs:ml-0 rounded-md bg-muted @2xl/runs:order-none @2xl/runs:justify-self-start" />
      <div className="hidden h-3 w-8 justify-self-end rounded-md bg-muted @2xl/runs:block" />
      <div className="order-2 ml-auto h-3.5 w-14 justify-self-end rounded-md bg-muted @2xl/runs:order-none" />
    </div>
  );
}
