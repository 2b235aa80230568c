import { useState } from "react";
import type { BudgetChoice, BudgetView } from "../../../shared/ipc/budgets.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { BudgetForm } from "./budget-form.tsx";
import { useSaveBudget } from "./use-save-budget.ts";
import type { WebhookChoice } from "./webhook-field.tsx";
import { WebhookSecret } from "./webhook-secret.tsx";

interface BudgetDialogProps {
  readonly account: string;
  /** Null for a new one. */
  readonly budget: BudgetView | null;
  /** With the budget that was made, if one was. */
  readonly onClose: (made: BudgetView | null) => void;
  readonly returnFocus: () => void;
}

export function BudgetDialog({ account, budget, onClose, returnFocus }: BudgetDialogProps) {
  const { t } = useWords();
  const saving = useSaveBudget(account, budget);
  const [secret, setSecret] = useState<string | null>(null);
  const made = budget === null ? saving.saved : null;
  const close = () => onClose(made);
  const save = async (choice: BudgetChoice, webhook: WebhookChoice) => {
    const outcome = await saving.save(choice, webhook);
    if (outcome === null) return;
    if (outcome.secret === null) onClose(budget === null ? outcome.budget : null);
    else setSecret(outcome.secret);
  };
  return (
    <Dialog
      isOpen
      onOpenChange={close}
      title={
        secret === null
          ? t(`budgetForm.${budget === null ? "createTitle" : "changeTitle"}`)
          : t("budgetForm.secretTitle")
      }
      text={t(secret === null ? "budgetForm.text" : "budgetForm.secretText")}
      returnFocus={returnFocus}
    >
      {secret !== null && saving.saved !== null ? (
        <WebhookSecret budgetId={saving.saved.id} secret={secret} onDone={close} />
      ) : (
        <BudgetForm
          account={account}
          budget={budget}
          isNew={saving.saved === null}
          isSaving={saving.isSaving}
          problem={saving.problem}
          onCancel={close}
          onSubmit={(choice, webhook) => void save(choice, webhook)}
        />
      )}
    </Dialog>
  );
}
