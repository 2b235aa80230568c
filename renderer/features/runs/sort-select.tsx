import { useWords } from "../../i18n/use-words.ts";
import { Select } from "../../ui/select.tsx";
import { NEWEST_FIRST, type Sorting } from "./asked-runs.ts";

const CHOICES = {
  newest: NEWEST_FIRST,
  oldest: { sort: "createdAt", order: "asc" },
  dearest: { sort: "cost", order: "desc" },
  cheapest: { sort: "cost", order: "asc" },
  actor: { sort: "actor", order: "asc" },
  status: { sort: "status", order: "asc" },
} as const satisfies Readonly<Record<string, Sorting>>;

type Choice = keyof typeof CHOICES;
const NAMES = Object.keys(CHOICES) as readonly Choice[]; // An object of ours, whose keys are these.

interface SortSelectProps {
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
}

/** Sorts where the table is too narrow for columns. */
export function SortSelect({ sorting, onSort }: SortSelectProps) {
  const { t } = useWords();
  const chosen = NAMES.find((name) => CHOICES[name].sort === sorting.sort && CHOICES[name].order === sorting.order);
  return (
    <div className="grow basis-0 @2xl/runs:hidden">
      <Select
        isWide
        label={t("runs.sort")}
        value={chosen ?? NAMES.find((name) => CHOICES[name].sort === sorting.sort) ?? "newest"}
        options={NAMES.map((value) => ({ value, label: t(`runs.sorts.${value}`) }))}
        onChange={(name) => onSort(CHOICES[name])}
      />
    </div>
  );
}
