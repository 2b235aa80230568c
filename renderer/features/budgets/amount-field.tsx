import { clsx } from "clsx";
import { type Ref, useId } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { FIELD } from "../../ui/field.ts";
import { parseAmount } from "./parse-amount.ts";
import { formatExactUsd } from "../../i18n/money.ts";

const PROBLEMS = { wrong: "amountWrong", "too-fine": "amountTooFine", "too-large": "amountTooLarge" } as const;
/** Amounts without a mark between their digits are read in one way only. */
const PLAIN = /^\d+$/;

interface AmountFieldProps {
  readonly typed: string;
  /** Whether to say what is wrong with it. */
  readonly isChecked: boolean;
  readonly field: Ref<HTMLInputElement>;
  readonly onChange: (typed: string) => void;
}

export function AmountField({ typed, isChecked, field, onChange }: AmountFieldProps) {
  const { t, language, areAmountsHidden } = useWords();
  const id = useId();
  const parsed = parseAmount(typed, language);
  const isWrong = isChecked && parsed.kind !== "amount";
  const isEchoed = parsed.kind === "amount" && !PLAIN.test(typed);
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {t("budgetForm.amount")}
      </label>
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm text-muted-foreground">
        <input
          id={id}
          ref={field}
          autoFocus
          inputMode="decimal"
          autoComplete="off"
          maxLength={32}
          value={typed}
          aria-invalid={isWrong}
          aria-describedby={`${id}-note`}
          onChange={(event) => onChange(event.target.value)}
          className={clsx(FIELD, "w-44 text-right text-foreground tabular-nums", areAmountsHidden && "masked")}
        />
        <span aria-hidden>$</span>
        <span id={`${id}-note`} className="tabular-nums">
          {isEchoed && t("budgetForm.amountRead", { amount: formatExactUsd(parsed.nanoUsd, language) })}
          {isWrong && (
            <span role="alert" className="text-note leading-5 text-danger">
              {t(`budgetForm.${PROBLEMS[parsed.kind]}`)}
            </span>
          )}
        </span>
      </div>
    </div>
  );
}
