import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toAppError } from "../../../shared/errors.ts";
import type { BudgetChoice, BudgetView } from "../../../shared/ipc/budgets.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { BUDGETS_KEY, budgetsQuery } from "../../queries.ts";
import type { WebhookChoice } from "./webhook-field.tsx";

/** Why an attempt did not succeed. Where that is the webhook, the budget was kept. */
export interface SaveProblem {
  readonly words: string;
  readonly isOfWebhook: boolean;
}

/**
 * Keeps a budget, then its webhook. What was kept stays known, so that a second attempt makes no second budget.
 * No TanStack mutation: its cache would keep the arguments, and a webhook's address is a secret.
 */
export function useSaveBudget(account: string, budget: BudgetView | null) {
  const { t } = useWords();
  const client = useQueryClient();
  const [saved, setSaved] = useState(budget);
  const [isSaving, setIsSaving] = useState(false);
  const [problem, setProblem] = useState<SaveProblem | null>(null);

  const keep = async (choice: BudgetChoice): Promise<BudgetView> => {
    const kept =
      saved === null ? await desktop.createBudget(choice) : await desktop.changeBudget({ budgetId: saved.id, choice });
    setSaved(kept);
    client.setQueryData(budgetsQuery(account).queryKey, (list = []) =>
      list.some(({ id }) => id === kept.id)
        ? list.map((other) => (other.id === kept.id ? kept : other))
        : [...list, kept],
    );
    return kept;
  };

  /** Null when something went wrong: `problem` then says what. The secret is that of a webhook that was set. */
  const save = async (choice: BudgetChoice, webhook: WebhookChoice) => {
    setIsSaving(true);
    setProblem(null);
    let hasKept = false;
    try {
      const kept = await keep(choice);
      hasKept = true;
      return { budget: kept, secret: await setWebhook(kept.id, webhook) };
    } catch (error) {
      const reason = t(`errors.${toAppError(error).code}`);
      const words = hasKept ? `${t("budgetForm.webhookFailed")} ${reason}` : reason;
      setProblem({ words, isOfWebhook: hasKept });
      return null;
    } finally {
      setIsSaving(false);
      void client.invalidateQueries({ queryKey: BUDGETS_KEY });
    }
  };
  return { save, saved, isSaving, problem };
}

async function setWebhook(budgetId: string, choice: WebhookChoice): Promise<string | null> {
  if (choice.kind === "as-is") return null;
  const url = choice.kind === "url" ? choice.url.trim() : null;
  return (await desktop.setWebhook({ budgetId, url })).secret;
}
