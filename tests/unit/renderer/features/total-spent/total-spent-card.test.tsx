// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { fittingBudget } from "../../../../../renderer/features/budgets/period-budget.tsx";
import type { Summary } from "../../../../../shared/api/summary.ts";
import { type Language, usdFromNanoUsd } from "../../../../../shared/domain/money.ts";
import type { Period } from "../../../../../shared/domain/period.ts";
import { AppError } from "../../../../../shared/errors.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { sampleBudget } from "../../../../support/desktop-bridge/sample-budgets.ts";
import { emptySummary, sampleShownSummary } from "../../../../support/desktop-bridge/sample-figures.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const card = (title = "Total dépensé") => within(screen.getByRole("region", { name: title }));

describe("the total", () => {
  test("is exact to the cent, with its runs and those of unknown cost", async () => {
    await showApp();
    expect(card().getByText("60.96 $")).toBeDefined();
    expect(card().getByText("184 exécutions, dont 3 sans coût connu")).toBeDefined();
  });

  test("speaks English to an English system", async () => {
    const fake = createFakeDesktop({ environment: { language: "en" } });
    await showApp(fake);
    expect(card("Total spent").getByText("$60.96")).toBeDefined();
    expect(card("Total spent").getByText("184 runs, 3 without a known cost")).toBeDefined();
  });

  test("of everything says from when on it is complete", async () => {
    await showApp(createFakeDesktop({ preferences: { summaryPeriod: "all" } }));
    expect(card().getByText("Données depuis le 30 nov. 2024")).toBeDefined();
  });

  test("of a period does not", async () => {
    await showApp();
    expect(card().queryByText(/Données depuis/)).toBeNull();
  });

  test("of a period without a run is zero, in words too", async () => {
    const fake = createFakeDesktop();
    fake.answer("getSummary", ({ period }) => emptySummary(period));
    await showApp(fake);
    expect(card().getByText("0.00 $")).toBeDefined();
    expect(card().getByText("Aucune exécution sur la période")).toBeDefined();
  });

  test("is not told as zero while the very first runs are still on their way", async () => {
    const fake = createFakeDesktop({ importStatus: { state: "running", lastCompletedAt: null } });
    fake.answer("getSummary", ({ period }) => emptySummary(period));
    await showApp(fake);
    expect(card().queryByText("0.00 $")).toBeNull();
    expect(card().getByRole("status")).toBeDefined();
  });
});

describe("the change against the period before", () => {
  const before = (cost: bigint, runsWithoutCost = 0, from = "2024-12-31T00:00:00.000Z") => ({
    from,
    until: "2025-01-29T12:00:00.000Z",
    totalCostUsd: usdFromNanoUsd(cost),
    totalCostNanoUsd: String(cost),
    totalRuns: cost === 0n && runsWithoutCost === 0 ? 0 : 9,
    runsWithoutCost,
  });
  const showBefore = async (previous: Summary["previous"], language: Language = "fr") => {
    const fake = createFakeDesktop({ environment: { language } });
    fake.answer("getSummary", ({ period }) => ({ ...sampleShownSummary(period), previous }));
    await showApp(fake);
    return card(language === "fr" ? undefined : "Total spent");
  };

  test("names what it is compared with, and its amount", async () => {
    const total = await showBefore(before(50_000_000_000n));
    expect(total.getByText(/^\+22\s%$/)).toBeDefined();
    expect(total.getByText(/^par rapport aux 30 jours précédents \(50\.00 \$\)$/)).toBeDefined();
  });

  test.each([
    [80_000_000_000n, "−24%"],
    [60_960_000_000n, "unchanged"],
    [500_000_000n, "× 122"],
  ])("of %d nano-dollars before reads %s", async (cost, text) => {
    expect((await showBefore(before(cost), "en")).getByText(text)).toBeDefined();
  });

  test("says that nothing was spent before, where nothing was", async () => {
    expect((await showBefore(before(0n))).getByText(/^Rien de dépensé les 30 jours précédents$/)).toBeDefined();
  });

  test.each([
    ["the costs before are unknown", before(0n, 2)],
    ["the ledger begins within the period before", before(50_000_000_000n, 0, "2024-11-29T00:00:00.000Z")],
    ["nothing comes before", null],
  ])("is not claimed where %s", async (_, previous) => {
    const total = await showBefore(previous);
    expect(total.getByText("60.96 $")).toBeDefined();
    expect(total.queryByText(/précédents/)).toBeNull();
  });

  test("is not claimed of a total of which no cost is known", async () => {
    const fake = createFakeDesktop();
    const unknown = { totalCostNanoUsd: "0", totalRuns: 5, runsWithoutCost: 5, previous: before(1_000_000_000n) };
    fake.answer("getSummary", ({ period }) => ({ ...sampleShownSummary(period), ...unknown }));
    await showApp(fake);
    expect(card().getByText("5 exécutions, dont 5 sans coût connu")).toBeDefined();
    expect(card().queryByText(/précédents/)).toBeNull();
  });

  test("gives way to the ledger's first day where the period itself is not whole", async () => {
    const total = await showBefore(before(1n, 0, "2024-10-01T00:00:00.000Z"));
    expect(total.getByText("Données depuis le 30 nov. 2024")).toBeDefined();
    expect(total.queryByText(/précédents/)).toBeNull();
  });
});

