import { Undo2, X } from "lucide-react";
import type { BudgetView } from "../../../shared/ipc/budgets.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { useBudgetName } from "./budget-words.ts";

interface DeletedRowProps {
  readonly budget: BudgetView;
  readonly onUndo: () => void;
  readonly onForget: () => void;
}

/** In the place of a budget that was just deleted: it can be brought back for as long as it stands there. */
export function DeletedRow({ budget, onUndo, onForget }: DeletedRowProps) {
  const { t } = useWords();
  const name = useBudgetName()(budget);
  return (
    <li className="-mx-3 my-2 flex items-center gap-2 rounded-lg border-0! bg-muted px-3 py-2">
      <p role="status" className="min-w-0 grow text-sm break-words">
        {t("budgets.removed", { name })}
      </p>
      <Button autoFocus onClick={onUndo}>
        <Undo2 aria-hidden className="size-4" />
        {t("budgets.undo")}
      </Button>
      <Button look="icon" aria-label={t("app.close")} title={t("app.close")} onClick={onForget} className="-mr-1.5">
        <X aria-hidden className="size-4" />
      </Button>
    </li>
  );
}
