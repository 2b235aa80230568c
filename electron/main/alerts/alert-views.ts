import type { Alert } from "../../../shared/domain/budget/alert.ts";
import type { Budget, Projection } from "../../../shared/domain/budget/budget.ts";
import { levelOf, percentOf } from "../../../shared/domain/budget/level.ts";
import type { AlertView, BudgetReadingView, BudgetView, ProjectionView } from "../../../shared/ipc/budgets.ts";
import type { PresentReading } from "./read-budgets.ts";

export interface ViewedBudget {
  readonly budget: Budget;
  /** As it was read last, for this budget as it is now. */
  readonly present: PresentReading | null;
  readonly webhook: BudgetView["webhook"];
}

type ScraperName = (scraperId: string) => string;

/** A budget as the window is told of it: amounts in text, instants in ISO 8601. */
export function budgetView({ budget, present, webhook }: ViewedBudget, scraperName: ScraperName): BudgetView {
  const { id, amountNanoUsd, window, scraperId, thresholds, timeZone, isOn, isProjectionAnnounced } = budget;
  return {
    id,
    amountNanoUsd: String(amountNanoUsd),
    window,
    scraperId,
    thresholds,
    timeZone,
    isOn,
    isProjectionAnnounced,
    scraperName: scraperId === null ? null : scraperName(scraperId),
    reading: present && readingView(budget, present),
    webhook,
  };
}

function readingView({ amountNanoUsd }: Budget, present: PresentReading): BudgetReadingView {
  const { window, spentNanoUsd, runsWithoutCost, projection } = present;
  return {
    window: { label: window.label, startAt: isoOf(window.fromMs), endAt: isoOf(window.toMs) },
    spentNanoUsd: String(spentNanoUsd),
    runsWithoutCost,
    percent: percentOf(amountNanoUsd, spentNanoUsd),
    level: levelOf(amountNanoUsd, spentNanoUsd),
    projection: projection && projectionView(projection),
  };
}

const projectionView = ({ days, ...window }: Projection): ProjectionView => ({
  ...intervalView(window),
  days: days.map(({ date, ...day }) => ({ date, ...intervalView(day) })),
});

const intervalView = ({ expectedNanoUsd, lowNanoUsd, highNanoUsd }: Omit<Projection, "days">) => ({
  expectedNanoUsd: String(expectedNanoUsd),
  lowNanoUsd: String(lowNanoUsd),
  highNanoUsd: String(highNanoUsd),
});

export function alertView(alert: Alert, scraperName: ScraperName): AlertView {
  const { id, raisedAtMs, delivery, acknowledgedAtMs } = alert;
  return {
    id,
    raisedAt: isoOf(raisedAtMs),
    delivery,
    isAcknowledged: acknowledgedAtMs !== null,
    announcement: announcementView(alert, scraperName),
  };
}

function announcementView({ announcement }: Alert, scraperName: ScraperName): AlertView["announcement"] {
  if (announcement.kind === "anomaly") {
    const { kind, date, spentNanoUsd, usualNanoUsd } = announcement;
    return { kind, date, spentNanoUsd: String(spentNanoUsd), usualNanoUsd: String(usualNanoUsd) };
  }
  const { budgetId, window, windowLabel, scraperId, amountNanoUsd, spentNanoUsd, isWindowOver } = announcement;
  const common = {
    budgetId,
    window,
    windowLabel,
    scraperName: scraperId === null ? null : scraperName(scraperId),
    amountNanoUsd: String(amountNanoUsd),
    spentNanoUsd: String(spentNanoUsd),
    isWindowOver,
  };
  return announcement.kind === "threshold"
    ? { ...common, kind: "threshold", threshold: announcement.threshold }
    : { ...common, kind: "projection", expectedNanoUsd: String(announcement.expectedNanoUsd) };
}

const isoOf = (ms: number): string => new Date(ms).toISOString();
