import { useWords } from "../../i18n/use-words.ts";
import { Skeleton } from "../../ui/skeleton.tsx";

export function LoadingBudgets() {
  const { t } = useWords();
  return (
    <div role="status" aria-label={t("app.loading")} className="mt-3">
      <Skeleton className="h-4 w-36" />
      <Skeleton className="mt-4 h-6 w-44" />
      <Skeleton className="mt-3 h-2 w-full" />
    </div>
  );
}
