// @vitest-environment happy-dom
import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { BudgetsCard } from "../../../../../renderer/features/budgets/budgets-card.tsx";
import { AppError } from "../../../../../shared/errors.ts";
import type { BudgetView } from "../../../../../shared/ipc/budgets.ts";
import { createFakeDesktop, type FakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { sampleBudget, sampleProjection } from "../../../../support/desktop-bridge/sample-budgets.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const WEEK = sampleBudget({ id: "0b7d5f0e-5a55-4c8e-9a63-0f3f5d3a4a02", window: "week", amount: 10, spent: 3 });
const show = async (fake: FakeDesktop) => {
  const app = await showApp(fake, <BudgetsCard account="apify:camille" />);
  await waitFor(() => expect(screen.queryByRole("status", { name: "Chargement…" })).toBeNull());
  return app;
};
const showBudgets = (...budgets: readonly BudgetView[]) => show(createFakeDesktop({ budgets }));
const row = (name = "Budget du mois") => within(screen.getByRole("listitem", { name }));
const choose = async (app: Awaited<ReturnType<typeof show>>, item: string, name = "Budget du mois") => {
  await app.user.click(await row(name).findByRole("button", { name: `Actions\u00a0: ${name}` }));
  await app.user.click(await screen.findByRole("menuitem", { name: item }));
};

describe("a budget", () => {
  test("shows what is spent of it, its percent, what is left, and where it leads", async () => {
    await showBudgets(sampleBudget({ spent: 21.4, projection: sampleProjection(42.3, 35.2, 50.8, 3) }));
    expect(row().getByText("21.40 $")).toBeDefined();
    expect(row().getByText("sur 50.00 $")).toBeDefined();
    expect(row().getByText("42 %")).toBeDefined();
    expect(row().getByText("reste 28.60 $")).toBeDefined();
    expect(row().getByText("Projection : 42 $ (35 – 51 $)")).toBeDefined();
    expect(row().getByText("février 2025 · Toutes les exécutions")).toBeDefined();
    expect(row().getByText("Dans le budget")).toBeDefined();
  });

  test("that will be exceeded says so, until it is", async () => {
    const projection = sampleProjection(62.3, 45.2, 70.8, 3);
    const app = await showBudgets(sampleBudget({ spent: 21.4, projection }));
    expect(row().getByText("Dépassement prévu : 62 $ (45 – 71 $)")).toBeDefined();
    app.fake.answer("getBudgets", () => [sampleBudget({ spent: 50.5, projection })]);
    act(() => app.fake.push("budgetsChanged", undefined));
    expect(await row().findByText("Projection : 62 $ (45 – 71 $)")).toBeDefined();
  });

  test("that is exceeded says by how much, and its percent is not clamped", async () => {
    await showBudgets(sampleBudget({ spent: 65 }));
    expect(row().getByText("130 %")).toBeDefined();
    expect(row().getByText("dépassé de 15.00 $")).toBeDefined();
    const meter = row().getByRole("meter");
    expect(meter.getAttribute("aria-valuenow")).toBe("130");
    expect(meter.getAttribute("aria-valuemax")).toBe("130");
    expect(meter.getAttribute("aria-valuetext")?.replaceAll(/\s/g, " ")).toBe(
      "65.00 $ sur 50.00 $, 130 %, dépassé de 15.00 $",
    );
  });

  test.each([
    [39.99, "Dans le budget"],
    [40, "Presque atteint"],
    [50, "Presque atteint"],
    [50.01, "Dépassé"],
  ])("of 50 $ with %d $ spent reads: %s", async (spent, words) => {
    await showBudgets(sampleBudget({ spent }));
    expect(row().getByText(words)).toBeDefined();
  });

  test("that was not read yet shows no figure, and says so", async () => {
    await showBudgets(sampleBudget({ spent: null }), sampleBudget({ id: WEEK.id, window: "cycle", spent: null }));
    expect(row().queryByRole("meter")).toBeNull();
    expect(row().getByText(/^Pas encore lu\. La dépense sera lue/)).toBeDefined();
    expect(row("Budget du cycle Apify").getByText(/Apify aura donné les dates du cycle/)).toBeDefined();
  });

  test("for one scraper names it, and tells where its alerts are sent", async () => {
    const name = "Budget du mois, apify/instagram-scraper";
    await showBudgets(
      sampleBudget({
        scraperId: "shu8hvrXbJbY3Eb9W",
        scraperName: "apify/instagram-scraper",
        webhook: { host: "hooks.example.org", secret: "lost" },
      }),
    );
    expect(row(name).getByText("février 2025 · apify/instagram-scraper")).toBeDefined();
    expect(row(name).getByText("Webhook : hooks.example.org, adresse à redonner")).toBeDefined();
  });

  test("of another zone names the zone that its calendar follows", async () => {
    await showBudgets(sampleBudget({ timeZone: "Pacific/Auckland" }));
    expect(row().getByText(/Pacific\/Auckland$/)).toBeDefined();
  });

  test("is changed from its amount on, each time that its dialog is opened", async () => {
    const app = await showBudgets(sampleBudget());
    for (let opened = 0; opened < 2; opened += 1) {
      await choose(app, "Modifier…");
      const amount = await screen.findByRole("textbox", { name: "Montant" });
      await waitFor(() => expect(document.activeElement).toBe(amount));
      await app.user.click(screen.getByRole("button", { name: "Annuler" }));
    }
  });

  test("is turned off and on again", async () => {
    const app = await showBudgets(sampleBudget());
    await choose(app, "Désactiver");
    expect(await row().findByText("Désactivé")).toBeDefined();
    await choose(app, "Activer");
    await waitFor(() => expect(row().queryByText("Désactivé")).toBeNull());
    expect(inputsOf(app.fake, "changeBudget")).toMatchObject([{ choice: { isOn: false } }, { choice: { isOn: true } }]);
  });

  test("follows what main reads of it", async () => {
    const app = await showBudgets(sampleBudget({ spent: 10 }));
    app.fake.answer("getBudgets", () => [sampleBudget({ spent: 65 })]);
    act(() => app.fake.push("budgetsChanged", undefined));
    expect(await row().findByText("130 %")).toBeDefined();
  });
});

describe("a deleted budget", () => {
  test("can be brought back at once, from the keyboard, to where it was", async () => {
    const app = await showBudgets(sampleBudget(), WEEK);
    await choose(app, "Supprimer");
    const undo = await screen.findByRole("button", { name: "Annuler" });
    expect(screen.getByText("Budget du mois supprimé.")).toBeDefined();
    expect(screen.queryByRole("listitem", { name: "Budget du mois" })).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(undo));
    await app.user.keyboard("{Enter}");
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("listitem", { name: "Budget du mois" })));
    expect(inputsOf(app.fake, "restoreBudget")).toEqual([{ budgetId: sampleBudget().id }]);
    expect(screen.queryByText("Budget du mois supprimé.")).toBeNull();
  });

  test("leaves the place to the next step when it was the only one", async () => {
    const app = await showBudgets(sampleBudget());
    await choose(app, "Supprimer");
    await app.user.click(await screen.findByRole("button", { name: "Fermer" }));
    expect(screen.getByText("Soyez averti avant de trop dépenser")).toBeDefined();
  });

  test("stays where it is when it could not be deleted, with the reason", async () => {
    const fake = createFakeDesktop({ budgets: [sampleBudget()] });
    fake.answer("deleteBudget", () => {
      throw new AppError("ledger_unavailable", "disk");
    });
    await choose(await show(fake), "Supprimer");
    expect((await screen.findByRole("alert")).textContent).toMatch(/^Cela n'a pas fonctionné\. Le registre/);
    expect(row()).toBeDefined();
  });
});

