import { useId, useState } from "react";
import type { DateRange } from "../../../shared/domain/period.ts";
import { useWords } from "../../i18n/use-words.ts";
import { FIELD } from "../../ui/field.ts";

interface DateRangeFieldsProps {
  readonly range: DateRange;
  readonly onChange: (range: DateRange) => void;
}

/** While a year is typed its first digits are a date too, of long ago. */
const FIRST_DATE = "2000-01-01";
const LAST_DATE = "2199-12-31";
const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && text >= FIRST_DATE && text <= LAST_DATE;

/** The first and the last day. What is right is shown at once; until then the former dates stay. */
export function DateRangeFields({ range, onChange }: DateRangeFieldsProps) {
  const { t } = useWords();
  const noteId = useId();
  const [typed, setTyped] = useState(range);
  const isReversed = isDate(typed.from) && isDate(typed.to) && typed.from > typed.to;
  const change = (part: Partial<DateRange>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    if (isDate(next.from) && isDate(next.to) && next.from <= next.to) onChange(next);
  };
  return (
    <fieldset className="mt-2 mb-1 text-sm">
      <legend className="sr-only">{t("total.range")}</legend>
      <div className="flex flex-wrap gap-x-3 gap-y-2">
        {(["from", "to"] as const).map((end) => (
          <label key={end} className="flex items-center gap-2">
            <span className="min-w-5 text-muted-foreground">{t(`total.dates.${end}`)}</span>
            <input
              type="date"
              value={typed[end]}
              min={FIRST_DATE}
              max={LAST_DATE}
              required
              aria-invalid={isReversed}
              aria-describedby={isReversed ? noteId : undefined}
              onChange={(event) => change({ [end]: event.target.value })}
              className={`${FIELD} tabular-nums`}
            />
          </label>
        ))}
      </div>
      {isReversed && (
        <p id={noteId} role="alert" className="mt-1.5 text-note text-danger">
          {t("total.dates.reversed")}
        </p>
      )}
    </fieldset>
  );
}
