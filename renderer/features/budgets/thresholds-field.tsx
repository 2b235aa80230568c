import { Plus, X } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { HIGHEST_THRESHOLD, MOST_THRESHOLDS } from "../../../shared/domain/budget/budget.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { FIELD } from "../../ui/field.ts";
import { percentText } from "./budget-words.ts";

interface ThresholdsFieldProps {
  readonly thresholds: readonly number[];
  readonly onChange: (thresholds: readonly number[]) => void;
}

/** The parts of the amount at which the person is warned, each of which can be taken away and others added. */
export function ThresholdsField({ thresholds, onChange }: ThresholdsFieldProps) {
  const { t } = useWords();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [isChecked, setIsChecked] = useState(false);
  const problem = isChecked ? problemOf(typed, thresholds) : null;

  const add = () => {
    if (typed.trim() === "") return;
    const threshold = thresholdOf(typed);
    setIsChecked(true);
    if (threshold === null || problemOf(typed, thresholds) !== null) return;
    onChange([...new Set([...thresholds, threshold])].toSorted((one, other) => one - other));
    setTyped("");
    setIsChecked(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== ",") return;
    // An empty field leaves Enter to the form.
    if (event.key === "Enter" && typed.trim() === "") return;
    event.preventDefault();
    add();
  };
  const onAdd = () => {
    add();
    field.current?.focus();
  };
  const remove = (threshold: number) => {
    onChange(thresholds.filter((other) => other !== threshold));
    field.current?.focus();
  };

  return (
    <fieldset aria-describedby={`${id}-text`}>
      <legend className="mb-1.5 text-sm font-medium">{t("budgetForm.thresholds")}</legend>
      <div className="flex flex-wrap items-center gap-2">
        {thresholds.map((threshold) => (
          <Chip key={threshold} threshold={threshold} onRemove={() => remove(threshold)} />
        ))}
        <span className="inline-flex items-center gap-1">
          <input
            ref={field}
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            value={typed}
            placeholder="%"
            aria-label={t("budgetForm.thresholdLabel")}
            aria-invalid={problem !== null}
            aria-describedby={`${id}-text`}
            onChange={(event) => {
              setTyped(event.target.value);
              setIsChecked(false);
            }}
            onKeyDown={onKeyDown}
            // What was typed is meant, though another field or the end of the form comes next.
            onBlur={add}
            className={`${FIELD} w-16 text-right tabular-nums`}
          />
          <Button
            look="icon"
            aria-label={t("budgetForm.addThreshold")}
            title={t("budgetForm.addThreshold")}
            onClick={onAdd}
          >
            <Plus aria-hidden className="size-4" />
          </Button>
        </span>
      </div>
      <p id={`${id}-text`} className="mt-1.5 text-[0.8125rem] leading-5 text-muted-foreground">
        {problem === null ? (
          t(thresholds.length === 0 ? "budgetForm.noThreshold" : "budgetForm.thresholdsText")
        ) : (
          <span role="alert" className="text-danger">
            {t(`budgetForm.${problem}`)}
          </span>
        )}
      </p>
    </fieldset>
  );
}

function Chip({ threshold, onRemove }: { readonly threshold: number; readonly onRemove: () => void }) {
  const { t, language } = useWords();
  const percent = percentText(threshold, language);
  return (
    <span className="inline-flex h-9 items-center rounded-md bg-muted pl-3 text-sm tabular-nums">
      {percent}
      <button
        type="button"
        aria-label={t("budgetForm.removeThreshold", { percent })}
        onClick={onRemove}
        className="focus-ring ml-1 flex size-9 items-center justify-center rounded-md text-muted-foreground hover:text-foreground"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}

function thresholdOf(typed: string): number | null {
  const digits = typed.replaceAll(/[\s%]/g, "");
  const threshold = /^\d+$/.test(digits) ? Number(digits) : 0;
  return threshold >= 1 && threshold <= HIGHEST_THRESHOLD ? threshold : null;
}

function problemOf(typed: string, thresholds: readonly number[]): "thresholdWrong" | "tooManyThresholds" | null {
  const threshold = thresholdOf(typed);
  if (threshold === null) return "thresholdWrong";
  return thresholds.length >= MOST_THRESHOLDS && !thresholds.includes(threshold) ? "tooManyThresholds" : null;
}
