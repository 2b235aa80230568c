import { Gauge } from "lucide-react";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";

/** What a budget is for, where there is none. */
export function NoBudgets({ onCreate }: { readonly onCreate: (opener: HTMLElement) => void }) {
  const { t } = useWords();
  return (
    <div className="mt-2 flex flex-col items-center gap-1 rounded-lg border border-dashed border-border px-5 py-7 text-center">
      <Gauge aria-hidden className="mb-2 size-8 stroke-[1.25] text-muted-foreground" />
      <p className="text-sm font-medium">{t("budgets.emptyTitle")}</p>
      <p className="max-w-120 text-sm text-pretty text-muted-foreground">{t("budgets.emptyText")}</p>
      <Button look="primary" className="mt-4 h-9" onClick={(event) => onCreate(event.currentTarget)}>
        {t("budgets.emptyCreate")}
      </Button>
    </div>
  );
}
