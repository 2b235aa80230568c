import { useState } from "react";
import type { AlertView, BudgetView } from "../../../shared/ipc/budgets.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { AlertRow } from "./alert-row.tsx";

const FIRST_SHOWN = 5;
const MORE = 20;

interface AlertListProps {
  /** The newest first. */
  readonly alerts: readonly AlertView[];
  readonly budgets: readonly BudgetView[];
  readonly onShow: (budgetId: string) => void;
  readonly onAcknowledge: (alertIds: readonly string[]) => void;
}

/** All that nobody has seen, and a few before; the others when they are asked for. */
export function AlertList({ alerts, budgets, onShow, onAcknowledge }: AlertListProps) {
  const { t } = useWords();
  const lastUnseen = alerts.findLastIndex(({ isAcknowledged }) => !isAcknowledged);
  // What was on screen stays there once it was seen.
  const [count, setCount] = useState(FIRST_SHOWN);
  if (lastUnseen >= count) setCount(lastUnseen + 1);
  if (alerts.length === 0) return <NoAlerts />;
  /** A budget that was deleted since can't be shown. */
  const showOf = ({ announcement }: AlertView): (() => void) | null => {
    if (announcement.kind === "anomaly") return null;
    const { budgetId } = announcement;
    return budgets.some(({ id }) => id === budgetId) ? () => onShow(budgetId) : null;
  };
  return (
    <div className="-mx-5 flex flex-col items-center border-y border-border px-5 sm:-mx-6 sm:px-6">
      <ul className="w-full divide-y divide-border">
        {alerts.slice(0, count).map((alert) => (
          <AlertRow
            key={alert.id}
            alert={alert}
            onShow={showOf(alert)}
            onAcknowledge={() => onAcknowledge([alert.id])}
          />
        ))}
      </ul>
      {alerts.length > count && (
        <Button look="ghost" className="mb-2" onClick={() => setCount(count + MORE)}>
          {t("alerts.older")}
        </Button>
      )}
    </div>
  );
}

function NoAlerts() {
  const { t } = useWords();
  return (
    <div className="rounded-lg border border-dashed border-border px-5 py-6 text-center text-sm">
      <p className="font-medium">{t("alerts.empty")}</p>
      <p className="mt-0.5 text-balance text-muted-foreground">{t("alerts.emptyText")}</p>
    </div>
  );
}
