import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Bell, BellOff } from "lucide-react";
import { lazy, Suspense, useRef } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { alertsQuery, openedAlertQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { askToShow } from "../budgets/use-shown-budget.ts";
import { useSnoozes } from "./use-snoozes.ts";

const AlertsDialog = lazy(async () => ({ default: (await import("./alerts-dialog.tsx")).AlertsDialog }));

const MOST_SHOWN = 9;

/** How many alerts nobody has seen, and the way to the list of them. */
export function AlertBell({ account }: { readonly account: string }) {
  const { t } = useWords();
  const client = useQueryClient();
  const button = useRef<HTMLButtonElement>(null);
  // A notification that is clicked meanwhile leads from here to its budget.
  const isOpen = useQuery(openedAlertQuery).data?.budgetId === null;
  const isSnoozed = useSnoozes(account).some(({ budgetId }) => budgetId === null);
  const { data } = useQuery(alertsQuery(account));
  const unseen = data?.alerts.filter(({ isAcknowledged }) => !isAcknowledged).length ?? 0;
  const close = () => client.setQueryData(openedAlertQuery.queryKey, null);
  const label = unseen === 0 ? t("alerts.bell") : t("alerts.bellNew", { count: unseen });
  const Icon = isSnoozed ? BellOff : Bell;
  return (
    <>
      <Button
        ref={button}
        look="icon"
        aria-label={label}
        title={label}
        aria-haspopup="dialog"
        onClick={() => askToShow(client, null)}
        className="relative"
      >
        <Icon aria-hidden className="size-4" />
        {unseen > 0 && (
          <span
            aria-hidden
            className="absolute top-0.5 left-1/2 min-w-4.5 rounded-full bg-danger px-1 text-badge leading-4.5 font-semibold text-card tabular-nums"
          >
            {unseen > MOST_SHOWN ? `${MOST_SHOWN}+` : unseen}
          </span>
        )}
      </Button>
      {isOpen && (
        <Suspense>
          <AlertsDialog account={account} onClose={close} returnFocus={() => button.current?.focus()} />
        </Suspense>
      )}
    </>
  );
}
