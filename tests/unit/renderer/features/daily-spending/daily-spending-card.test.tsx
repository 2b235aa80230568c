// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { AppError } from "../../../../../shared/errors.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { sampleBudget, sampleProjection } from "../../../../support/desktop-bridge/sample-budgets.ts";
import {
  emptyChart,
  emptySummary,
  sampleChart,
  sampleShownSummary,
} from "../../../../support/desktop-bridge/sample-figures.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const card = () => within(screen.getByRole("region", { name: "Coûts dépensés par jour" }));
const slider = () => card().getByRole("slider");

describe("the daily curve", () => {
  test("is a Victory area filled with a gradient, between dates and dollars", async () => {
    const { container } = await showApp();
    expect(container.querySelector("linearGradient")).not.toBeNull();
    expect(container.querySelectorAll('svg path[d^="M"]').length).toBeGreaterThan(1);
    const words = [...container.querySelectorAll("svg text")].map((text) => text.textContent);
    expect(words).toContain("10.00\u00a0$");
    expect(words).toContain("28 févr.");
  });

  test("says how many runs the period holds", async () => {
    await showApp();
    expect(card().getByText(/184 exécutions sur la période, dont 3 sans coût connu/)).toBeDefined();
  });

  test("offers 7, 30 and 90 days, reads the chosen range and keeps it", async () => {
    const { fake, user } = await showApp();
    card().getByRole("combobox").focus();
    await user.keyboard("{Enter}");
    const options = await screen.findAllByRole("option");
    expect(options.map((option) => option.textContent)).toEqual(["7 jours", "30 jours", "90 jours"]);
    await user.click(screen.getByRole("option", { name: "90 jours" }));
    await waitFor(() => expect(inputsOf(fake, "getSpendingChart").at(-1)).toEqual({ timeRange: "90d", filter: {} }));
    expect(inputsOf(fake, "setPreferences")).toEqual([{ chartTimeRange: "90d" }]);
  });
});

test("a day of which no run's cost is known is marked as such, and is no day without a cost", async () => {
  const fake = createFakeDesktop();
  fake.answer("getSpendingChart", ({ timeRange }) =>
    sampleChart(timeRange).map((day, index, { length }) =>
      index === length - 1 ? { ...day, costUsd: 0, costNanoUsd: "0", runs: 2, runsWithoutCost: 2 } : day,
    ),
  );
  const { user } = await showApp(fake);
  expect(card().getByText("Coût inconnu")).toBeDefined();
  slider().focus();
  await user.keyboard("{End}");
  const words = "vendredi 28 février 2025, Coût inconnu, 2 exécutions, 2 exécutions sans coût connu";
  expect(slider().getAttribute("aria-valuetext")).toBe(words);
  await user.click(card().getByRole("button", { name: "Afficher en tableau" }));
  expect(card().getByRole("cell", { name: "Coût inconnu" })).toBeDefined();
});

describe("the cursor of the curve", () => {
  test("moves with the arrow keys, is read aloud with its exact cost, and Escape closes its tooltip", async () => {
    const { user } = await showApp();
    slider().focus();
    await user.keyboard("{End}");
    const today = "vendredi 28 février 2025, 0.853620468\u00a0$, 4 exécutions, 2 exécutions sans coût connu";
    expect(slider().getAttribute("aria-valuetext")).toBe(today);
    expect(card().getByText("2 exécutions sans coût connu")).toBeDefined();

    await user.keyboard("{ArrowLeft}{ArrowLeft}");
    expect(slider().getAttribute("aria-valuenow")).toBe("27");
    expect(card().getByText("mercredi 26 février 2025")).toBeDefined();

    await user.keyboard("{Escape}");
    expect(card().queryByText("mercredi 26 février 2025")).toBeNull();
  });

  test("follows the pointer and leaves with it", async () => {
    await showApp();
    fireEvent.pointerMove(slider(), { clientX: 0 });
    expect(card().getByText("jeudi 30 janvier 2025")).toBeDefined();
    fireEvent.pointerLeave(slider());
    expect(card().queryByText("jeudi 30 janvier 2025")).toBeNull();
  });

  test("stays where a finger was lifted, until something else is touched", async () => {
    await showApp();
    fireEvent.pointerDown(slider(), { clientX: 0, pointerType: "touch" });
    fireEvent.pointerLeave(slider(), { pointerType: "touch" });
    expect(card().getByText("jeudi 30 janvier 2025")).toBeDefined();
    fireEvent.blur(slider());
    expect(card().queryByText("jeudi 30 janvier 2025")).toBeNull();
  });
});

