// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { BudgetsCard } from "../../../../../renderer/features/budgets/budgets-card.tsx";
import { AppError } from "../../../../../shared/errors.ts";
import { createFakeDesktop, type FakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { sampleBudget } from "../../../../support/desktop-bridge/sample-budgets.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const amount = () => screen.getByRole("textbox", { name: "Montant" });
const threshold = () => screen.getByRole("textbox", { name: "Nouveau seuil, en pourcentage" });
const dialog = () => within(screen.getByRole("dialog"));

async function openNew(fake: FakeDesktop = createFakeDesktop()) {
  const app = await showApp(fake, <BudgetsCard account="apify:camille" />);
  (await screen.findByRole("button", { name: "Créer un budget" })).focus();
  await app.user.keyboard("{Enter}");
  await screen.findByRole("dialog", { name: "Nouveau budget" });
  return app;
}

async function openChange(fake: FakeDesktop) {
  const app = await showApp(fake, <BudgetsCard account="apify:camille" />);
  await app.user.click(await screen.findByRole("button", { name: /^Actions/ }));
  await app.user.click(await screen.findByRole("menuitem", { name: "Modifier…" }));
  await screen.findByRole("dialog", { name: "Modifier le budget" });
  return app;
}

describe("a new budget", () => {
  test("takes an amount and Enter, to the last digit, and is shown where it now stands", async () => {
    const { fake, user } = await openNew();
    await waitFor(() => expect(document.activeElement).toBe(amount()));
    await user.keyboard("12,345678901{Enter}");
    const row = await screen.findByRole("listitem", { name: "Budget du mois" });
    expect(inputsOf(fake, "createBudget")).toEqual([
      {
        amountNanoUsd: "12345678901",
        window: "month",
        scraperId: null,
        thresholds: [50, 80, 100],
        isOn: true,
        isProjectionAnnounced: true,
      },
    ]);
    expect(screen.queryByRole("dialog")).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(row));
  });

  test("is what was chosen", async () => {
    const { fake, user } = await openNew();
    await user.keyboard("1 200");
    await user.click(screen.getByRole("radio", { name: "Cycle Apify" }));
    await user.click(screen.getByRole("combobox", { name: "Ce qui compte" }));
    await user.click(await screen.findByRole("option", { name: "apify/instagram-scraper" }));
    await user.click(screen.getByRole("button", { name: /^Retirer le seuil de 80/ }));
    await user.type(threshold(), "120{Enter}");
    await user.click(screen.getByRole("switch", { name: "M'avertir aussi d'un dépassement prévu" }));
    await user.click(screen.getByRole("switch", { name: "Budget activé" }));
    await user.click(screen.getByRole("button", { name: "Créer le budget" }));
    await screen.findByRole("listitem");
    expect(inputsOf(fake, "createBudget")).toEqual([
      {
        amountNanoUsd: "1200000000000",
        window: "cycle",
        scraperId: "shu8hvrXbJbY3Eb9W",
        thresholds: [50, 100, 120],
        isOn: false,
        isProjectionAnnounced: false,
      },
    ]);
  });

  test("without an amount says what one is, at the field", async () => {
    const { fake, user } = await openNew();
    await user.keyboard("beaucoup{Enter}");
    expect((await dialog().findByRole("alert")).textContent).toMatch(/plus grand que zéro/);
    expect(document.activeElement).toBe(amount());
    expect(amount().getAttribute("aria-invalid")).toBe("true");
    expect(inputsOf(fake, "createBudget")).toHaveLength(0);
  });

  test("refuses a threshold that is none, and keeps each once and in order", async () => {
    const { user } = await openNew();
    await user.type(threshold(), "1001{Enter}");
    expect((await dialog().findByRole("alert")).textContent).toMatch(/de 1 à 1\u202f000/);
    await user.clear(threshold());
    await user.type(threshold(), "80 %{Enter}");
    await user.type(threshold(), "5,");
    const chips = screen.getAllByRole("button", { name: /^Retirer le seuil/ });
    expect(chips.map((chip) => chip.getAttribute("aria-label")?.match(/\d+/)?.[0])).toEqual(["5", "50", "80", "100"]);
    expect(document.activeElement).toBe(threshold());
  });

  test("has the threshold that was typed last, though nothing but the end of the form followed", async () => {
    const { fake, user } = await openNew();
    await user.type(amount(), "50");
    await user.type(threshold(), "90");
    await user.click(dialog().getByRole("button", { name: "Créer le budget" }));
    await waitFor(() => expect(inputsOf(fake, "createBudget")).toMatchObject([{ thresholds: [50, 80, 90, 100] }]));
  });

  test("is added to by the button too, which then has the field at hand", async () => {
    const { user } = await openNew();
    await user.type(threshold(), "90");
    await user.click(dialog().getByRole("button", { name: "Ajouter un seuil" }));
    expect(dialog().getByRole("button", { name: /^Retirer le seuil de 90/ })).toBeDefined();
    expect([document.activeElement, dialog().queryByRole("alert")]).toEqual([threshold(), null]);
  });

  test("is not made with a typed threshold that is none, and says so at the field", async () => {
    const { fake, user } = await openNew();
    await user.keyboard("50");
    await user.type(threshold(), "0");
    await user.click(screen.getByRole("button", { name: "Créer le budget" }));
    expect((await dialog().findByRole("alert")).textContent).toMatch(/de 1 à 1\u202f000/);
    expect(document.activeElement).toBe(threshold());
    expect(inputsOf(fake, "createBudget")).toHaveLength(0);
  });

  test("of the sample has no webhook", async () => {
    await openNew(createFakeDesktop({ session: { kind: "sample" } }));
    expect(screen.queryByText(/webhook/)).toBeNull();
  });

  test("that could not be kept stays in the dialog with the reason", async () => {
    const fake = createFakeDesktop();
    fake.answer("createBudget", () => {
      throw new AppError("ledger_unavailable", "disk");
    });
    const { user } = await openNew(fake);
    await user.keyboard("50{Enter}");
    expect((await dialog().findByRole("alert")).textContent).toMatch(/^Le registre n'a pas pu être ouvert/);
    expect(amount()).toHaveProperty("value", "50");
  });

  test("is given up with Escape, and the focus goes back", async () => {
    const { fake, user } = await openNew();
    await user.keyboard("50{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    const opener = screen.getByRole("button", { name: "Créer un budget" });
    await waitFor(() => expect(document.activeElement).toBe(opener));
    expect(inputsOf(fake, "createBudget")).toHaveLength(0);
  });
});

describe("a budget that is changed", () => {
  test("is shown as it is, and gives the focus back to its menu", async () => {
    const fake = createFakeDesktop({ budgets: [sampleBudget({ amount: 12.5, thresholds: [90] })] });
    const { user } = await openChange(fake);
    expect(amount()).toHaveProperty("value", "12.5");
    await waitFor(() => expect(document.activeElement).toBe(amount()));
    await user.clear(amount());
    await user.type(amount(), "20{Enter}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(inputsOf(fake, "changeBudget")).toMatchObject([
      { choice: { amountNanoUsd: "20000000000", thresholds: [90] } },
    ]);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: /^Actions/ })));
  });

  test("for a scraper that is no longer known keeps it", async () => {
    const scraper = { scraperId: "gone", scraperName: "somebody/gone-scraper" };
    await openChange(createFakeDesktop({ budgets: [sampleBudget(scraper)] }));
    expect(screen.getByRole("combobox", { name: "Ce qui compte" }).textContent).toBe("somebody/gone-scraper");
  });
});