describe("the budget below it", () => {
  const MONTH = sampleBudget({ spent: 65 });
  const budgets = [
    MONTH,
    sampleBudget({ id: "week", window: "week", amount: 10, spent: 3 }),
    sampleBudget({ id: "day", window: "day", amount: 5, spent: 4 }),
  ];
  const showPeriod = (summaryPeriod: Period) => showApp(createFakeDesktop({ budgets, preferences: { summaryPeriod } }));

  test.each([
    ["day", "Budget du jour", "80 %", "reste 1.00 $"],
    ["week", "Budget de la semaine", "30 %", "reste 7.00 $"],
    ["month", "Budget du mois", "130 %", "dépassé de 15.00 $"],
  ] as const)("of the period %s is the %s, at %s", async (period, name, percent, state) => {
    await showPeriod(period);
    expect(card().getByRole("meter", { name })).toBeDefined();
    expect(card().getByText(percent)).toBeDefined();
    expect(card().getByText(state)).toBeDefined();
  });

  test("names its own dates, which are not the total's", async () => {
    await showPeriod("month");
    expect(card().getByText("Budget du mois, février 2025")).toBeDefined();
    expect(card().getByText("65.00 $ sur 50.00 $")).toBeDefined();
  });

  test("is none for everything", async () => {
    await showPeriod("all");
    expect(card().queryByRole("meter")).toBeNull();
  });

  test("is of the month the one that is spent furthest", () => {
    const cycle = sampleBudget({ id: "cycle", window: "cycle", spent: 49 });
    expect(fittingBudget([cycle, MONTH], "month")?.budget).toBe(MONTH);
  });

  test("is none that is off, unread, or for one scraper", () => {
    const others = [
      sampleBudget({ isOn: false }),
      sampleBudget({ spent: null }),
      sampleBudget({ scraperId: "one", scraperName: "one" }),
    ];
    expect(fittingBudget(others, "month")).toBeNull();
  });
});