describe("a click on a budget's notification", () => {
  test("brings it into sight and marks it until the focus leaves", async () => {
    const { fake, user } = await showBudgets(sampleBudget(), WEEK);
    act(() => fake.push("alertOpened", { budgetId: WEEK.id }));
    const shown = screen.getByRole("listitem", { name: "Budget de la semaine" });
    await waitFor(() => expect(document.activeElement).toBe(shown));
    expect(shown.dataset["shown"]).toBe("");
    await user.tab();
    expect(shown.dataset["shown"]).toBeUndefined();
  });

  test("waits for the dialog that stands above it", async () => {
    const app = await showBudgets(sampleBudget(), WEEK);
    await choose(app, "Modifier…");
    await screen.findByRole("dialog", { name: "Modifier le budget" });
    act(() => app.fake.push("alertOpened", { budgetId: WEEK.id }));
    expect(screen.getByRole("dialog").contains(document.activeElement)).toBe(true);
    await app.user.keyboard("{Escape}");
    const shown = screen.getByRole("listitem", { name: "Budget de la semaine" });
    await waitFor(() => expect(document.activeElement).toBe(shown));
    expect(shown.dataset["shown"]).toBe("");
  });
});

describe("without budgets", () => {
  test("the card says what one does, and opens the dialog", async () => {
    const { user } = await showBudgets();
    expect(await screen.findByText(/Il n'arrête aucune exécution/)).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Créer un budget" }));
    expect(await screen.findByRole("dialog", { name: "Nouveau budget" })).toBeDefined();
  });

  test("that could not be read, the card says why and asks again", async () => {
    const fake = createFakeDesktop();
    fake.answer("getBudgets", () => {
      throw new AppError("ledger_unavailable", "disk");
    });
    const { user } = await show(fake);
    expect((await screen.findByRole("alert")).textContent).toContain("Les budgets n'ont pas pu être lus");
    fake.answer("getBudgets", () => [sampleBudget()]);
    await user.click(screen.getByRole("button", { name: "Réessayer" }));
    expect(await screen.findByRole("listitem", { name: "Budget du mois" })).toBeDefined();
  });
});
