import { type Ref, useId } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { ChoiceOption } from "../../ui/choice-option.tsx";
import { COMMON_DAYS } from "./days.ts";

export interface ChosenDays {
  readonly option: number | "other";
  /** What the field for another number holds. */
  readonly typed: string;
}

interface DaysChoiceProps {
  readonly chosen: ChosenDays;
  readonly isWrong: boolean;
  /** The field for another number. */
  readonly field: Ref<HTMLInputElement>;
  readonly onChange: (chosen: ChosenDays) => void;
}

export function DaysChoice({ chosen, isWrong, field, onChange }: DaysChoiceProps) {
  const { t } = useWords();
  const id = useId();
  const choose = (option: ChosenDays["option"]) => onChange({ ...chosen, option });
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">{t("importDialog.days")}</legend>
      <div className="flex flex-wrap gap-2">
        {COMMON_DAYS.map((days) => (
          <ChoiceOption
            key={days}
            name={id}
            label={t("importDialog.daysBack", { count: days })}
            isChosen={chosen.option === days}
            onChoose={() => choose(days)}
          />
        ))}
        <ChoiceOption
          name={id}
          label={t("importDialog.otherDays")}
          isChosen={chosen.option === "other"}
          onChoose={() => choose("other")}
        />
      </div>
      {chosen.option === "other" && (
        <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
          <label htmlFor={`${id}-days`} className="text-muted-foreground">
            {t("importDialog.otherDaysLabel")}
          </label>
          <input
            id={`${id}-days`}
            ref={field}
            autoFocus
            inputMode="numeric"
            autoComplete="off"
            maxLength={3}
            value={chosen.typed}
            aria-invalid={isWrong}
            aria-describedby={isWrong ? `${id}-problem` : undefined}
            onChange={(event) => onChange({ option: "other", typed: event.target.value })}
            className="focus-ring h-9 w-20 rounded-md border border-field bg-card px-3 tabular-nums select-text aria-invalid:border-danger"
          />
        </div>
      )}
      {isWrong && (
        <p id={`${id}-problem`} role="alert" className="mt-2 text-note text-danger">
          {t("importDialog.daysWrong")}
        </p>
      )}
    </fieldset>
  );
}
