import { clsx } from "clsx";
import { BellOff, CirclePause, CircleDashed, Webhook } from "lucide-react";
import type { Snooze } from "../../../shared/domain/budget/alert.ts";
import type { BudgetView } from "../../../shared/ipc/budgets.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { clockTime } from "../connection/relative-age.ts";
import { useNow } from "../connection/use-now.ts";
import { BudgetFigures } from "./budget-figures.tsx";
import { BudgetMenu } from "./budget-menu.tsx";
import { LEVEL_LOOKS } from "./budget-state.ts";
import { useBudgetName, windowDates } from "./budget-words.ts";
import { useShownBudget } from "./use-shown-budget.ts";

interface BudgetRowProps {
  readonly budget: BudgetView;
  readonly snooze: Snooze | undefined;
  readonly onChange: (opener: HTMLElement | null) => void;
  readonly onTurn: () => void;
  readonly onRemove: () => void;
  readonly onFailure: (error: unknown) => void;
}

export function BudgetRow({ budget, snooze, onFailure, ...actions }: BudgetRowProps) {
  const { t, language, timeZone } = useWords();
  const row = useShownBudget(budget.id);
  const nameOf = useBudgetName();
  const scope = budget.scraperName ?? t("budgetForm.everything");
  const dates =
    budget.reading === null ? null : windowDates(budget.window, budget.reading.window, budget.timeZone, language);
  const isElsewhere = budget.timeZone !== timeZone;
  return (
    <li
      ref={row}
      tabIndex={-1}
      aria-label={nameOf(budget)}
      className="relative isolate py-4 outline-none before:absolute before:-inset-x-3 before:inset-y-1.5 before:-z-10 before:rounded-lg data-shown:before:bg-info-surface data-shown:before:ring-2 data-shown:before:ring-ring"
    >
      <div className="flex items-start gap-2.5">
        <LevelIcon budget={budget} />
        <div className="min-w-0 grow">
          <p className="flex flex-wrap items-center gap-x-2 text-sm leading-5 font-medium">
            {t(`budgets.names.${budget.window}`)}
            {!budget.isOn && (
              <span className="rounded-full border border-border px-2 text-xs leading-4.5 font-normal text-muted-foreground">
                {t("budgets.off")}
              </span>
            )}
          </p>
          <p className="text-note leading-5 break-words text-muted-foreground">
            {[dates, scope, ...(isElsewhere ? [budget.timeZone] : [])].filter((part) => part !== null).join(" · ")}
          </p>
        </div>
        <BudgetMenu budget={budget} onFailure={onFailure} {...actions} />
      </div>
      <div className="sm:pl-7">
        <BudgetFigures budget={budget} />
        {budget.webhook !== null && <WebhookLine webhook={budget.webhook} />}
      </div>
      {snooze && budget.isOn && <SnoozeLine snooze={snooze} onFailure={onFailure} />}
    </li>
  );
}

function LevelIcon({ budget }: { readonly budget: BudgetView }) {
  const { t } = useWords();
  const { isOn, reading } = budget;
  const look = reading === null ? null : LEVEL_LOOKS[reading.level];
  const Icon = isOn ? (look?.icon ?? CircleDashed) : CirclePause;
  const words = isOn
    ? t(reading === null ? "budgets.unread" : `budgets.levels.${reading.level}`)
    : t("budgets.offText");
  return (
    <span title={words} className={clsx("mt-0.25 shrink-0", isOn && look ? look.text : "text-muted-foreground")}>
      <Icon aria-hidden className="size-4.5" />
      <span className="sr-only">{words}</span>
    </span>
  );
}

function WebhookLine({ webhook: { host, secret } }: { readonly webhook: NonNullable<BudgetView["webhook"]> }) {
  const { t } = useWords();
  return (
    <p
      className={clsx("flex gap-1.5 text-note leading-5", secret === "kept" ? "text-muted-foreground" : "text-warning")}
    >
      <Webhook aria-hidden className="mt-0.75 size-3.5 shrink-0" />
      <span className="min-w-0 break-words">{t(`budgets.webhooks.${secret}`, { host })}</span>
    </p>
  );
}

interface SnoozeLineProps {
  readonly snooze: Snooze;
  readonly onFailure: (error: unknown) => void;
}

function SnoozeLine({ snooze, onFailure }: SnoozeLineProps) {
  const { t, language } = useWords();
  const time = clockTime(snooze.untilMs, useNow(), language);
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-1.5 text-note leading-5 text-muted-foreground sm:pl-7">
      <BellOff aria-hidden className="size-3.5 shrink-0" />
      {t("budgets.snoozed", { time })}
      <Button
        look="link"
        className="text-note"
        onClick={() => void desktop.endSnooze({ budgetId: snooze.budgetId }).catch(onFailure)}
      >
        {t("budgets.endSnooze")}
      </Button>
    </p>
  );
}
