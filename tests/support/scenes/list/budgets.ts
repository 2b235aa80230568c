import type { BudgetView } from "../../../../shared/ipc/budgets.ts";
import { sampleAlert, sampleAlerts } from "../../desktop-bridge/sample-alerts.ts";
import { sampleBudget, sampleProjection } from "../../desktop-bridge/sample-budgets.ts";
import type { Scene } from "../scene.ts";

const id = (last: number) => `0b7d5f0e-5a55-4c8e-9a63-0f3f5d3a4a0${last}`;

/** Within, near and over, projected beyond, off, and not read yet. */
const manyBudgets = (): readonly BudgetView[] => [
  sampleBudget({ amount: 100, spent: 60.96, projection: sampleProjection(72.4, 66.1, 81.7, 1) }),
  sampleBudget({
    id: id(2),
    window: "week",
    amount: 20,
    spent: 17.4,
    scraperId: "nwua9Gu5YrADL7ZDj",
    scraperName: "compass/crawler-google-places",
    projection: sampleProjection(23.1, 19.8, 27.5, 3),
    webhook: { host: "hooks.example.org", secret: "kept" },
  }),
  sampleBudget({ id: id(3), window: "day", amount: 2, spent: 5.31, runsWithoutCost: 2 }),
  sampleBudget({ id: id(4), window: "cycle", amount: 60, spent: null }),
  sampleBudget({ id: id(5), window: "month", amount: 250, spent: 12, isOn: false }),
];

/** Budgets and alerts. Without a budget is how the dashboard is. */
export const budgetScenes: readonly Scene[] = [
  { name: "budgets", accepted: "fr light 480", isWholePage: true, desktop: { budgets: manyBudgets() } },
  {
    name: "budgets-wide",
    accepted: "en dark 1600",
    isWholePage: true,
    desktop: { budgets: manyBudgets(), alerts: { alerts: sampleAlerts } },
  },
  {
    name: "budget-form",
    accepted: "fr dark 480",
    desktop: { budgets: manyBudgets() },
    open: async (page, { budgets, budgetForm }) => {
      await page.getByRole("button", { name: budgets.create, exact: true }).click();
      const dialog = page.getByRole("dialog", { name: budgetForm.createTitle });
      await dialog.getByLabel(budgetForm.amount).fill("0");
      await dialog.getByRole("button", { name: budgetForm.create }).click();
      await dialog.getByText(budgetForm.amountWrong).waitFor();
    },
  },
  {
    name: "budget-menu",
    accepted: "en light 380",
    desktop: { budgets: manyBudgets() },
    open: async (page, { budgets }) => {
      await page
        .getByRole("button", { name: budgets.actions.replace("{{name}}", "") })
        .first()
        .click();
      await page.getByRole("menuitem", { name: budgets.remove }).waitFor();
    },
  },
  {
    name: "alerts-new",
    accepted: "fr light 380",
    desktop: { budgets: manyBudgets(), alerts: { alerts: [sampleAlert({ delivery: "in-window" })] } },
  },
  {
    name: "alerts",
    accepted: "en dark 480",
    desktop: { budgets: manyBudgets(), alerts: { alerts: sampleAlerts, notifications: "refused" } },
    open: async (page, { alerts }) => {
      await page.getByRole("button", { name: alerts.bell }).click();
      await page.getByRole("dialog", { name: alerts.title }).waitFor();
    },
  },
  {
    name: "alerts-none",
    accepted: "fr light 1200",
    open: async (page, { alerts }) => {
      await page.getByRole("button", { name: alerts.bell }).click();
      await page.getByRole("dialog", { name: alerts.title }).waitFor();
    },
  },
];
