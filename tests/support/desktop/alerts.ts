import type { Page } from "playwright";
import type { AlertSettings } from "../../../shared/domain/budget/alert.ts";
import type { AlertsView, BudgetChoice, BudgetView } from "../../../shared/ipc/budgets.ts";
import type { Result } from "../../../shared/ipc/contract.ts";

/** A budget of so many dollars a day, over everything, without a projection. */
export async function createBudget(
  page: Page,
  dollars: number,
  choice: Partial<BudgetChoice> = {},
): Promise<BudgetView> {
  return valueOf(await page.evaluate((whole) => window.desktop.createBudget(whole), budgetOf(dollars, choice)));
}

export async function changeBudget(
  page: Page,
  { id }: BudgetView,
  dollars: number,
  choice: Partial<BudgetChoice> = {},
): Promise<void> {
  const input = { budgetId: id, choice: budgetOf(dollars, choice) };
  valueOf(await page.evaluate((whole) => window.desktop.changeBudget(whole), input));
}

export async function alertsOf(page: Page): Promise<AlertsView> {
  return valueOf(await page.evaluate(() => window.desktop.getAlerts(undefined)));
}

export async function changeSettings(page: Page, settings: Partial<AlertSettings>): Promise<void> {
  const whole = { ...(await alertsOf(page)).settings, ...settings };
  valueOf(await page.evaluate((changed) => window.desktop.setAlertSettings(changed), whole));
}

/** Has Apify asked for what is new, and waits until the ledger holds it. */
export async function refresh(page: Page): Promise<void> {
  valueOf(await page.evaluate(() => window.desktop.refresh(undefined)));
}

/** Waits until all that is known was judged, and all that is due was shown: whoever counts afterwards misses nothing. */
export async function alertsSettled(page: Page): Promise<void> {
  await changeSettings(page, {});
  valueOf(await page.evaluate(() => window.desktop.acknowledgeAlerts({ alertIds: [] })));
}

function budgetOf(dollars: number, choice: Partial<BudgetChoice>): BudgetChoice {
  return {
    amountNanoUsd: `${dollars}000000000`,
    window: "day",
    scraperId: null,
    thresholds: [50, 80, 100],
    isOn: true,
    isProjectionAnnounced: false,
    ...choice,
  };
}

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}
