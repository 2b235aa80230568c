import type { AlertView, BudgetView } from "../../../shared/ipc/budgets.ts";
import { useWords } from "../../i18n/use-words.ts";
import { AlertRow } from "./alert-row.tsx";

interface AlertListProps {
  readonly alerts: readonly AlertView[];
  readonly budgets: readonly BudgetView[];
  readonly onShow: (budgetId: string) => void;
  readonly onAcknowledge: (alertIds: readonly string[]) => void;
}

export function AlertList({ alerts, budgets, onShow, onAcknowledge }: AlertListProps) {
  const { t } = useWords();
  if (alerts.length === 0) {
    return (
      <div className="rounded-lg border border-dashed border-border px-5 py-6 text-center text-sm">
        <p className="font-medium">{t("alerts.empty")}</p>
        <p className="mt-0.5 text-balance text-muted-foreground">{t("alerts.emptyText")}</p>
      </div>
    );
  }
  /** A budget that was deleted since can't be shown. */
  const showOf = ({ announcement }: AlertView): (() => void) | null => {
    if (announcement.kind === "anomaly") return null;
    const { budgetId } = announcement;
    return budgets.some(({ id }) => id === budgetId) ? () => onShow(budgetId) : null;
  };
  return (
    <ul className="-mx-5 max-h-[min(26rem,48dvh)] divide-y divide-border overflow-y-auto border-y [scrollbar-width:thin] border-border px-5 sm:-mx-6 sm:px-6">
      {alerts.map((alert) => (
        <AlertRow key={alert.id} alert={alert} onShow={showOf(alert)} onAcknowledge={() => onAcknowledge([alert.id])} />
      ))}
    </ul>
  );
}
