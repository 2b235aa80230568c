import { useWords } from "../../i18n/use-words.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ROW_HEIGHT } from "./columns.ts";

const ROWS = ["first", "second", "third", "fourth", "fifth"];

export function LoadingRuns() {
  const { t } = useWords();
  return (
    <div role="status" aria-label={t("app.loading")} className="mt-3">
      {ROWS.map((row) => (
        <div
          key={row}
          className="flex items-center justify-between border-t border-border"
          style={{ height: ROW_HEIGHT }}
        >
          <div>
            <Skeleton className="h-3.5 w-44" />
            <Skeleton className="mt-2 h-3 w-28" />
          </div>
          <Skeleton className="h-3.5 w-14" />
        </div>
      ))}
    </div>
  );
}
