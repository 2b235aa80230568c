import type { Summary } from "../../../shared/api/summary.ts";
import { formatUsd, HIDDEN_AMOUNT, type Language } from "../../../shared/domain/money.ts";
import type { Period } from "../../../shared/domain/period.ts";
import type { AlertState } from "../alerts/alert-state.ts";
import { TEXTS } from "../texts.ts";
import { compactFigure, compactPercent } from "./compact-figure.ts";
import type { IconFace } from "./icon/icon-face.ts";
import type { TrayContent } from "./tray-content.ts";

/** A panel cuts off or scrolls what is longer. */
const MOST_BUDGET_LINES = 3;

export function iconFace(content: TrayContent): IconFace {
  const { condition, alerts } = content;
  const percent = alerts?.percent ?? null;
  return { figure: shortFigure(content), level: alerts?.level ?? "normal", percent, condition };
}

function shortFigure({ totals, period, areAmountsHidden, isBudgetShown, alerts }: TrayContent): string {
  if (isBudgetShown && alerts !== null && alerts.percent !== null) return compactPercent(alerts.percent);
  const total = totals?.[period] ?? null;
  if (total === null) return "-";
  return areAmountsHidden ? HIDDEN_AMOUNT : compactFigure(BigInt(total.totalCostNanoUsd));
}

/** The text beside the icon, where the system has such. */
export function trayTitle(language: Language, content: TrayContent): string {
  const { totals, period, isBudgetShown, alerts } = content;
  if (isBudgetShown && alerts !== null && alerts.percent !== null) return percentWords(language, alerts.percent);
  const total = totals?.[period] ?? null;
  return total === null ? "" : usd(language, content, total);
}

export function toolTip(language: Language, content: TrayContent): string {
  const { isSample, account, period, totals, alerts, condition, connection } = content;
  const texts = TEXTS[language];
  if (totals === null) return `Décompte\n${connection ?? texts.signedOut}`;
  const runsWithoutCost = totals[period]?.runsWithoutCost ?? 0;
  const unacknowledged = alerts?.unacknowledged ?? 0;
  const budgets = (alerts?.budgets ?? []).toSorted((left, right) => right.percent - left.percent);
  return [
    `Décompte${isSample ? ` (${texts.sample})` : ""}${account === undefined ? "" : ` (${account})`}`,
    totalLine(language, period, totals[period], content),
    ...(runsWithoutCost > 0 ? [texts.withoutCost(runsWithoutCost)] : []),
    ...budgets.slice(0, MOST_BUDGET_LINES).map((budget) => budgetLine(language, budget)),
    ...(unacknowledged > 0 ? [texts.unacknowledged(unacknowledged)] : []),
    ...(condition === "importing" ? [texts.importing] : []),
    ...(connection === null ? [] : [connection]),
  ].join("\n");
}

type Hiding = Pick<TrayContent, "areAmountsHidden">;

export function totalLine(language: Language, period: Period, total: Summary | null, hiding: Hiding): string {
  const { periods, colon } = TEXTS[language];
  return `${periods[period]}${colon}${total === null ? "–" : usd(language, hiding, total)}`;
}

const usd = (language: Language, { areAmountsHidden }: Hiding, { totalCostNanoUsd }: Summary): string =>
  areAmountsHidden ? HIDDEN_AMOUNT : formatUsd(BigInt(totalCostNanoUsd), language);

/** The level in words too, since no colour tells it in a menu. */
export function budgetLine(language: Language, { name, percent, level }: AlertState["budgets"][number]): string {
  const { colon, levels } = TEXTS[language];
  const part = percentWords(language, percent);
  return `${name}${colon}${part}${level === "normal" ? "" : ` (${levels[level]})`}`;
}

export const percentWords = (language: Language, percent: number): string =>
  language === "fr" ? `${percent}\u00a0%` : `${percent}%`;
