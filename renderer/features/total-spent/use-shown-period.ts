import { useState } from "react";
import type { DateRange, ShownPeriod } from "../../../shared/domain/period.ts";
import type { SummaryPeriod } from "../../../shared/ipc/preferences.ts";

/** What the total is of. Chosen dates are for the moment; any other choice is kept. */
export function useShownPeriod(kept: SummaryPeriod, keep: (period: SummaryPeriod) => void) {
  const [range, setRange] = useState<DateRange | null>(null);
  const period: ShownPeriod = range ?? kept;
  const setPeriod = (next: ShownPeriod) => {
    if (typeof next === "object") return setRange(next);
    setRange(null);
    keep(next);
  };
  return { period, setPeriod };
}
