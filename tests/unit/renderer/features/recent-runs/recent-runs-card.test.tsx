// @vitest-environment happy-dom
import { act, screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { AppError } from "../../../../../shared/errors.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { sampleRun, type SampleRunOptions, sampleRuns } from "../../../../support/desktop-bridge/sample-runs.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const card = () => within(screen.getByRole("region", { name: "Exécutions récentes" }));
const rows = () => card().getAllByRole("listitem");

async function showRun(options: SampleRunOptions) {
  const fake = createFakeDesktop();
  fake.answer("getRuns", () => ({ ...sampleRuns(1, 0), runs: [sampleRun(options)], totalRuns: 1 }));
  const app = await showApp(fake);
  const row = await card().findByRole("listitem");
  return { ...app, row };
}

describe("a run", () => {
  test.each([
    ["the Actor's title and name", {}, "Instagram Scraper", /^apify\/instagram-scraper · import$/],
    ["its name alone", { actor: { name: "camille/price-watch", title: null } }, "camille/price-watch", /^import$/],
    ["its id, when it can't be looked up", { actor: null }, "shu8hvrXbJbY3Eb9W", /^import$/],
    ["what recorded it", { source: "find-email" }, "Instagram Scraper", /· find-email$/],
  ])("is shown by %s", async (_, options, title, secondLine) => {
    const { row } = await showRun(options);
    expect(within(row).getByText(title).nextSibling?.textContent).toMatch(secondLine);
  });

  test.each([
    ["READY", "en cours"],
    ["RUNNING", "en cours"],
    ["TIMING-OUT", "en cours"],
    ["ABORTING", "en cours"],
    ["SUCCEEDED", "réussie"],
    ["FAILED", "échouée"],
    ["TIMED-OUT", "délai dépassé"],
    ["ABORTED", "interrompue"],
    ["half-done", "half-done"],
  ])("that is %s reads %s, with an icon", async (status, words) => {
    const { row } = await showRun({ status });
    expect(within(row).getByText(words).closest("p")?.querySelector("svg")).not.toBeNull();
  });

  test("that Apify has deleted says so", async () => {
    const { row } = await showRun({ isGone: true });
    expect(within(row).getByText("réussie")).toBeDefined();
    expect(within(row).getByText("effacée d'Apify")).toBeDefined();
  });

  test("that Apify deleted before its end is not in progress for ever", async () => {
    const { row } = await showRun({ status: "RUNNING", isGone: true });
    expect(within(row).queryByText("en cours")).toBeNull();
    expect(within(row).getByText("fin inconnue")).toBeDefined();
  });

  test("tells its start in the person's zone", async () => {
    const createdAt = "2025-02-28T09:42:00.000Z";
    const { row } = await showRun({ createdAt });
    const clock = new Intl.DateTimeFormat("fr", { hour: "2-digit", minute: "2-digit" }).format(Date.parse(createdAt));
    expect(row.querySelector("time")?.textContent).toContain(clock);
  });
});

describe("its cost", () => {
  test("is exact for who points at it", async () => {
    const { row } = await showRun({ cost: 0.012345678 });
    expect(within(row).getByText("0.01 $").title).toBe("0.012345678\u00a0$");
    expect(within(row).queryByText("provisoire")).toBeNull();
  });

  test("is unknown, not zero, while Apify has not told it", async () => {
    const { row } = await showRun({ cost: null, settledAt: null });
    expect(within(row).getByText("coût inconnu")).toBeDefined();
    expect(row.textContent).not.toContain("$");
    expect(within(row).queryByText("provisoire")).toBeNull();
  });

  test("is marked and explained while it may still change", async () => {
    const { row } = await showRun({ cost: 0.4, settledAt: null });
    expect(within(row).getByText("provisoire").title).toMatch(/peut encore corriger/);
    expect(card().getByText(/^Provisoire.*peut encore corriger/)).toBeDefined();
  });

  test("is not called provisional once Apify has deleted the run", async () => {
    const { row } = await showRun({ cost: 0.4, settledAt: null, isGone: true });
    expect(within(row).queryByText("provisoire")).toBeNull();
    expect(card().queryByText(/^Provisoire/)).toBeNull();
    expect(within(row).getByText("effacée d'Apify").title).toMatch(/son coût reste compté/);
  });

  test("stays what it was, beside what Apify says of it later", async () => {
    const repriced = { costUsd: 0.0041, costNanoUsd: "4100000", readAt: "2025-02-28T10:00:00.000Z" };
    const { row } = await showRun({ cost: 0.4, repriced });
    expect(within(row).getByText("0.40 $")).toBeDefined();
    expect(within(row).getByText("réévalué par Apify à 0.0041 $")).toBeDefined();
  });
});

describe("the card", () => {
  test("shows ten runs, and ten more on request", async () => {
    const { fake, user } = await showApp();
    expect(await card().findAllByRole("listitem")).toHaveLength(10);
    expect(card().getByText("10 sur 25")).toBeDefined();
    await user.click(card().getByRole("button", { name: "Voir plus" }));
    expect(await card().findByText("20 sur 25")).toBeDefined();
    await user.click(card().getByRole("button", { name: "Voir plus" }));
    expect(await card().findByText("25 sur 25")).toBeDefined();
    expect(rows()).toHaveLength(25);
    expect(card().queryByRole("button", { name: "Voir plus" })).toBeNull();
    expect(inputsOf(fake, "getRuns")).toMatchObject(
      [0, 10, 20].map((offset) => ({ period: "all", filter: {}, limit: 10, offset })),
    );
  });

  test("shows a run once that a newer one moved to the next page", async () => {
    const { fake, user } = await showApp();
    await card().findAllByRole("listitem");
    fake.answer("getRuns", ({ limit, offset }) => sampleRuns(limit, offset - 1));
    await user.click(card().getByRole("button", { name: "Voir plus" }));
    expect(await card().findByText("19 sur 25")).toBeDefined();
  });

  test("shows that the runs are coming", async () => {
    const fake = createFakeDesktop();
    fake.answer("getRuns", () => new Promise(() => {}));
    await showApp(fake);
    expect(card().getByRole("status", { name: "Chargement…" })).toBeDefined();
  });

  test("says when there is none", async () => {
    const fake = createFakeDesktop();
    fake.answer("getRuns", () => ({ ...sampleRuns(0, 0), totalRuns: 0 }));
    await showApp(fake);
    expect(await card().findByText("Aucune exécution pour l'instant")).toBeDefined();
  });

  test("says that the history is not imported when an import was cut before", async () => {
    const fake = createFakeDesktop({ importStatus: { isIncomplete: true, lastCompletedAt: null } });
    fake.answer("getRuns", () => ({ ...sampleRuns(0, 0), totalRuns: 0 }));
    await showApp(fake);
    expect(await card().findByText("Historique pas encore importé")).toBeDefined();
    expect(card().queryByText("Aucune exécution pour l'instant")).toBeNull();
  });

  test("reads again what could not be read", async () => {
    const fake = createFakeDesktop();
    fake.answer("getRuns", () => {
      throw new AppError("ledger_unavailable", "disk");
    });
    const { user } = await showApp(fake);
    const retry = await card().findByRole("button", { name: "Réessayer" });
    fake.answer("getRuns", ({ limit, offset }) => sampleRuns(limit, offset));
    await user.click(retry);
    expect(await card().findAllByRole("listitem")).toHaveLength(10);
  });

  test("keeps the last known runs when they can't be read again", async () => {
    const { fake } = await showApp();
    await card().findAllByRole("listitem");
    fake.answer("getRuns", () => {
      throw new AppError("ledger_unavailable", "disk");
    });
    act(() => fake.push("figuresChanged", undefined));
    expect(await card().findByText(/voici les dernières connues/)).toBeDefined();
    expect(rows()).toHaveLength(10);
  });
});
