import { useWords } from "../../i18n/use-words.ts";
import { Skeleton } from "../../ui/skeleton.tsx";

const ROWS = ["w-2/3", "w-1/2", "w-1/4"];

export function LoadingBreakdown() {
  const { t } = useWords();
  return (
    <div role="status" aria-label={t("app.loading")} className="mt-3 flex flex-col gap-6 py-2">
      {ROWS.map((width) => (
        <div key={width} className="flex flex-col gap-2.5">
          <Skeleton className={`h-4 ${width}`} />
          <Skeleton className="h-1.5 w-full" />
        </div>
      ))}
    </div>
  );
}
