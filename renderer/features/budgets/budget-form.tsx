import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { DEFAULT_THRESHOLDS } from "../../../shared/domain/budget/budget.ts";
import { decimalUsd } from "../../../shared/domain/money.ts";
import type { BudgetChoice, BudgetView } from "../../../shared/ipc/budgets.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { SwitchLine } from "../../ui/switch-line.tsx";
import { useSession } from "../session/use-session.ts";
import { AmountField } from "./amount-field.tsx";
import { parseAmount } from "./parse-amount.ts";
import { ScopeSelect } from "./scope-select.tsx";
import { ThresholdsField } from "./thresholds-field.tsx";
import { withTyped } from "./typed-threshold.ts";
import { choiceOf } from "./use-budget-changes.ts";
import type { SaveProblem } from "./use-save-budget.ts";
import { isWebhookAddress, type WebhookChoice, WebhookField } from "./webhook-field.tsx";
import { WindowChoice } from "./window-choice.tsx";

const NEW: Omit<BudgetChoice, "amountNanoUsd"> = {
  window: "month",
  scraperId: null,
  thresholds: DEFAULT_THRESHOLDS,
  isOn: true,
  isProjectionAnnounced: true,
};

interface BudgetFormProps {
  readonly account: string;
  /** Null for a new one. */
  readonly budget: BudgetView | null;
  /** Whether it was never kept: of a new one whose webhook failed, the budget was. */
  readonly isNew: boolean;
  readonly isSaving: boolean;
  readonly problem: SaveProblem | null;
  readonly onCancel: () => void;
  readonly onSubmit: (choice: BudgetChoice, webhook: WebhookChoice) => void;
}

export function BudgetForm({ account, budget, isNew, isSaving, problem, onCancel, onSubmit }: BudgetFormProps) {
  const { t, language } = useWords();
  // The sample's alerts are sent nowhere.
  const isSample = useSession()?.kind === "sample";
  const amountField = useRef<HTMLInputElement>(null);
  const thresholdField = useRef<HTMLInputElement>(null);
  const webhookField = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(() => (budget === null ? "" : decimalUsd(BigInt(budget.amountNanoUsd))));
  const [choice, setChoice] = useState(() => (budget === null ? NEW : choiceOf(budget)));
  const [threshold, setThreshold] = useState("");
  const [webhook, setWebhook] = useState<WebhookChoice>({ kind: "as-is" });
  const [isChecked, setIsChecked] = useState(false);
  const change = (part: Partial<BudgetChoice>) => setChoice({ ...choice, ...part });

  // The foot grows by its words, over what stood right above it.
  useEffect(() => {
    if (problem?.isOfWebhook === true) webhookField.current?.scrollIntoView({ block: "center" });
  }, [problem]);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isSaving) return;
    setIsChecked(true);
    const amount = parseAmount(typed, language);
    const added = withTyped(choice.thresholds, threshold);
    if (amount.kind !== "amount") amountField.current?.focus();
    else if (added.kind !== "thresholds") thresholdField.current?.focus();
    else if (webhook.kind === "url" && !isWebhookAddress(webhook.url)) webhookField.current?.focus();
    else onSubmit({ ...choice, thresholds: added.thresholds, amountNanoUsd: String(amount.nanoUsd) }, webhook);
  };

  return (
    <form noValidate onSubmit={submit} className="mt-5 flex flex-col gap-5">
      <AmountField typed={typed} isChecked={isChecked} field={amountField} onChange={setTyped} />
      <WindowChoice window={choice.window} onChange={(window) => change({ window })} />
      <ScopeSelect
        account={account}
        budget={budget}
        scraperId={choice.scraperId}
        onChange={(scraperId) => change({ scraperId })}
      />
      <ThresholdsField
        thresholds={choice.thresholds}
        typed={threshold}
        isChecked={isChecked}
        field={thresholdField}
        onTyped={setThreshold}
        onChange={(thresholds) => change({ thresholds })}
      />
      <SwitchLine
        title={t("budgetForm.projection")}
        text={t("budgetForm.projectionText")}
        isOn={choice.isProjectionAnnounced}
        onChange={(isProjectionAnnounced) => change({ isProjectionAnnounced })}
      />
      <SwitchLine
        title={t("budgetForm.isOn")}
        text={t("budgetForm.isOnText")}
        isOn={choice.isOn}
        onChange={(isOn) => change({ isOn })}
      />
      {!isSample && (
        <WebhookField
          budget={budget}
          choice={webhook}
          isChecked={isChecked}
          field={webhookField}
          onChange={setWebhook}
        />
      )}
      <div className="sticky -bottom-5 -mx-5 -mb-5 flex flex-wrap items-center justify-end gap-2 border-t border-border bg-card px-5 py-3.5 sm:-bottom-6 sm:-mx-6 sm:-mb-6 sm:px-6">
        {problem !== null && (
          <p role="alert" className="basis-full text-note leading-5 text-pretty text-danger">
            {problem.words}
          </p>
        )}
        <Button look="ghost" onClick={onCancel}>
          {t("budgetForm.cancel")}
        </Button>
        <Button type="submit" look="primary" className="h-9" aria-disabled={isSaving}>
          {isSaving && <Spinner />}
          {t(isSaving ? "budgetForm.saving" : isNew ? "budgetForm.create" : "budgetForm.save")}
        </Button>
      </div>
    </form>
  );
}
