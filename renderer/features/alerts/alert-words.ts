import { assertNever } from "../../../shared/errors.ts";
import { percentOf } from "../../../shared/domain/budget/level.ts";
import type { Language } from "../../../shared/domain/money.ts";
import type { AlertView } from "../../../shared/ipc/budgets.ts";
import { useWords } from "../../i18n/use-words.ts";
import { percentText, useBudgetName } from "../budgets/budget-words.ts";
import { fullDay, shortDay } from "../daily-spending/day-names.ts";
import { formatUsdApart } from "../../i18n/money.ts";

type Announcement = AlertView["announcement"];
type BudgetAnnouncement = Exclude<Announcement, { kind: "anomaly" }>;

export interface AlertWords {
  /** "Budget du mois : 82 %" */
  readonly title: string;
  /** "40.12 $ dépensés sur 50.00 $, novembre 2026" */
  readonly text: string;
}

export function useAlertWords(): (announcement: Announcement) => AlertWords {
  const { t, language } = useWords();
  const nameOf = useBudgetName();
  const usdApart = (one: string, other: string) => formatUsdApart(BigInt(one), BigInt(other), language);
  const windowOf = ({ window, windowLabel }: BudgetAnnouncement): string => {
    const date = windowLabel.slice(windowLabel.indexOf(":") + 1);
    if (window === "month") return monthName(date, language);
    if (window === "day") return shortDay(date, language);
    return t(`alerts.${window}`, { date: shortDay(date, language) });
  };
  const thresholdTitle = (alert: Extract<Announcement, { kind: "threshold" }>): string => {
    const name = nameOf(alert);
    if (alert.spentNanoUsd === alert.amountNanoUsd) return t("alerts.reached", { name });
    const percent = percentText(percentOf(BigInt(alert.amountNanoUsd), BigInt(alert.spentNanoUsd)), language);
    return t(isOver(alert) ? "alerts.exceeded" : "alerts.threshold", { name, percent });
  };
  return (announcement) => {
    switch (announcement.kind) {
      case "threshold": {
        const { spentNanoUsd, amountNanoUsd } = announcement;
        const [spent, amount] = usdApart(spentNanoUsd, amountNanoUsd);
        const text = t("alerts.spentOf", { spent, amount, window: windowOf(announcement) });
        return { title: thresholdTitle(announcement), text };
      }
      case "projection": {
        const { expectedNanoUsd, amountNanoUsd } = announcement;
        const [expected, amount] = usdApart(expectedNanoUsd, amountNanoUsd);
        const text = t("alerts.expectedOf", { expected, amount, window: windowOf(announcement) });
        return { title: t("alerts.projection", { name: nameOf(announcement) }), text };
      }
      case "anomaly": {
        const { spentNanoUsd, usualNanoUsd, date } = announcement;
        const [spent, usual] = usdApart(spentNanoUsd, usualNanoUsd);
        const text = t("alerts.anomalyText", { spent, usual, date: fullDay(date, language) });
        return { title: t("alerts.anomaly"), text };
      }
      default:
        return assertNever(announcement);
    }
  };
}

export function isOver({ spentNanoUsd, amountNanoUsd }: BudgetAnnouncement): boolean {
  return BigInt(spentNanoUsd) > BigInt(amountNanoUsd);
}

/** "2025-02": "février 2025". A label's month is one without a zone: read and written in UTC it stays the same. */
function monthName(month: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" });
  return format.format(Date.parse(`${month}-01`));
}
