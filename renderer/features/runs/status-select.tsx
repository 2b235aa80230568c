import { useWords } from "../../i18n/use-words.ts";
import { Select } from "../../ui/select.tsx";
import { useGroupWords } from "../run-filter/group-words.ts";
import { useRunFilter } from "../run-filter/use-run-filter.ts";

const ANY = "any";
const OFFERED = ["SUCCEEDED", "FAILED", "TIMED-OUT", "ABORTED", "RUNNING"];

/** The page's filter by status, at hand where the runs are; another status can be chosen in the breakdown. */
export function StatusSelect() {
  const { t } = useWords();
  const wordsOf = useGroupWords();
  const { filter, setFilter } = useRunFilter();
  const { status = ANY } = filter;
  const statuses = status === ANY || OFFERED.includes(status) ? OFFERED : [...OFFERED, status];
  return (
    <div className="grow basis-0 @2xl/runs:grow-0 @2xl/runs:basis-auto">
      <Select
        isWide
        label={t("runs.status")}
        value={status}
        options={[
          { value: ANY, label: t("runs.anyStatus") },
          ...statuses.map((value) => ({ value, label: wordsOf("status", value) })),
        ]}
        onChange={(value) => setFilter({ status: value === ANY ? null : value })}
      />
    </div>
  );
}
