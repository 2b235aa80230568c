import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { BudgetChoice, BudgetView } from "../../../shared/ipc/budgets.ts";
import { desktop } from "../../desktop.ts";
import { BUDGETS_KEY, budgetsQuery } from "../../queries.ts";
import { askToShow } from "./use-shown-budget.ts";

/** A budget that was deleted, and where it stood in the list. */
export interface DeletedBudget {
  readonly budget: BudgetView;
  readonly index: number;
}

/** What is done to budgets from their list. */
export function useBudgetChanges(account: string) {
  const client = useQueryClient();
  const { queryKey } = budgetsQuery(account);
  const [deleted, setDeleted] = useState<DeletedBudget | null>(null);
  const [error, setError] = useState<unknown>(null);
  const change = useMutation({
    mutationFn: (action: () => Promise<void>) => action(),
    onMutate: () => setError(null),
    onError: (failure) => setError(failure),
    onSettled: () => client.invalidateQueries({ queryKey: BUDGETS_KEY }),
  });

  return {
    deleted,
    error,
    setError,
    turn: (budget: BudgetView) =>
      change.mutate(async () => {
        const choice = { ...choiceOf(budget), isOn: !budget.isOn };
        await desktop.changeBudget({ budgetId: budget.id, choice });
      }),
    remove: (budget: BudgetView) =>
      change.mutate(async () => {
        await desktop.deleteBudget({ budgetId: budget.id });
        const index = client.getQueryData(queryKey)?.findIndex(({ id }) => id === budget.id) ?? 0;
        client.setQueryData(queryKey, (list) => list?.filter(({ id }) => id !== budget.id));
        setDeleted({ budget, index });
      }),
    restore: ({ budget, index }: DeletedBudget) =>
      change.mutate(async () => {
        const restored = await desktop.restoreBudget({ budgetId: budget.id });
        client.setQueryData(queryKey, (list) =>
          list?.filter(({ id }) => id !== restored.id).toSpliced(index, 0, restored),
        );
        setDeleted(null);
        askToShow(client, restored.id);
      }),
    forget: () => setDeleted(null),
  };
}

export function choiceOf(budget: BudgetView): BudgetChoice {
  const { amountNanoUsd, window, scraperId, thresholds, isOn, isProjectionAnnounced } = budget;
  return { amountNanoUsd, window, scraperId, thresholds, isOn, isProjectionAnnounced };
}
