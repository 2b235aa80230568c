import { useId } from "react";
import { BUDGET_WINDOWS, type BudgetWindow } from "../../../shared/domain/budget/budget.ts";
import { useWords } from "../../i18n/use-words.ts";
import { ChoiceOption } from "../../ui/choice-option.tsx";

interface WindowChoiceProps {
  readonly window: BudgetWindow;
  readonly onChange: (window: BudgetWindow) => void;
}

export function WindowChoice({ window, onChange }: WindowChoiceProps) {
  const { t } = useWords();
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{t("budgetForm.window")}</legend>
      <div className="flex flex-wrap gap-1.5 sm:gap-2">
        {BUDGET_WINDOWS.map((option) => (
          <ChoiceOption
            key={option}
            name={name}
            label={t(`budgetForm.windows.${option}`)}
            isChosen={option === window}
            onChoose={() => onChange(option)}
          />
        ))}
      </div>
      <p className="mt-1.5 text-note leading-5 text-muted-foreground">{t(`budgetForm.windowText.${window}`)}</p>
    </fieldset>
  );
}
