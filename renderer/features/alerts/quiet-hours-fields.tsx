import { useEffect, useId, useRef, useState } from "react";
import type { QuietHours } from "../../../shared/domain/budget/alert.ts";
import { useWords } from "../../i18n/use-words.ts";
import { FIELD } from "../../ui/field.ts";
import { SwitchLine } from "../../ui/switch-line.tsx";

const HOUR = 60;
const FIRST_HOURS: QuietHours = { fromMinute: 22 * HOUR, toMinute: 8 * HOUR };

interface QuietHoursFieldsProps {
  readonly quietHours: QuietHours | null;
  readonly onChange: (quietHours: QuietHours | null) => void;
}

/** From when to when notifications wait. */
export function QuietHoursFields({ quietHours, onChange }: QuietHoursFieldsProps) {
  const { t } = useWords();
  // As on screen, while its start and its end are the same: that is never kept.
  const [refused, setRefused] = useState<QuietHours | null>(null);
  const change = (part: Partial<QuietHours>) => {
    const next = { ...(refused ?? quietHours ?? FIRST_HOURS), ...part };
    const isSame = next.fromMinute === next.toMinute;
    setRefused(isSame ? next : null);
    if (!isSame) onChange(next);
  };
  return (
    <div>
      <SwitchLine
        title={t("alerts.quiet")}
        text={t("alerts.quietText")}
        isOn={quietHours !== null}
        onChange={(isOn) => {
          setRefused(null);
          onChange(isOn ? FIRST_HOURS : null);
        }}
      />
      {quietHours !== null && (
        <div className="mt-2.5 flex flex-wrap items-center gap-x-2.5 gap-y-2 text-sm">
          <TimeField
            label={t("alerts.quietFrom")}
            minute={quietHours.fromMinute}
            onChange={(fromMinute) => change({ fromMinute })}
          />
          <TimeField
            label={t("alerts.quietTo")}
            minute={quietHours.toMinute}
            onChange={(toMinute) => change({ toMinute })}
          />
          {refused !== null && (
            <p role="alert" className="basis-full text-note leading-5 text-danger">
              {t("alerts.quietSame")}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly minute: number;
  readonly onChange: (minute: number) => void;
}

/** Kept once it is left, also by the dialog's end: half of a time is one too, and would let go of what waits. */
function TimeField({ label, minute, onChange }: TimeFieldProps) {
  const id = useId();
  const typed = useRef<string | null>(null);
  const keep = () => {
    const chosen = typed.current === null ? null : minuteOf(typed.current);
    typed.current = null;
    if (chosen !== null && chosen !== minute) onChange(chosen);
  };
  const keepLast = useRef(keep);
  useEffect(() => {
    keepLast.current = keep;
  });
  useEffect(() => () => keepLast.current(), []);
  return (
    <span className="inline-flex items-center gap-2.5">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="time"
        required
        defaultValue={timeOf(minute)}
        onChange={(event) => (typed.current = event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => event.key === "Enter" && keep()}
        className={`${FIELD} tabular-nums`}
      />
    </span>
  );
}

function timeOf(minute: number): string {
  return `${String(Math.floor(minute / HOUR)).padStart(2, "0")}:${String(minute % HOUR).padStart(2, "0")}`;
}

/** Null while the time is typed only in part. */
function minuteOf(time: string): number | null {
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(time) ?? [];
  return hour === undefined || minute === undefined ? null : Number(hour) * HOUR + Number(minute);
}
