import type { Page } from "playwright";
import type { Catalog } from "../../../../renderer/i18n/catalog.ts";
import type { Scene } from "../scene.ts";

const atGrouping =
  (by: "actor" | "source" | "status" | "origin") =>
  async (page: Page, { breakdown }: Catalog): Promise<void> => {
    const tab = page.getByRole("tab", { name: breakdown[by] });
    await tab.scrollIntoViewIfNeeded();
    await tab.click();
  };

/** What the total is made of, and the page filtered by a part of it. */
export const breakdownScenes: readonly Scene[] = [
  { name: "breakdown-status", accepted: "fr light 1200", open: atGrouping("status") },
  { name: "breakdown-origin", accepted: "en dark 380", open: atGrouping("origin") },
  {
    name: "filtered",
    accepted: "fr dark 480",
    open: async (page, { breakdown, filter }) => {
      await page
        .getByRole("region", { name: breakdown.title })
        .getByRole("button", { name: "Google Maps Scraper" })
        .click();
      const clear = page.getByRole("button", { name: filter.clear });
      await clear.waitFor();
      await page.evaluate(() => scrollTo(0, 0));
    },
  },
  {
    name: "billing-cycle",
    accepted: "en light 380",
    desktop: { preferences: { summaryPeriod: "cycle" } },
  },
  {
    name: "chosen-dates",
    accepted: "fr light 480",
    open: async (page, { total }) => {
      await page.getByRole("combobox", { name: total.select }).click();
      await page.getByRole("option", { name: total.range }).click();
      await page.getByLabel(total.dates.from, { exact: true }).waitFor();
    },
  },
];
