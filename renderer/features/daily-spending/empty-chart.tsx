import { ChartArea } from "lucide-react";
import { useWords } from "../../i18n/use-words.ts";

/** In the place of the curve while the ledger holds no run. */
export function EmptyChart({ isImporting }: { readonly isImporting: boolean }) {
  const { t } = useWords();
  return (
    <div className="flex min-h-56 grow flex-col items-center justify-center gap-1 rounded-lg border border-dashed border-border px-6 text-center">
      <ChartArea aria-hidden className="mb-2 size-8 stroke-[1.25] text-muted-foreground" />
      <p className="text-sm font-medium">{isImporting ? t("chart.importing") : t("chart.neverRun")}</p>
      {!isImporting && <p className="max-w-80 text-sm text-balance text-muted-foreground">{t("chart.neverRunText")}</p>}
    </div>
  );
}
