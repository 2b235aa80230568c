import { AppError } from "../../../../shared/errors.ts";
import type { CallName } from "../../../../shared/ipc/contract.ts";
import type { FakeDesktop } from "../../desktop-bridge/fake-desktop.ts";
import { emptyChart, emptySummary, sampleShownSummary } from "../../desktop-bridge/sample-figures.ts";
import type { Scene } from "../scene.ts";

/** What was never filled with anything. */
export function answerNothing(fake: FakeDesktop): void {
  fake.answer("getSummary", ({ period }) => emptySummary(period));
  fake.answer("getSpendingChart", ({ timeRange }) => emptyChart(timeRange));
  fake.answer("getRuns", () => ({
    runs: [],
    totalCostUsd: 0,
    totalCostNanoUsd: "0",
    totalRuns: 0,
    runsWithoutCost: 0,
    next: null,
  }));
  fake.answer("getBreakdown", ({ by }) => ({
    by,
    groups: [],
    rest: null,
    totalCostUsd: 0,
    totalCostNanoUsd: "0",
    totalRuns: 0,
    runsWithoutCost: 0,
    previous: null,
  }));
}

const FIGURES = [
  "getSummary",
  "getSpendingChart",
  "getBreakdown",
  "getRuns",
  "getReconciliation",
  "getBudgets",
] as const;

function answerEach(fake: FakeDesktop, names: readonly CallName[], answer: () => never | Promise<never>): void {
  for (const name of names) fake.answer(name, answer);
}

const fail = (): never => {
  throw new AppError("internal", "Unexpected");
};

/** The dashboard with all that a person usually has, with nothing, and with what could not be read. */
export const figureScenes: readonly Scene[] = [
  { name: "dashboard", accepted: "fr light 1200", isWholePage: true },
  { name: "dashboard-narrow", accepted: "en dark 380", isWholePage: true },
  {
    name: "loading",
    accepted: "en light 480",
    main: (fake) => answerEach(fake, FIGURES, () => new Promise<never>(() => undefined)),
  },
  { name: "load-errors", accepted: "fr dark 1200", isWholePage: true, main: (fake) => answerEach(fake, FIGURES, fail) },
  {
    name: "never-run",
    accepted: "fr light 480",
    desktop: { importStatus: { completeFrom: "2024-11-30T10:00:00.000Z" } },
    main: answerNothing,
  },
  {
    name: "no-runs-in-period",
    accepted: "en dark 1200",
    desktop: { preferences: { summaryPeriod: "day", chartTimeRange: "7d" } },
    main: (fake) => {
      fake.answer("getSummary", ({ period }) => (period === "all" ? sampleShownSummary(period) : emptySummary(period)));
      fake.answer("getSpendingChart", ({ timeRange }) => emptyChart(timeRange));
    },
  },
  {
    name: "data-since",
    accepted: "fr dark 480",
    desktop: { importStatus: { completeFrom: "2025-02-12T16:20:00.000Z" } },
    main: (fake) =>
      fake.answer("getSummary", ({ period }) => ({
        ...sampleShownSummary(period),
        completeFrom: "2025-02-12T16:20:00.000Z",
      })),
  },
  {
    name: "period-list",
    accepted: "en light 1200",
    open: async (page, { total }) => {
      await page.getByRole("combobox", { name: total.select }).click();
      await page.getByRole("option", { name: total.week }).waitFor();
    },
  },
  {
    name: "chart-day",
    accepted: "fr dark 1200",
    desktop: { preferences: { chartTimeRange: "90d" } },
    open: async (page, { chart }) => {
      await page.getByRole("slider", { name: chart.cursor }).focus();
      for (let day = 0; day < 11; day += 1) await page.keyboard.press("ArrowLeft");
    },
  },
  {
    name: "chart-table",
    accepted: "en light 380",
    open: async (page, { chart }) => {
      await page.getByRole("button", { name: chart.asTable }).click();
      await page.getByRole("table").waitFor();
    },
  },
  {
    name: "amounts-hidden",
    accepted: "fr light 480",
    desktop: { environment: { areAmountsHidden: true }, preferences: { areAmountsHidden: true } },
  },
  { name: "sample", accepted: "en dark 1200", desktop: { session: { kind: "sample" } } },
];
