import { useVirtualizer } from "@tanstack/react-virtual";
import { clsx } from "clsx";
import { type KeyboardEvent, type MouseEvent, useId, useLayoutEffect, useRef, useState } from "react";
import type { ScraperRun } from "../../../shared/api/scraper-runs.ts";
import { useDisplay } from "../../i18n/display.ts";
import { useWords } from "../../i18n/use-words.ts";
import { OutdatedNote } from "../../ui/load-failure.tsx";
import type { AskedRuns, Sorting } from "./asked-runs.ts";
import { COLUMNS, HEAD_HEIGHT, ROW_HEIGHT } from "./columns.ts";
import { runFormats } from "./run-formats.ts";
import { RunLine } from "./run-line.tsx";
import { pagesAround } from "./run-pages.ts";
import { TableHead } from "./table-head.tsx";
import { useRunPages } from "./use-run-pages.ts";

/** Rows beyond the edges that are there already when they come into view. */
const OVERSCAN = 4;
/** At most so many rows are there at once in a table of its greatest height. */
const ROWS_THERE = 20;

interface RunTableProps {
  readonly account: string;
  readonly asked: AskedRuns;
  /** How many runs there are in all. */
  readonly total: number;
  /** While what was asked for meanwhile is read. */
  readonly isFormer: boolean;
  readonly onSort: (sorting: Sorting) => void;
  readonly onOpen: (run: ScraperRun) => void;
}

/** All runs in an area that scrolls by itself; of its rows only those in view are there. */
export function RunTable({ account, asked, total, isFormer, onSort, onOpen }: RunTableProps) {
  const words = useWords();
  const { t, language, timeZone } = words;
  const { areAmountsHidden } = useDisplay();
  const area = useRef<HTMLDivElement>(null);
  const id = useId();
  const [active, setActive] = useState(0);
  const [formats, setFormats] = useState(() => runFormats(words));
  const display = `${language} ${timeZone} ${areAmountsHidden}`;
  const [formatted, setFormatted] = useState(display);
  if (formatted !== display) {
    // Amounts are hidden, or all is in another language: every row is written anew.
    setFormatted(display);
    setFormats(runFormats(words));
  }
  const list = JSON.stringify(asked);
  const [shownList, setShownList] = useState(list);
  if (shownList !== list) {
    setShownList(list);
    setActive(0);
  }
  useLayoutEffect(() => {
    // Another list begins at its first row; its head stays, with the focus that may be there.
    if (area.current !== null) area.current.scrollTop = 0;
  }, [list]);
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => area.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  const shown = rows.getVirtualItems();
  // A row that leaves lends its elements to one that comes, however far the table was scrolled.
  const lentRows = Math.max(ROWS_THERE, shown.length);
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0];
  const pages = useRunPages(account, asked, pagesAround(first, last, total));
  const isActiveShown = active >= first && active <= last;
  const lineId = (index: number) => `${id}-${index}`;

  function open(index: number): void {
    const run = pages.runAt(index);
    if (run !== undefined) onOpen(run);
  }

  function moveTo(index: number): void {
    const next = Math.max(0, Math.min(total - 1, index));
    setActive(next);
    rows.scrollToIndex(next);
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    // The head's buttons have keys of their own.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const pageRows = Math.max(1, Math.floor(event.currentTarget.clientHeight / ROW_HEIGHT) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + pageRows,
      PageUp: active - pageRows,
      Home: 0,
      End: total - 1,
    };
    const target = moves[event.key];
    if (target !== undefined) moveTo(target);
    else if (event.key === "Enter") open(active);
    else return;
    event.preventDefault();
  }

  function onClick(event: MouseEvent<HTMLDivElement>): void {
    const line = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-index]") : null;
    if (line === null) return;
    const index = Number(line.dataset["index"]);
    setActive(index);
    open(index);
  }

  return (
    <>
      {pages.error !== null && <OutdatedNote text={t("runs.someNotRead")} onRetry={pages.retry} />}
      <div
        ref={area}
        role="grid"
        tabIndex={0}
        aria-label={t("runs.table")}
        aria-rowcount={total + 1}
        aria-colcount={COLUMNS.length}
        aria-busy={isFormer}
        aria-activedescendant={isActiveShown ? lineId(active) : undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
        className={clsx(
          // The row that the keys are at shows the focus, as long as it is in view.
          isActiveShown ? "outline-none" : "focus-ring",
          "group/runs relative -mx-4 mt-3 -mb-4 rounded-b-xl sm:-mb-6 max-h-[min(35rem,75vh)] overflow-y-auto border-t border-border transition-opacity duration-150 [scrollbar-width:thin] sm:-mx-6",
          isFormer && "opacity-50",
        )}
      >
        <TableHead sorting={asked} onSort={onSort} />
        <div role="rowgroup" className="relative" style={{ height: rows.getTotalSize() }}>
          {shown.map(({ index, start }) => (
            <RunLine
              key={index % lentRows}
              id={lineId(index)}
              index={index}
              top={start - HEAD_HEIGHT}
              isActive={index === active}
              run={pages.runAt(index)}
              formats={formats}
            />
          ))}
        </div>
      </div>
    </>
  );
}
