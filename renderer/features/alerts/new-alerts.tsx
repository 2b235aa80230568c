import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AlertView, BudgetView } from "../../../shared/ipc/budgets.ts";
import { useWords } from "../../i18n/use-words.ts";
import { alertsQuery, budgetsQuery } from "../../queries.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { askToShow } from "../budgets/use-shown-budget.ts";
import { alertLook, byUrgency } from "./alert-look.ts";
import { useAlertWords } from "./alert-words.ts";
import { useAlertChanges } from "./use-alert-changes.ts";

/** What the system did not show is shown here; what it did is read aloud to who hears the window. */
export function NewAlerts({ account }: { readonly account: string }) {
  const { t } = useWords();
  const wordsOf = useAlertWords();
  const [openedAtMs] = useState(() => Date.now());
  const { data } = useQuery(alertsQuery(account));
  const { data: budgets = [] } = useQuery(budgetsQuery(account));
  const unseen = data?.alerts.filter(({ isAcknowledged }) => !isAcknowledged) ?? [];
  const untold = unseen.filter(
    ({ delivery, announcement }) => delivery === "in-window" && isWatched(announcement, budgets),
  );
  const newest = unseen.find(({ delivery, raisedAt }) => delivery === "shown" && Date.parse(raisedAt) >= openedAtMs);
  const words = newest && wordsOf(newest.announcement);
  const urgent = untold.toSorted(byUrgency)[0];
  return (
    <>
      <p role="status" className="sr-only">
        {words && t("alerts.announced", { alert: `${words.title}. ${words.text}` })}
      </p>
      {urgent && <UntoldBanner key={urgent.id} account={account} alert={urgent} untold={untold} />}
    </>
  );
}

interface UntoldBannerProps {
  readonly account: string;
  readonly alert: AlertView;
  /** All that have not been told, this one included. */
  readonly untold: readonly AlertView[];
}

/** Putting it away leaves the others: the next one comes in its place. */
function UntoldBanner({ account, alert, untold }: UntoldBannerProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const { acknowledge } = useAlertChanges(account);
  const { announcement } = alert;
  const { title, text } = useAlertWords()(announcement);
  const { icon, tone } = alertLook(announcement);
  const said = untold.filter((other) => other === alert || isSaidBy(announcement, other.announcement));
  const others = untold.length - said.length;
  const budgetId = announcement.kind === "anomaly" || others > 0 ? null : announcement.budgetId;
  return (
    <Banner
      tone={tone}
      icon={icon}
      title={title}
      text={others === 0 ? text : `${text}, ${t("alerts.more", { count: others })}`}
      action={
        <Button onClick={() => askToShow(client, budgetId)}>
          {t(budgetId === null ? "alerts.seeAll" : "alerts.show")}
        </Button>
      }
      onDismiss={() => acknowledge(said.map(({ id }) => id))}
    />
  );
}

type Announcement = AlertView["announcement"];

/** Of a budget that was deleted or switched off since, the list alone tells. */
function isWatched(announcement: Announcement, budgets: readonly BudgetView[]): boolean {
  if (announcement.kind === "anomaly") return true;
  return budgets.some(({ id, isOn }) => isOn && id === announcement.budgetId);
}

/** A higher threshold of the same window says all that a lower one said. */
function isSaidBy(higher: Announcement, lower: Announcement): boolean {
  return (
    higher.kind === "threshold" &&
    lower.kind === "threshold" &&
    higher.budgetId === lower.budgetId &&
    higher.windowLabel === lower.windowLabel &&
    higher.amountNanoUsd === lower.amountNanoUsd &&
    higher.threshold >= lower.threshold
  );
}
