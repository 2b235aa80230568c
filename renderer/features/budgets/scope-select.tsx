import { useQuery } from "@tanstack/react-query";
import type { BudgetView } from "../../../shared/ipc/budgets.ts";
import { useWords } from "../../i18n/use-words.ts";
import { scrapersQuery } from "../../queries.ts";
import { Select } from "../../ui/select.tsx";

/** No scraper's id holds a space. */
const EVERYTHING = "every run";

interface ScopeSelectProps {
  readonly account: string;
  /** The budget that is changed: its scraper may no longer be among those known. */
  readonly budget: BudgetView | null;
  readonly scraperId: string | null;
  readonly onChange: (scraperId: string | null) => void;
}

export function ScopeSelect({ account, budget, scraperId, onChange }: ScopeSelectProps) {
  const { t } = useWords();
  const { data: known = [] } = useQuery(scrapersQuery(account));
  const scrapers = new Map(known.map((scraper) => [scraper.scraperId, scraper.name]));
  const own = budget?.scraperId ?? null;
  if (own !== null && !scrapers.has(own)) scrapers.set(own, budget?.scraperName ?? own);
  const options = [
    { value: EVERYTHING, label: t("budgetForm.everything") },
    ...[...scrapers].map(([value, label]) => ({ value, label })),
  ];
  return (
    <div>
      <p aria-hidden className="mb-1.5 text-sm font-medium">
        {t("budgetForm.scope")}
      </p>
      <Select
        isWide
        label={t("budgetForm.scope")}
        value={scraperId ?? EVERYTHING}
        options={options}
        onChange={(value) => onChange(value === EVERYTHING ? null : value)}
      />
    </div>
  );
}