describe("a webhook", () => {
  const askFor = async (url: string, fake = createFakeDesktop()) => {
    const app = await openNew(fake);
    await app.user.keyboard("50");
    await app.user.click(screen.getByRole("switch", { name: "Envoyer aussi les alertes à une adresse (webhook)" }));
    await app.user.type(screen.getByRole("textbox", { name: "Adresse https" }), `${url}{Enter}`);
    return app;
  };

  test("shows its secret once, which can be copied, and sends a test", async () => {
    const { fake, user } = await askFor("https://hooks.example.org/T0/abc");
    const secret = await screen.findByRole("textbox", { name: "Secret de signature" });
    expect(secret).toHaveProperty("value", "whsec_5vP2kJ8rQx0sYb7TzN4cWm9L");
    expect(inputsOf(fake, "setWebhook")).toMatchObject([{ url: "https://hooks.example.org/T0/abc" }]);
    await user.click(screen.getByRole("button", { name: "Copier" }));
    expect(inputsOf(fake, "copyText")).toEqual([{ text: "whsec_5vP2kJ8rQx0sYb7TzN4cWm9L" }]);
    expect(await screen.findByText("Copié")).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Envoyer un essai" }));
    expect(await screen.findByText(/L'essai est arrivé/)).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Terminé" }));
    expect(await screen.findByText(/hooks\.example\.org/)).toBeDefined();
  });

  test.each([
    "http://hooks.example.org",
    "https://me@hooks.example.org",
    "https://me:secret@hooks.example.org",
    "hooks.example.org",
  ])("takes an https address without user and password alone, not %s", async (url) => {
    const { fake } = await askFor(url);
    expect((await dialog().findByRole("alert")).textContent).toMatch(/https:\/\//);
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Adresse https" }));
    expect(inputsOf(fake, "createBudget")).toHaveLength(0);
  });

  test("that could not be kept makes no second budget when it is tried again", async () => {
    const fake = createFakeDesktop();
    fake.answer("setWebhook", () => {
      throw new AppError("keychain_unavailable", "locked");
    });
    const { user } = await askFor("https://hooks.example.org", fake);
    expect((await dialog().findByRole("alert")).textContent).toMatch(/^Le budget est enregistré, mais pas l'adresse/);
    const scrolls = vi.fn<() => void>();
    const address = screen.getByRole("textbox", { name: "Adresse https" });
    Object.defineProperty(address, "scrollIntoView", { value: scrolls });
    await user.click(screen.getByRole("button", { name: "Enregistrer" }));
    await waitFor(() => expect(inputsOf(fake, "changeBudget")).toHaveLength(1));
    expect(inputsOf(fake, "createBudget")).toHaveLength(1);
    // What went wrong is told where the address stood.
    await waitFor(() => expect(scrolls).toHaveBeenCalledOnce());
  });

  test.each([
    [{ kind: "refused", status: 404 } as const, /a répondu 404/],
    [{ kind: "unreachable" } as const, /ne répond pas/],
    [{ kind: "no-secret" } as const, /redonnez l'adresse/],
  ])("whose test is %j says so", async (outcome, words) => {
    const webhook = { host: "hooks.example.org", secret: "kept" } as const;
    const fake = createFakeDesktop({ budgets: [sampleBudget({ webhook })] });
    fake.answer("sendTestWebhook", () => outcome);
    const { user } = await openChange(fake);
    await user.click(screen.getByRole("button", { name: "Envoyer un essai" }));
    expect(await screen.findByText(words)).toBeDefined();
  });

  test("that is only in memory works until the application is closed, and says so", async () => {
    const webhook = { host: "hooks.example.org", secret: "this-session" } as const;
    const { user } = await openChange(createFakeDesktop({ budgets: [sampleBudget({ webhook })] }));
    expect(dialog().getByText(/hooks\.example\.org jusqu'à la fermeture de Décompte/)).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Envoyer un essai" }));
    expect(await screen.findByText(/l'adresse l'a accepté/)).toBeDefined();
  });

  test("that no keychain kept is asked for again, and can't be tried", async () => {
    const webhook = { host: "hooks.example.org", secret: "lost" } as const;
    await openChange(createFakeDesktop({ budgets: [sampleBudget({ webhook })] }));
    expect(dialog().getByText(/hooks\.example\.org n'est plus connue/)).toBeDefined();
    expect(screen.queryByRole("button", { name: "Envoyer un essai" })).toBeNull();
  });

  test("is taken away with the budget's other changes", async () => {
    const webhook = { host: "hooks.example.org", secret: "kept" } as const;
    const { fake, user } = await openChange(createFakeDesktop({ budgets: [sampleBudget({ webhook })] }));
    await user.click(screen.getByRole("button", { name: "Retirer" }));
    expect(inputsOf(fake, "setWebhook")).toHaveLength(0);
    await user.click(screen.getByRole("button", { name: "Enregistrer" }));
    await waitFor(() => expect(inputsOf(fake, "setWebhook")).toMatchObject([{ url: null }]));
  });
});
