import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { toAppError } from "../../../shared/errors.ts";
import type { BudgetView } from "../../../shared/ipc/budgets.ts";
import { useWords } from "../../i18n/use-words.ts";
import { budgetsQuery, openedAlertQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Card, CardHeader } from "../../ui/card.tsx";
import { LoadFailure, OutdatedNote } from "../../ui/load-failure.tsx";
import { useSnoozes } from "../alerts/use-snoozes.ts";
import { BudgetRow } from "./budget-row.tsx";
import { DeletedRow } from "./deleted-row.tsx";
import { LoadingBudgets } from "./loading-budgets.tsx";
import { NoBudgets } from "./no-budgets.tsx";
import { useBudgetChanges } from "./use-budget-changes.ts";
import { askToShow } from "./use-shown-budget.ts";

const BudgetDialog = lazy(async () => ({ default: (await import("./budget-dialog.tsx")).BudgetDialog }));

/** Every budget with what is spent of it, and the place to make one. */
export function BudgetsCard({ account }: { readonly account: string }) {
  const { t } = useWords();
  const client = useQueryClient();
  const answer = useQuery(budgetsQuery(account));
  const { data: budgets } = answer;
  useUnknownOpened(budgets);
  const [edited, setEdited] = useState<BudgetView | "new" | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const retry = () => void answer.refetch();
  const edit = (budget: BudgetView | "new", from: HTMLElement | null) => {
    opener.current = from;
    setEdited(budget);
  };
  const close = (made: BudgetView | null) => {
    setEdited(null);
    if (made === null) return;
    // What was made is shown, rather than the button that made it.
    opener.current = null;
    askToShow(client, made.id);
  };
  const isEmpty = budgets?.length === 0;
  return (
    <Card label={t("budgets.title")}>
      <CardHeader
        title={t("budgets.title")}
        corner={
          budgets && !isEmpty ? (
            <Button onClick={(event) => edit("new", event.currentTarget)} className="pl-2.5">
              <Plus aria-hidden className="size-4" />
              {t("budgets.create")}
            </Button>
          ) : null
        }
      />
      {budgets ? (
        <Budgets account={account} budgets={budgets} onEdit={edit} />
      ) : answer.isError ? (
        <LoadFailure title={t("budgets.loadFailed")} error={answer.error} onRetry={retry} />
      ) : (
        <LoadingBudgets />
      )}
      {budgets && answer.isError && <OutdatedNote text={t("budgets.outdated")} onRetry={retry} />}
      {edited !== null && (
        <Suspense>
          <BudgetDialog
            account={account}
            budget={edited === "new" ? null : edited}
            onClose={close}
            returnFocus={() => opener.current?.focus()}
          />
        </Suspense>
      )}
    </Card>
  );
}

interface BudgetsProps {
  readonly account: string;
  readonly budgets: readonly BudgetView[];
  readonly onEdit: (budget: BudgetView | "new", opener: HTMLElement | null) => void;
}

function Budgets({ account, budgets, onEdit }: BudgetsProps) {
  const changes = useBudgetChanges(account);
  const { deleted } = changes;
  const snoozes = useSnoozes(account);
  const rows = budgets.map((budget) => (
    <BudgetRow
      key={budget.id}
      budget={budget}
      snooze={snoozes.find(({ budgetId }) => budgetId === budget.id)}
      onChange={(opener) => onEdit(budget, opener)}
      onTurn={() => changes.turn(budget)}
      onRemove={() => changes.remove(budget)}
      onFailure={changes.setError}
    />
  ));
  const deletedRow = deleted && (
    <DeletedRow
      key={`deleted ${deleted.budget.id}`}
      budget={deleted.budget}
      onUndo={() => changes.restore(deleted)}
      onForget={changes.forget}
    />
  );
  return (
    <>
      {(rows.length > 0 || deletedRow !== null) && (
        <ul className="mt-1 -mb-2 divide-y divide-border sm:-mb-4">
          {deletedRow === null ? rows : rows.toSpliced(deleted?.index ?? 0, 0, deletedRow)}
        </ul>
      )}
      {budgets.length === 0 && deleted === null && <NoBudgets onCreate={(opener) => onEdit("new", opener)} />}
      {changes.error !== null && <Failure error={changes.error} />}
    </>
  );
}

function Failure({ error }: { readonly error: unknown }) {
  const { t } = useWords();
  return (
    <p role="alert" className="mt-2 text-note leading-5 text-danger">
      {t("budgets.changeFailed")} {t(`errors.${toAppError(error).code}`)}
    </p>
  );
}

/** A budget may have been deleted since its notification: the list of alerts still tells of it. */
function useUnknownOpened(budgets: readonly BudgetView[] | undefined): void {
  const client = useQueryClient();
  const budgetId = useQuery(openedAlertQuery).data?.budgetId ?? null;
  const isUnknown = budgetId !== null && budgets !== undefined && budgets.every(({ id }) => id !== budgetId);
  useEffect(() => {
    if (isUnknown) askToShow(client, null);
  }, [client, isUnknown]);
}
