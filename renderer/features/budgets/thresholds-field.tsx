import { Plus, X } from "lucide-react";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { FIELD } from "../../ui/field.ts";
import { percentText } from "./budget-words.ts";
import { withTyped } from "./typed-threshold.ts";

interface ThresholdsFieldProps {
  readonly thresholds: readonly number[];
  /** Not among them yet. */
  readonly typed: string;
  /** Whether to say what is wrong with it. */
  readonly isChecked: boolean;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onTyped: (typed: string) => void;
  readonly onChange: (thresholds: readonly number[]) => void;
}

/** The parts of the amount at which the person is warned, each of which can be taken away and others added. */
export function ThresholdsField({ thresholds, typed, isChecked, field, onTyped, onChange }: ThresholdsFieldProps) {
  const { t } = useWords();
  const id = useId();
  const [isAdding, setIsAdding] = useState(false);
  const added = withTyped(thresholds, typed);
  const problem = (isChecked || isAdding) && added.kind !== "thresholds" ? added.kind : null;

  const add = () => {
    setIsAdding(added.kind !== "thresholds");
    if (added.kind !== "thresholds") return;
    onChange(added.thresholds);
    onTyped("");
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
              onTyped(event.target.value);
              setIsAdding(false);
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
      <p id={`${id}-text`} className="mt-1.5 text-note leading-5 text-muted-foreground">
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