describe("its Select", () => {
  test("offers the periods, the cycle where it is known and dates, and works from the keyboard alone", async () => {
    const { fake, user } = await showApp();
    card().getByRole("combobox").focus();
    await user.keyboard("{Enter}");
    const options = await screen.findAllByRole("option");
    expect(options.map((option) => option.textContent)).toEqual([
      "Jour",
      "Dernière semaine",
      "Dernier mois",
      "Tous",
      "Cycle de facturation",
      "Dates choisies…",
    ]);
    act(() => screen.getByRole("option", { name: "Tous" }).focus());
    await user.keyboard("{Enter}");
    await waitFor(() => expect(inputsOf(fake, "getSummary").at(-1)).toEqual({ period: "all", filter: {} }));
    expect(inputsOf(fake, "setPreferences")).toEqual([{ summaryPeriod: "all" }]);
  });

  test("shows the billing cycle with its days, keeps that choice, and names no days of other periods", async () => {
    const { fake, user } = await showApp();
    await user.click(card().getByRole("combobox"));
    await user.click(await screen.findByRole("option", { name: "Cycle de facturation" }));
    expect(await card().findByText(/^8 févr\.\s–\s7 mars 2025 \(UTC\)$/)).toBeDefined();
    expect(inputsOf(fake, "getSummary").at(-1)).toEqual({ period: "cycle", filter: {} });
    expect(inputsOf(fake, "setPreferences")).toEqual([{ summaryPeriod: "cycle" }]);
  });

  test("takes dates as they are typed, once they are right, and keeps none of them", async () => {
    const { fake, user } = await showApp();
    await user.click(card().getByRole("combobox"));
    await user.click(await screen.findByRole("option", { name: "Dates choisies…" }));
    const first = await card().findByLabelText("Du");
    fireEvent.change(first, { target: { value: "2025-02-03" } });
    fireEvent.change(card().getByLabelText("au"), { target: { value: "2025-02-10" } });
    const asked = { period: { from: "2025-02-03", to: "2025-02-10" }, filter: {} };
    await waitFor(() => expect(inputsOf(fake, "getSummary").at(-1)).toEqual(asked));

    for (const value of ["", "0002-02-01", "2025-02-11"]) fireEvent.change(first, { target: { value } });
    expect(card().getByRole("alert").textContent).toContain("La fin vient avant le début");
    expect(first.getAttribute("aria-invalid")).toBe("true");
    expect(inputsOf(fake, "getSummary").at(-1)).toEqual(asked);
    expect(inputsOf(fake, "setPreferences")).toEqual([]);
  });

  test("gives chosen dates up for the period that a command chooses", async () => {
    const { fake, user } = await showApp();
    await user.click(card().getByRole("combobox"));
    await user.click(await screen.findByRole("option", { name: "Dates choisies…" }));
    await card().findByLabelText("Du");
    act(() => fake.push("commandChosen", "period-week"));
    await waitFor(() => expect(card().queryByLabelText("Du")).toBeNull());
    expect(card().getByRole("combobox").textContent).toBe("Dernière semaine");
    expect(inputsOf(fake, "setPreferences")).toEqual([{ summaryPeriod: "week" }]);
  });

  test("keeps the former figure, dimmed, until the new one is there", async () => {
    const { fake, user } = await showApp();
    fake.answer("getSummary", () => new Promise(() => {}));
    await user.click(card().getByRole("combobox"));
    await user.click(await screen.findByRole("option", { name: "Jour" }));
    await waitFor(() => expect(card().getByText("60.96 $").closest("[aria-busy=true]")).not.toBeNull());
  });

  test("goes back when the choice could not be kept", async () => {
    const fake = createFakeDesktop();
    fake.answer("setPreferences", () => {
      throw new AppError("internal", "disk");
    });
    const { user } = await showApp(fake);
    await user.click(card().getByRole("combobox"));
    await user.click(await screen.findByRole("option", { name: "Jour" }));
    expect(await screen.findByText("Votre choix n'a pas pu être enregistré")).toBeDefined();
    expect(card().getByRole("combobox").textContent).toBe("Dernier mois");
  });
});

describe("a total that is not there", () => {
  test("shows that it is coming", async () => {
    const fake = createFakeDesktop();
    fake.answer("getSummary", () => new Promise(() => {}));
    await showApp(fake);
    expect(card().getByRole("status", { name: "Chargement…" })).toBeDefined();
  });

  test("stays on screen when it cannot be read again", async () => {
    const { fake } = await showApp();
    fake.answer("getSummary", () => {
      throw new AppError("ledger_unavailable", "disk");
    });
    act(() => fake.push("figuresChanged", undefined));
    expect(await card().findByText(/voici le dernier connu/)).toBeDefined();
    expect(card().getByText("60.96 $")).toBeDefined();
  });

  test("asks again for the total of a ledger that answers now", async () => {
    const fake = createFakeDesktop();
    fake.answer("getSummary", () => {
      throw new AppError("internal", "oops");
    });
    const { user } = await showApp(fake);
    const retry = await card().findByRole("button", { name: "Réessayer" });
    fake.answer("getSummary", ({ period }) => sampleShownSummary(period));
    await user.click(retry);
    expect(await card().findByText("60.96 $")).toBeDefined();
  });
});

test("in a wide window all periods stand in the card, to choose from", async () => {
  const ignore = () => undefined;
  vi.stubGlobal("matchMedia", () => ({ matches: true, addEventListener: ignore, removeEventListener: ignore }));
  onTestFinished(() => void vi.unstubAllGlobals());
  const { fake, user } = await showApp();
  const periods = within(await card().findByRole("list", { name: "Période du total" }));
  await waitFor(() => expect(periods.queryByText("–")).toBeNull());
  expect(periods.getAllByRole("button").map(({ textContent }) => textContent?.replaceAll(/\s/g, " "))).toEqual([
    "Jour0.85 $",
    "Dernière semaine11.30 $",
    "Dernier mois60.96 $",
    "Tous170.75 $",
  ]);
  expect(periods.getByRole("button", { pressed: true }).textContent).toContain("Dernier mois");
  await user.click(periods.getByRole("button", { name: /^Jour/ }));
  await waitFor(() => expect(inputsOf(fake, "setPreferences")).toContainEqual({ summaryPeriod: "day" }));
});
