import type { Page } from "playwright";
import type { Catalog } from "../../../../renderer/i18n/catalog.ts";
import type { Scene } from "../scene.ts";

const openRun =
  (row: number) =>
  async (page: Page, { runs }: Catalog): Promise<void> => {
    await page
      .getByRole("grid", { name: runs.table })
      .getByRole("row")
      .nth(row + 1)
      .click();
    await page.getByRole("dialog").getByText(runs.history).waitFor();
  };

async function openExport(page: Page, { runs }: Catalog): Promise<void> {
  await page.getByRole("button", { name: runs.export, exact: true }).click();
  await page.getByRole("dialog", { name: runs.exportTitle }).waitFor();
}

async function startExport(page: Page, words: Catalog): Promise<void> {
  await openExport(page, words);
  await page.getByRole("button", { name: words.runs.save }).click();
}

/** The table of the runs, and what opens from it. */
export const runScenes: readonly Scene[] = [
  {
    name: "runs-none-found",
    accepted: "en light 480",
    main: (fake) =>
      fake.answer("getRuns", () => ({
        runs: [],
        totalCostUsd: 0,
        totalCostNanoUsd: "0",
        totalRuns: 0,
        runsWithoutCost: 0,
        next: null,
      })),
    open: async (page, { runs, total }) => {
      await page.getByRole("combobox", { name: runs.period }).click();
      await page.getByRole("option", { name: total.week }).click();
      await page.getByText(runs.noneFound).scrollIntoViewIfNeeded();
    },
  },
  { name: "run-details", accepted: "fr light 1200", open: openRun(2) },
  { name: "run-details-repriced", accepted: "en dark 380", open: openRun(6) },
  { name: "run-details-unknown", accepted: "fr light 480", open: openRun(7) },
  { name: "export", accepted: "fr dark 380", open: openExport },
  {
    name: "export-running",
    accepted: "en light 1200",
    main: (fake) =>
      fake.answer("exportRuns", () => {
        setTimeout(() => fake.push("exportProgressed", { runs: 14_500, totalRuns: 100_000 }));
        return new Promise<never>(() => undefined);
      }),
    open: startExport,
  },
  {
    name: "export-done",
    accepted: "en dark 480",
    open: async (page, words) => {
      await startExport(page, words);
      await page.getByRole("dialog", { name: words.runs.exported }).waitFor();
    },
  },
  {
    name: "export-without-room",
    accepted: "fr light 380",
    main: (fake) => fake.answer("exportRuns", () => ({ kind: "not-written", reason: "no-room" })),
    open: async (page, words) => {
      await startExport(page, words);
      await page.getByText(words.runs.notWritten["no-room"]).waitFor();
    },
  },
];
