import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { AlertSettings } from "../../../shared/domain/budget/alert.ts";
import { desktop } from "../../desktop.ts";
import { alertsQuery, BUDGETS_KEY } from "../../queries.ts";

/** What is done to alerts. It shows at once, and is taken back when it could not be kept. */
export function useAlertChanges(account: string) {
  const client = useQueryClient();
  const { queryKey } = alertsQuery(account);
  const acknowledge = useMutation({
    mutationFn: (alertIds: readonly string[]) => desktop.acknowledgeAlerts({ alertIds }),
    onMutate: (alertIds) =>
      client.setQueryData(
        queryKey,
        (former) =>
          former && {
            ...former,
            alerts: former.alerts.map((alert) =>
              alertIds.includes(alert.id) ? { ...alert, isAcknowledged: true } : alert,
            ),
          },
      ),
    onSettled: () => client.invalidateQueries({ queryKey: BUDGETS_KEY }),
  });
  const settings = useMutation({
    mutationFn: (chosen: AlertSettings) => desktop.setAlertSettings(chosen),
    onMutate: (chosen) => client.setQueryData(queryKey, (former) => former && { ...former, settings: chosen }),
    onSettled: () => client.invalidateQueries({ queryKey: BUDGETS_KEY }),
  });
  return {
    acknowledge: acknowledge.mutate,
    setSettings: settings.mutate,
    error: acknowledge.error ?? settings.error,
  };
}