describe("with a budget", () => {
  const projection = sampleProjection(66, 58, 74, 8);
  const budgets = [sampleBudget({ window: "cycle", amount: 80, spent: 50.2, projection })];

  test("its share of a day and its projection are lines of the chart, and said to be that", async () => {
    const { container } = await showApp(createFakeDesktop({ budgets }));
    expect(card().getByText("Budget du cycle réparti : 2.86 $ par jour (80.00 $ sur 28 jours)")).toBeDefined();
    expect(card().getByText("Projection du cycle : 66 $ (58 – 74 $)")).toBeDefined();
    expect(container.querySelector('path[style*="stroke-dasharray: 5 4"]')).not.toBeNull();
  });

  test("the keyboard starts at today and reaches the days to come", async () => {
    const { user } = await showApp(createFakeDesktop({ budgets }));
    slider().focus();
    await user.keyboard("{Home}{Escape}{ArrowRight}");
    const today =
      /^vendredi 28 février 2025, 0\.853620468.*, 2\.95.* prévus pour la journée, 9\sjours sur 10\s: 1\.90\s–\s4\.00\s\$, Budget par jour.*2\.86/;
    expect(slider().getAttribute("aria-valuetext")).toMatch(today);
    await user.keyboard("{End}");
    expect(slider().getAttribute("aria-valuenow")).toBe("36");
    expect(slider().getAttribute("aria-valuetext")).toMatch(
      /^vendredi 7 mars 2025, 2\.40.* prévus, 9\sjours sur 10\s: 1\.20\s–\s3\.60\s\$, Budget par jour/,
    );
    expect(card().getByText("2.40 $ prévus")).toBeDefined();
  });

  test("far above every day is told rather than drawn", async () => {
    await showApp(createFakeDesktop({ budgets: [sampleBudget({ window: "day", amount: 100, spent: 1 })] }));
    expect(card().getByText("Budget du jour : 100.00 $ (au-dessus de l'échelle)")).toBeDefined();
  });
});

describe("the runs of each day", () => {
  const bars = (container: HTMLElement) => container.querySelector('path[fill="var(--runs)"]');
  const toggle = () => card().getByRole("button", { name: "Exécutions (axe de droite)" });

  test("are a second series, which the legend leaves out and which stays so", async () => {
    const { fake, user, container } = await showApp();
    expect(bars(container)).not.toBeNull();
    expect(toggle().getAttribute("aria-pressed")).toBe("true");
    await user.click(toggle());
    await waitFor(() => expect(bars(container)).toBeNull());
    expect(toggle().getAttribute("aria-pressed")).toBe("false");
    expect(inputsOf(fake, "setPreferences")).toEqual([{ isRunSeriesShown: false }]);
  });

  test("are left out of the chart where that was chosen", async () => {
    const { container } = await showApp(createFakeDesktop({ preferences: { isRunSeriesShown: false } }));
    expect(bars(container)).toBeNull();
  });
});

describe("the days as a table", () => {
  const rows = () =>
    card()
      .getAllByRole("row")
      .map((row) => [...row.children].map(({ textContent }) => textContent));
  const showTable = async (fake = createFakeDesktop()) => {
    const app = await showApp(fake);
    await app.user.click(card().getByRole("button", { name: "Afficher en tableau" }));
    await card().findByRole("table");
    return app;
  };

  test("holds each day, today first, and their sum", async () => {
    const { user } = await showTable(createFakeDesktop({ preferences: { chartTimeRange: "7d" } }));
    const [head, today, ...others] = rows();
    expect(head).toEqual(["Jour", "Coût", "Exécutions", "Sans coût connu"]);
    expect(today).toEqual(["ven. 28 févr.", "0.85\u00a0$", "4", "2"]);
    expect(others).toHaveLength(7);
    expect(others.at(-1)?.[0]).toBe("Total");
    expect(card().queryByRole("slider")).toBeNull();
    await user.click(card().getByRole("button", { name: "Afficher en graphique" }));
    expect(slider()).toBeDefined();
  });

  test("tells days without data from days without a run", async () => {
    await showTable(createFakeDesktop({ importStatus: { completeFrom: "2025-02-10T12:00:00.000Z" } }));
    const unknown = rows().filter(([, cost]) => cost === "Pas de données");
    expect(unknown.length).toBeGreaterThan(0);
    expect(rows().some(([, cost]) => cost === "0.00\u00a0$")).toBe(true);
  });

  test("goes on with what is expected of the days to come", async () => {
    const budgets = [sampleBudget({ window: "cycle", projection: sampleProjection(66, 58, 74, 8) })];
    await showTable(createFakeDesktop({ budgets }));
    expect(card().getByText("À venir (projection, 9 jours sur 10)")).toBeDefined();
    expect(rows()).toContainEqual(["ven. 7 mars", "2.40\u00a0$", "1.20\u00a0–\u00a03.60\u00a0$"]);
  });
});

