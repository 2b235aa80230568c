// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { AppError } from "../../../../../shared/errors.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { sampleBreakdown } from "../../../../support/desktop-bridge/sample-breakdown.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const card = () => within(screen.getByRole("region", { name: "Répartition" }));
const bar = () => within(screen.getByRole("group", { name: "Filtres" }));
const row = (name: RegExp) => card().findByRole("button", { name });

describe("the breakdown", () => {
  test("is by Actor at first: what each cost, its share and its change", async () => {
    await showApp();
    const maps = await row(/^Google Maps Scraper/);
    expect(maps.textContent).toMatch(/32\.12\s\$61 exécutions53\s%\s·\s\+25\s%$/);
    expect((await row(/^Instagram Scraper/)).textContent).toContain("84 exécutions, dont 2 sans coût connu");
    expect((await row(/^camille\/price-watch/)).textContent).toContain("nouveau");
  });

  test("is of the total's period, and by another word when its tab is chosen from the keyboard", async () => {
    const { fake, user } = await showApp();
    await row(/^Google Maps/);
    card().getByRole("tab", { name: "Actor" }).focus();
    await user.keyboard("{ArrowRight}{ArrowRight}");
    expect(await row(/^Réussies/)).toBeDefined();
    expect(
      card().getByText("12 exécutions échouées ou trop longues ont coûté 7.65 $, soit 13 % du total."),
    ).toBeDefined();
    expect(inputsOf(fake, "getBreakdown").at(-1)).toEqual({ by: "status", period: "month", filter: {} });
  });

  test("claims no change where the ledger does not hold the period before", async () => {
    await showApp(createFakeDesktop({ importStatus: { completeFrom: "2025-01-15T00:00:00.000Z" } }));
    expect((await row(/^Google Maps Scraper/)).textContent).toMatch(/53\s%$/);
  });

  test("of nothing says so", async () => {
    const fake = createFakeDesktop();
    fake.answer("getBreakdown", ({ by }) => ({ ...sampleBreakdown(by), groups: [] }));
    await showApp(fake);
    expect(await card().findByText("Aucune exécution sur la période")).toBeDefined();
  });

  test("that can't be read says why, and can be tried again", async () => {
    const fake = createFakeDesktop();
    fake.answer("getBreakdown", () => {
      throw new AppError("server_unreachable", "away");
    });
    const { user } = await showApp(fake);
    expect(await card().findByText(/Le serveur de l'équipe ne répond pas/)).toBeDefined();
    fake.answer("getBreakdown", ({ by }) => sampleBreakdown(by));
    await user.click(card().getByRole("button", { name: "Réessayer" }));
    expect(await row(/^Google Maps/)).toBeDefined();
  });
});

describe("a row", () => {
  test("filters everything on the page, from the keyboard too, and stands among the others", async () => {
    const { fake, user } = await showApp();
    (await row(/^Google Maps/)).focus();
    await user.keyboard("{Enter}");
    const filter = { scraperId: "nwua9Gu5YrADL7ZDj" };
    await waitFor(() => expect(inputsOf(fake, "getSummary").at(-1)).toEqual({ period: "month", filter }));
    expect(inputsOf(fake, "getSpendingChart").at(-1)).toEqual({ timeRange: "30d", filter });
    expect(inputsOf(fake, "getRuns").at(-1)).toMatchObject({ filter });
    expect((await row(/^Google Maps/)).getAttribute("aria-pressed")).toBe("true");
    expect((await row(/^Instagram/)).getAttribute("aria-pressed")).toBe("false");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(screen.queryByRole("group", { name: "Filtres" })).toBeNull());
  });

  test("of another tab narrows further; the tab's own choice does not narrow itself", async () => {
    const { fake, user } = await showApp();
    await user.click(await row(/^Google Maps/));
    await user.click(card().getByRole("tab", { name: "Statut" }));
    await user.click(await row(/^Échouées/));
    const both = { scraperId: "nwua9Gu5YrADL7ZDj", status: "FAILED" };
    await waitFor(() => expect(inputsOf(fake, "getSummary").at(-1)).toMatchObject({ filter: both }));
    expect(inputsOf(fake, "getBreakdown").at(-1)).toMatchObject({
      by: "status",
      filter: { scraperId: both.scraperId },
    });
  });

  test("while it filters hides the budget, which is of every run", async () => {
    const { user } = await showApp();
    await user.click(await row(/^Google Maps/));
    await screen.findByRole("group", { name: "Filtres" });
    expect(within(screen.getByRole("region", { name: "Total dépensé" })).queryByRole("meter")).toBeNull();
  });
});

describe("the bar of filters", () => {
  test("names each, and takes them away one by one or all at once; the focus is not lost", async () => {
    const { user } = await showApp();
    await user.click(await row(/^Google Maps/));
    await user.click(card().getByRole("tab", { name: "Statut" }));
    await user.click(await row(/^Échouées/));
    await screen.findByRole("group", { name: "Filtres" });
    const chip = await bar().findByRole("button", { name: /^Actor Google Maps Scraper/ });
    chip.focus();
    await user.keyboard("{Enter}");
    expect(document.activeElement?.textContent).toBe("Effacer les filtres");
    expect(bar().getByRole("button", { name: /^Statut Échouées/ })).toBeDefined();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(screen.queryByRole("group", { name: "Filtres" })).toBeNull());
    expect(document.activeElement?.getAttribute("role")).toBe("combobox");
  });

  test("is not there for another account", async () => {
    const { fake, user } = await showApp();
    await user.click(await row(/^Google Maps/));
    await screen.findByRole("group", { name: "Filtres" });
    fake.push("sessionChanged", { kind: "apify", username: "alex", credential: "kept" });
    await waitFor(() => expect(screen.queryByRole("group", { name: "Filtres" })).toBeNull());
    expect(inputsOf(fake, "getSummary").at(-1)).toEqual({ period: "month", filter: {} });
  });
});
