import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AlertView } from "../../../shared/ipc/budgets.ts";
import { useWords } from "../../i18n/use-words.ts";
import { alertsQuery } from "../../queries.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { askToShow } from "../budgets/use-shown-budget.ts";
import { alertLook } from "./alert-look.ts";
import { useAlertWords } from "./alert-words.ts";
import { useAlertChanges } from "./use-alert-changes.ts";

/** What the system did not show is shown here; what it did is read aloud to who hears the window. */
export function NewAlerts({ account }: { readonly account: string }) {
  const { t } = useWords();
  const wordsOf = useAlertWords();
  const [openedAtMs] = useState(() => Date.now());
  const { data } = useQuery(alertsQuery(account));
  const unseen = data?.alerts.filter(({ isAcknowledged }) => !isAcknowledged) ?? [];
  const untold = unseen.filter(({ delivery }) => delivery === "in-window");
  // What is held is held here too.
  const newest = unseen.find(({ delivery, raisedAt }) => delivery === "shown" && Date.parse(raisedAt) >= openedAtMs);
  const words = newest && wordsOf(newest.announcement);
  return (
    <>
      <p role="status" className="sr-only">
        {words && t("alerts.announced", { alert: `${words.title}. ${words.text}` })}
      </p>
      {untold[0] && <UntoldBanner account={account} newest={untold[0]} untold={untold} />}
    </>
  );
}

interface UntoldBannerProps {
  readonly account: string;
  readonly newest: AlertView;
  readonly untold: readonly AlertView[];
}

function UntoldBanner({ account, newest, untold }: UntoldBannerProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const { acknowledge } = useAlertChanges(account);
  const { announcement } = newest;
  const { title, text } = useAlertWords()(announcement);
  const { icon, tone } = alertLook(announcement);
  const others = untold.length - 1;
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
      onDismiss={() => acknowledge(untold.map(({ id }) => id))}
    />
  );
}
