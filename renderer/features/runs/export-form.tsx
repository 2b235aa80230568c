import { useId } from "react";
import type { ScraperRunsAnswer } from "../../../shared/api/scraper-runs.ts";
import { toAppError } from "../../../shared/errors.ts";
import type { ExportOutcome, RunsExportAsked } from "../../../shared/ipc/export.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { ChoiceOption } from "../../ui/choice-option.tsx";
import { formatExactUsd } from "../../i18n/money.ts";

export type ExportForms = Pick<RunsExportAsked, "format" | "decimal">;

const FORMATS = ["csv", "json"] as const;
const DECIMALS = ["comma", "point"] as const;

interface ExportFormProps {
  readonly form: ExportForms;
  readonly onChange: (form: ExportForms) => void;
  readonly answer: Pick<ScraperRunsAnswer, "totalRuns" | "totalCostNanoUsd">;
  /** Of the last try, where it made no file. */
  readonly outcome: ExportOutcome | null;
  readonly error: Error | null;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
}

export function ExportForm({ form, onChange, answer, outcome, error, onSubmit, onCancel }: ExportFormProps) {
  const { t, language, timeZone } = useWords();
  const problem =
    error !== null
      ? t(`errors.${toAppError(error).code}`)
      : outcome?.kind === "not-written"
        ? t(`runs.notWritten.${outcome.reason}`)
        : null;
  return (
    <form
      className="mt-5 flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Choices
        legend={t("runs.format")}
        options={FORMATS}
        chosen={form.format}
        labelOf={(format) => t(`runs.formats.${format}`)}
        text={t(`runs.formatText.${form.format}`, { zone: timeZone })}
        onChoose={(format) => onChange({ ...form, format })}
      />
      {form.format === "csv" && (
        <Choices
          legend={t("runs.decimal")}
          options={DECIMALS}
          chosen={form.decimal}
          labelOf={(decimal) => t(`runs.decimals.${decimal}`)}
          text={t(`runs.decimalText.${form.decimal}`)}
          onChoose={(decimal) => onChange({ ...form, decimal })}
        />
      )}
      <p className="rounded-lg bg-muted/60 px-3 py-2.5 text-sm leading-5.5 tabular-nums">
        {t("runs.exportOf", { count: answer.totalRuns })}
        <br />
        <span className="font-medium select-text">{formatExactUsd(BigInt(answer.totalCostNanoUsd), language)}</span>
      </p>
      {problem !== null && (
        <p role="alert" className="text-sm text-pretty text-danger">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button className="h-10" onClick={onCancel}>
          {t("budgetForm.cancel")}
        </Button>
        <Button look="primary" type="submit">
          {t("runs.save")}
        </Button>
      </div>
    </form>
  );
}

interface ChoicesProps<Value extends string> {
  readonly legend: string;
  readonly options: readonly Value[];
  readonly chosen: Value;
  readonly labelOf: (value: Value) => string;
  readonly text: string;
  readonly onChoose: (value: Value) => void;
}

function Choices<Value extends string>({ legend, options, chosen, labelOf, text, onChoose }: ChoicesProps<Value>) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-1.5 sm:gap-2">
        {options.map((option) => (
          <ChoiceOption
            key={option}
            name={name}
            label={labelOf(option)}
            isChosen={option === chosen}
            onChoose={() => onChoose(option)}
          />
        ))}
      </div>
      <p className="mt-1.5 text-note leading-5 text-pretty text-muted-foreground">{text}</p>
    </fieldset>
  );
}
