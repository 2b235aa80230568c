import { useQuery } from "@tanstack/react-query";
import { type DateRange, PERIODS, type ShownPeriod } from "../../../shared/domain/period.ts";
import { useWords } from "../../i18n/use-words.ts";
import { reconciliationQuery } from "../../queries.ts";
import { Select } from "../../ui/select.tsx";

interface PeriodSelectProps {
  readonly account: string;
  readonly label: string;
  readonly period: ShownPeriod;
  readonly onChange: (period: ShownPeriod) => void;
  readonly onOpen?: () => void;
}

const ALL = [...PERIODS, "cycle", "range"] as const;

const doNothing = () => undefined;

/** The billing cycle is offered where it is known, and where it is chosen already. */
export function PeriodSelect({ account, label, period, onChange, onOpen = doNothing }: PeriodSelectProps) {
  const { t, timeZone } = useWords();
  // Its own card asks for it, once the first picture is there.
  const { data: reconciliation } = useQuery({ ...reconciliationQuery(account), enabled: false });
  const hasCycle = reconciliation?.state === "known" || period === "cycle";
  return (
    <Select
      label={label}
      value={typeof period === "string" ? period : "range"}
      options={ALL.filter((value) => value !== "cycle" || hasCycle).map((value) => ({
        value,
        label: t(`total.${value}`),
      }))}
      onChange={(value) => onChange(value === "range" ? monthToDate(timeZone) : value)}
      onOpen={onOpen}
    />
  );
}

/** The calendar month so far, to begin with. */
function monthToDate(timeZone: string): DateRange {
  const today = new Intl.DateTimeFormat("sv", { timeZone }).format(Date.now());
  return { from: `${today.slice(0, 8)}01`, to: today };
}
