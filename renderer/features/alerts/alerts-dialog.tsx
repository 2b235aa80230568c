import { useQuery, useQueryClient } from "@tanstack/react-query";
import { BellOff, CheckCheck } from "lucide-react";
import { useState } from "react";
import { toAppError } from "../../../shared/errors.ts";
import type { AlertsView } from "../../../shared/ipc/budgets.ts";
import { useWords } from "../../i18n/use-words.ts";
import { alertsQuery, budgetsQuery } from "../../queries.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { LoadFailure } from "../../ui/load-failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useBudgetName } from "../budgets/budget-words.ts";
import { askToShow } from "../budgets/use-shown-budget.ts";
import { AlertList } from "./alert-list.tsx";
import { AlertSettingsFields } from "./alert-settings-fields.tsx";
import { SnoozeButton } from "./snooze-button.tsx";
import { SnoozeNote } from "./snooze-note.tsx";
import { useAlertChanges } from "./use-alert-changes.ts";
import { useSnoozes } from "./use-snoozes.ts";

interface AlertsDialogProps {
  readonly account: string;
  readonly onClose: () => void;
  readonly returnFocus: () => void;
}

export function AlertsDialog({ account, onClose, returnFocus }: AlertsDialogProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const answer = useQuery(alertsQuery(account));
  return (
    <Dialog isOpen onOpenChange={onClose} title={t("alerts.title")} text={t("alerts.text")} returnFocus={returnFocus}>
      {answer.data ? (
        <Alerts account={account} view={answer.data} onShow={(budgetId) => askToShow(client, budgetId)} />
      ) : answer.isError ? (
        <LoadFailure title={t("alerts.loadFailed")} error={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        <div role="status" aria-label={t("app.loading")} className="mt-5">
          <Skeleton className="h-4 w-52" />
          <Skeleton className="mt-3 h-4 w-40" />
        </div>
      )}
    </Dialog>
  );
}

interface AlertsProps {
  readonly account: string;
  readonly view: AlertsView;
  readonly onShow: (budgetId: string) => void;
}

function Alerts({ account, view, onShow }: AlertsProps) {
  const { t } = useWords();
  const nameOf = useBudgetName();
  const { data: budgets = [] } = useQuery(budgetsQuery(account));
  const snoozes = useSnoozes(account);
  const changes = useAlertChanges(account);
  const [failure, setFailure] = useState<unknown>(null);
  const error = failure ?? changes.error;
  // By name: what comes meanwhile was seen by nobody.
  const unseen = view.alerts.filter(({ isAcknowledged }) => !isAcknowledged).map(({ id }) => id);
  const isAllSeen = unseen.length === 0;
  return (
    <div className="mt-4 flex flex-col gap-4">
      {view.notifications !== "shown" && (
        <Banner
          tone="warning"
          icon={BellOff}
          title={t(`alerts.${view.notifications}Title`)}
          text={t(`alerts.${view.notifications}Text`)}
        />
      )}
      {snoozes.map((snooze) => {
        const budget = budgets.find(({ id }) => id === snooze.budgetId);
        if (snooze.budgetId !== null && budget === undefined) return null;
        return (
          <SnoozeNote
            key={snooze.budgetId}
            snooze={snooze}
            name={budget === undefined ? null : nameOf(budget)}
            onFailure={setFailure}
          />
        );
      })}
      <div className="flex flex-wrap gap-2">
        <SnoozeButton onFailure={setFailure} />
        {view.alerts.length > 0 && (
          <Button look="ghost" aria-disabled={isAllSeen} onClick={() => isAllSeen || changes.acknowledge(unseen)}>
            <CheckCheck aria-hidden className="size-4 max-sm:hidden" />
            {t("alerts.acknowledgeAll")}
          </Button>
        )}
      </div>
      {error !== null && (
        <p role="alert" className="text-note leading-5 text-danger">
          {t("alerts.failed")} {t(`errors.${toAppError(error).code}`)}
        </p>
      )}
      <AlertList alerts={view.alerts} budgets={budgets} onShow={onShow} onAcknowledge={changes.acknowledge} />
      <AlertSettingsFields settings={view.settings} onChange={changes.setSettings} />
    </div>
  );
}
