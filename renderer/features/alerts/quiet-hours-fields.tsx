import { useId, useState } from "react";
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
  const id = useId();
  const [isSame, setIsSame] = useState(false);
  const change = (part: Partial<QuietHours>) => {
    const next = { ...(quietHours ?? FIRST_HOURS), ...part };
    setIsSame(next.fromMinute === next.toMinute);
    if (next.fromMinute !== next.toMinute) onChange(next);
  };
  return (
    <div>
      <SwitchLine
        title={t("alerts.quiet")}
        text={t("alerts.quietText")}
        isOn={quietHours !== null}
        onChange={(isOn) => {
          setIsSame(false);
          onChange(isOn ? FIRST_HOURS : null);
        }}
      />
      {quietHours !== null && (
        <div className="mt-2.5 flex flex-wrap items-center gap-x-2.5 gap-y-2 text-sm">
          <label htmlFor={`${id}-from`}>{t("alerts.quietFrom")}</label>
          <TimeField
            id={`${id}-from`}
            minute={quietHours.fromMinute}
            onChange={(fromMinute) => change({ fromMinute })}
          />
          <label htmlFor={`${id}-to`}>{t("alerts.quietTo")}</label>
          <TimeField id={`${id}-to`} minute={quietHours.toMinute} onChange={(toMinute) => change({ toMinute })} />
          {isSame && (
            <p role="alert" className="basis-full text-[0.8125rem] leading-5 text-danger">
              {t("alerts.quietSame")}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

interface TimeFieldProps {
  readonly id: string;
  readonly minute: number;
  readonly onChange: (minute: number) => void;
}

function TimeField({ id, minute, onChange }: TimeFieldProps) {
  return (
    <input
      id={id}
      type="time"
      required
      defaultValue={timeOf(minute)}
      onChange={(event) => {
        const chosen = minuteOf(event.target.value);
        if (chosen !== null) onChange(chosen);
      }}
      className={`${FIELD} tabular-nums`}
    />
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
