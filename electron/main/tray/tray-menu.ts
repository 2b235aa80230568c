import type { MenuItemConstructorOptions } from "electron";
import type { SnoozeChoice } from "../../../shared/domain/budget/alert.ts";
import type { Language } from "../../../shared/domain/money.ts";
import { PERIODS, type Period } from "../../../shared/domain/period.ts";
import { TEXTS } from "../texts.ts";
import type { TrayContent } from "./tray-content.ts";
import { budgetLine, percentWords, totalLine } from "./tray-words.ts";

export interface TrayActions {
  readonly onOpen: () => void;
  /** At this budget, or at the list of alerts. */
  readonly onOpenAlert: (budgetId: string | null) => void;
  readonly onRefresh: () => void;
  readonly onQuit: () => void;
  readonly onChoosePeriod: (period: Period) => void;
  readonly onChooseBudget: () => void;
  readonly onSnooze: (choice: SnoozeChoice) => void;
  readonly onEndSnooze: () => void;
  readonly onInstallUpdate: () => void;
  /** Shows the window where it tells of the newer version. */
  readonly onOpenUpdate: () => void;
}

type Items = MenuItemConstructorOptions[];

const SEPARATOR = { type: "separator" } as const;

export function menuTemplate(language: Language, content: TrayContent, actions: TrayActions): Items {
  const texts = TEXTS[language];
  const { totals, connection, refreshed, canRefresh } = content;
  const isTold = totals === null ? [] : [connection, refreshed];
  return [
    ...figureItems(language, content, actions),
    SEPARATOR,
    ...alertItems(language, content, actions),
    ...isTold.filter((line) => line !== null).map((label) => ({ label, enabled: false })),
    { label: texts.refresh, enabled: canRefresh, click: actions.onRefresh },
    { label: texts.open, click: actions.onOpen },
    ...updateItems(language, content, actions),
    SEPARATOR,
    { label: texts.quit, click: actions.onQuit },
  ];
}

/** What the icon can show, one of which it does. */
function figureItems(language: Language, content: TrayContent, actions: TrayActions): Items {
  const { period, isBudgetShown, totals, alerts, connection } = content;
  const { signedOut, budgetPart, colon } = TEXTS[language];
  if (totals === null) return [{ label: connection ?? signedOut, enabled: false }];
  const periods: Items = PERIODS.map((choice) => ({
    type: "radio",
    label: totalLine(language, choice, totals[choice], content),
    checked: choice === period && !isBudgetShown,
    click: () => actions.onChoosePeriod(choice),
  }));
  const percent = alerts?.percent ?? null;
  if (percent === null) return periods;
  const label = `${budgetPart}${colon}${percentWords(language, percent)}`;
  return [...periods, { type: "radio", label, checked: isBudgetShown, click: actions.onChooseBudget }];
}

function updateItems(language: Language, { update }: TrayContent, actions: TrayActions): Items {
  if (update === undefined) return [];
  const { installUpdate, updateAvailable } = TEXTS[language];
  return update.isReady
    ? [{ label: installUpdate(update.version), click: actions.onInstallUpdate }]
    : [{ label: updateAvailable(update.version), click: actions.onOpenUpdate }];
}

function alertItems(language: Language, { alerts, snoozed }: TrayContent, actions: TrayActions): Items {
  if (alerts === null) return [];
  const texts = TEXTS[language];
  const { budgets, unacknowledged } = alerts;
  const snooze: Items =
    snoozed === null
      ? [
          {
            label: texts.snooze,
            submenu: [
              { label: texts.snoozeHour, click: () => actions.onSnooze("hour") },
              { label: texts.snoozeTomorrow, click: () => actions.onSnooze("tomorrow") },
            ],
          },
        ]
      : [
          { label: snoozed, enabled: false },
          { label: texts.endSnooze, click: actions.onEndSnooze },
        ];
  return [
    ...budgets.map((budget) => ({ label: budgetLine(language, budget), click: () => actions.onOpenAlert(budget.id) })),
    ...(unacknowledged > 0
      ? [{ label: texts.unacknowledged(unacknowledged), click: () => actions.onOpenAlert(null) }]
      : []),
    ...snooze,
    SEPARATOR,
  ];
}