describe("days before the ledger's first", () => {
  const completeFrom = "2025-02-10T12:00:00.000Z";
  const showLate = async () => {
    const fake = createFakeDesktop({ importStatus: { completeFrom } });
    fake.answer("getSpendingChart", ({ timeRange }) =>
      sampleChart(timeRange).map((day) => (day.date < "2025-02-10" ? { ...day, runs: 0, costUsd: 0 } : day)),
    );
    return showApp(fake);
  };

  test("are marked as without data, not as zero", async () => {
    const { container } = await showLate();
    expect(card().getByText("Pas de données avant le 10 févr. 2025")).toBeDefined();
    expect(container.querySelector('path[stroke="var(--hatch)"]')).not.toBeNull();
  });

  test("are called incomplete where some of their runs are known", async () => {
    await showApp(createFakeDesktop({ importStatus: { completeFrom } }));
    expect(card().getByText("Données incomplètes avant le 10 févr. 2025")).toBeDefined();
  });

  test("say so to the pointer and to who hears the page", async () => {
    const { user } = await showLate();
    slider().focus();
    await user.keyboard("{Home}");
    expect(slider().getAttribute("aria-valuetext")).toBe(
      "jeudi 30 janvier 2025, Pas de données, Le registre ne remonte pas jusque-là.",
    );
    expect(card().getByText("Pas de données")).toBeDefined();
  });

  test("are none where the ledger reaches further back", async () => {
    const { container } = await showApp();
    expect(container.querySelector('path[stroke="var(--hatch)"]')).toBeNull();
  });
});

describe("without a curve to draw", () => {
  test("a ledger without any run says what to do", async () => {
    const fake = createFakeDesktop();
    fake.answer("getSpendingChart", ({ timeRange }) => emptyChart(timeRange));
    fake.answer("getSummary", ({ period }) => emptySummary(period));
    await showApp(fake);
    expect(await card().findByText("Aucune exécution pour l'instant")).toBeDefined();
  });

  test("a first import that was cut claims neither zero nor that nothing ever ran", async () => {
    const fake = createFakeDesktop({ importStatus: { isIncomplete: true, lastCompletedAt: null, completeFrom: null } });
    fake.answer("getSpendingChart", ({ timeRange }) => emptyChart(timeRange));
    fake.answer("getSummary", ({ period }) => emptySummary(period));
    await showApp(fake);
    expect(await card().findByText("Historique pas encore importé")).toBeDefined();
    expect(card().queryByText("Aucune exécution sur la période")).toBeNull();
    const total = within(screen.getByRole("region", { name: "Total dépensé" }));
    expect(total.queryByText(/0\.00/)).toBeNull();
    expect(total.getByText("Historique pas encore importé")).toBeDefined();
    expect(screen.getByRole("button", { name: "Reprendre" })).toBeDefined();
  });

  test("days without a run, in a ledger that has some, draw a flat curve", async () => {
    const fake = createFakeDesktop();
    fake.answer("getSpendingChart", ({ timeRange }) => emptyChart(timeRange));
    fake.answer("getSummary", ({ period }) => (period === "all" ? sampleShownSummary(period) : emptySummary(period)));
    await showApp(fake);
    expect(card().getByText("Aucune exécution sur la période")).toBeDefined();
    expect(slider()).toBeDefined();
  });

  test("a chart that cannot be read says why, and can be asked for again", async () => {
    const fake = createFakeDesktop();
    fake.answer("getSpendingChart", () => {
      throw new AppError("ledger_unavailable", "disk");
    });
    const { user } = await showApp(fake);
    expect((await card().findByRole("alert")).textContent).toContain("Le registre n'a pas pu être ouvert");
    fake.answer("getSpendingChart", ({ timeRange }) => emptyChart(timeRange));
    await user.click(card().getByRole("button", { name: "Réessayer" }));
    expect(await card().findByRole("slider")).toBeDefined();
  });
});
