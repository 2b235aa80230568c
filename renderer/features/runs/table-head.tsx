import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useWords } from "../../i18n/use-words.ts";
import { type Sorting, sortedBy } from "./asked-runs.ts";
import { type Column, COLUMNS, HEAD_HEIGHT, ROW_GRID } from "./columns.ts";

interface TableHeadProps {
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
}

/** In a narrow window there are no columns to name: a Select sorts there. */
export function TableHead({ sorting, onSort }: TableHeadProps) {
  return (
    <div role="rowgroup" className="sticky top-0 z-10 bg-card">
      <div
        role="row"
        aria-rowindex={1}
        className={clsx(ROW_GRID, "items-center @max-2xl/runs:hidden")}
        style={{ height: HEAD_HEIGHT }}
      >
        {COLUMNS.map((column) => (
          <ColumnHead key={column.name} column={column} sorting={sorting} onSort={onSort} />
        ))}
      </div>
    </div>
  );
}

interface ColumnHeadProps extends TableHeadProps {
  readonly column: Column;
}

function ColumnHead({ column, sorting, onSort }: ColumnHeadProps) {
  const { t } = useWords();
  const { name, sort, isNumber = false } = column;
  const label = t(`runs.columns.${name}`);
  const isSorted = sort !== undefined && sort === sorting.sort;
  const Arrow = sorting.order === "asc" ? ArrowUp : ArrowDown;
  return (
    <div
      role="columnheader"
      {...(isSorted && { "aria-sort": sorting.order === "asc" ? "ascending" : "descending" })}
      className={clsx("text-xs text-muted-foreground", isNumber && "text-right")}
    >
      {sort === undefined ? (
        <span className="font-medium">{label}</span>
      ) : (
        <button
          type="button"
          onClick={() => onSort(sortedBy(sort, sorting))}
          className={clsx(
            "focus-ring -mx-1.5 inline-flex h-7 items-center gap-1 rounded-md px-1.5 font-medium transition-colors hover:text-foreground",
            isSorted && "text-foreground",
            isNumber && "flex-row-reverse",
          )}
        >
          {label}
          <Arrow aria-hidden className={clsx("size-3.5", !isSorted && "invisible")} />
        </button>
      )}
    </div>
  );
}
