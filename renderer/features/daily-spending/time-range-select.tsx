import { TIME_RANGES, type TimeRange } from "../../../shared/domain/period.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Select } from "../../ui/select.tsx";

interface TimeRangeSelectProps {
  readonly timeRange: TimeRange;
  readonly onChange: (timeRange: TimeRange) => void;
}

/** How many days a chart shows. */
export function TimeRangeSelect({ timeRange, onChange }: TimeRangeSelectProps) {
  const { t } = useWords();
  return (
    <Select
      label={t("chart.select")}
      value={timeRange}
      options={TIME_RANGES.map((value) => ({ value, label: t(`chart.${value}`) }))}
      onChange={onChange}
    />
  );
}
