// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { AppError } from "../../../../../shared/errors.ts";
import type { RunsAsked } from "../../../../../shared/ipc/figures.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { sampleRun, type SampleRunOptions, sampleRuns } from "../../../../support/desktop-bridge/sample-runs.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const card = () => within(screen.getByRole("region", { name: "Exécutions" }));
const table = () => card().getByRole("grid");
const rows = () => within(table()).getAllByRole("row").slice(1);
const rowAt = async (index: number) =>
  waitFor(() => {
    const row = table().querySelector<HTMLElement>(`[data-index="${index}"]`);
    if (row === null || row.getAttribute("aria-busy") === "true") throw new Error(`Row ${index} is not there`);
    return row;
  });
const asked = (fake: ReturnType<typeof createFakeDesktop>) => inputsOf(fake, "getRuns") as readonly RunsAsked[];

/** As many runs as are wanted, each with its place for a name. */
function withManyRuns(total: number) {
  const fake = createFakeDesktop();
  fake.answer("getRuns", ({ limit, offset }) => ({
    ...sampleRuns(1, 0),
    runs: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, index) =>
      sampleRun({ runId: `run${offset + index}`, actor: { name: `some/actor-${offset + index}`, title: null } }),
    ),
    totalRuns: total,
  }));
  return fake;
}

async function showRun(options: SampleRunOptions) {
  const fake = createFakeDesktop();
  fake.answer("getRuns", () => ({ ...sampleRuns(1, 0), runs: [sampleRun(options)], totalRuns: 1 }));
  const app = await showApp(fake);
  await card().findByRole("grid");
  return { ...app, row: await rowAt(0) };
}

describe("a run", () => {
  test.each([
    ["the Actor's title and name", {}, "Instagram Scraper", "apify/instagram-scraper"],
    ["its name alone", { actor: { name: "camille/price-watch", title: null } }, "camille/price-watch", undefined],
    ["its id, when it can't be looked up", { actor: null }, "shu8hvrXbJbY3Eb9W", undefined],
  ])("is shown by %s", async (_, options, title, secondLine) => {
    const { row } = await showRun(options);
    expect(within(row).getByText(title).nextSibling?.textContent).toBe(secondLine);
  });

  test("tells what recorded it", async () => {
    const { row } = await showRun({ source: "find-email" });
    expect(within(row).getByText("find-email")).toBeDefined();
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

  test("that Apify deleted before its end is not in progress for ever", async () => {
    const { row } = await showRun({ status: "RUNNING", isGone: true });
    expect(within(row).queryByText("en cours")).toBeNull();
    expect(within(row).getByText("fin inconnue")).toBeDefined();
    expect(within(row).getByText("effacée d'Apify").title).toMatch(/son coût reste compté/);
  });

  test("tells its start in the person's zone", async () => {
    const createdAt = "2025-02-28T09:42:00.000Z";
    const { row } = await showRun({ createdAt });
    const clock = new Intl.DateTimeFormat("fr", { hour: "2-digit", minute: "2-digit" }).format(Date.parse(createdAt));
    expect(within(row).getByText(clock)).toBeDefined();
    expect(within(row).getByText("28 févr. 2025")).toBeDefined();
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

  test("is marked while it may still change, unless Apify has deleted the run", async () => {
    const { row } = await showRun({ cost: 0.4, settledAt: null });
    expect(within(row).getByText("provisoire").title).toMatch(/peut encore corriger/);
  });

  test("is not called provisional once Apify has deleted the run", async () => {
    const { row } = await showRun({ cost: 0.4, settledAt: null, isGone: true });
    expect(within(row).queryByText("provisoire")).toBeNull();
  });

  test("stays what it was when Apify says something else later", async () => {
    const repriced = { costUsd: 0.0041, costNanoUsd: "4100000", readAt: "2025-02-28T10:00:00.000Z" };
    const { row } = await showRun({ cost: 0.4, repriced });
    expect(within(row).getByText("0.40 $")).toBeDefined();
    expect(within(row).getByText("réévalué").title).toMatch(/celui qui compte/);
  });
});

describe("the table", () => {
  test("reads 200 runs, shows some of them and tells how many there are", async () => {
    const fake = withManyRuns(100_000);
    await showApp(fake);
    await card().findByRole("grid");
    await rowAt(0);
    expect(table().getAttribute("aria-rowcount")).toBe("100001");
    expect(rows().length).toBeLessThan(40);
    expect(card().getByText(/100.000 exécutions/)).toBeDefined();
    expect(asked(fake)).toEqual([
      { period: "all", filter: {}, q: null, sort: "createdAt", order: "desc", limit: 200, offset: 0 },
    ]);
  });

  test("reads the page that is scrolled to, and shows rows that are coming until then", async () => {
    const fake = withManyRuns(100_000);
    await showApp(fake);
    await card().findByRole("grid");
    table().scrollTop = 50_000 * 56;
    fireEvent.scroll(table());
    await waitFor(() => expect(rows().some((row) => row.getAttribute("aria-busy") === "true")).toBe(true));
    const row = await rowAt(50_001);
    expect(within(row).getByText("some/actor-50001")).toBeDefined();
    expect(asked(fake).map(({ offset }) => offset)).toContain(50_000);
  });

  test("is walked through by the keys, and opens a run", async () => {
    const { fake, user } = await showApp(withManyRuns(1_000));
    await card().findByRole("grid");
    await rowAt(0);
    act(() => table().focus());
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}");
    expect(table().getAttribute("aria-activedescendant")).toBe((await rowAt(1)).id);
    await user.keyboard("{Enter}");
    await screen.findByRole("dialog");
    expect(inputsOf(fake, "getRun")).toEqual([{ runId: "run1" }]);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(document.activeElement).toBe(table()));
  });

  test("is sorted by a column's head, and the other way round by a second click", async () => {
    const { fake, user } = await showApp();
    const head = await card().findByRole("button", { name: "Coût" });
    await user.click(head);
    await waitFor(() => expect(asked(fake).at(-1)).toMatchObject({ sort: "cost", order: "desc", offset: 0 }));
    expect(card().getByRole("columnheader", { name: "Coût" }).getAttribute("aria-sort")).toBe("descending");
    await user.click(card().getByRole("button", { name: "Coût" }));
    await waitFor(() => expect(asked(fake).at(-1)).toMatchObject({ sort: "cost", order: "asc" }));
  });

  test("leaves the focus on the head that sorted it", async () => {
    const { fake, user } = await showApp();
    const head = await card().findByRole("button", { name: "Coût" });
    act(() => head.focus());
    for (const order of ["desc", "asc"]) {
      await user.keyboard("{Enter}");
      await waitFor(() => expect(asked(fake).at(-1)).toMatchObject({ sort: "cost", order }));
      await rowAt(0);
      expect(document.activeElement).toBe(head);
    }
  });

  test("is searched once typing rests, and shown whole again by Escape", async () => {
    const { fake, user } = await showApp();
    const field = await card().findByRole("textbox", { name: "Rechercher un Actor ou un identifiant" });
    await user.type(field, " maps ");
    await waitFor(() => expect(asked(fake).at(-1)?.q).toBe("maps"));
    expect(asked(fake).map(({ q }) => q)).toEqual([null, "maps"]);
    await user.keyboard("{Escape}");
    expect(field).toHaveProperty("value", "");
    await rowAt(0);
  });

  test("is of the chosen period", async () => {
    const { fake, user } = await showApp();
    await user.click(await card().findByRole("combobox", { name: "Période des exécutions" }));
    await user.click(await screen.findByRole("option", { name: "Dernière semaine" }));
    await waitFor(() => expect(asked(fake).at(-1)?.period).toBe("week"));
  });
});

test("a status chosen here filters the page, and is taken away here", async () => {
  const { fake, user } = await showApp();
  const choose = async (name: string) => {
    await user.click(await card().findByRole("combobox", { name: "Statut des exécutions" }));
    await user.click(await screen.findByRole("option", { name }));
  };
  await choose("Échouées");
  await waitFor(() => expect(asked(fake).at(-1)?.filter).toEqual({ status: "FAILED" }));
  const chip = () => screen.queryByRole("button", { name: /Statut.*Échouées/ });
  await waitFor(() => expect(chip()).not.toBeNull());
  await choose("Tous les statuts");
  await waitFor(() => expect(chip()).toBeNull());
});

describe("the card", () => {
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
    expect(card().queryByRole("search")).toBeNull();
  });

  test("says when nothing matches, and shows all again", async () => {
    const fake = createFakeDesktop();
    fake.answer("getRuns", ({ q, limit, offset }) =>
      q === null ? sampleRuns(limit, offset) : { ...sampleRuns(0, 0), totalRuns: 0 },
    );
    const { user } = await showApp(fake);
    await user.type(await card().findByRole("textbox"), "nothing");
    await user.click(await card().findByRole("button", { name: "Tout afficher" }));
    expect(await card().findByRole("grid")).toBeDefined();
    expect(card().getByRole("textbox")).toHaveProperty("value", "");
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
      throw new AppError("server_unreachable", "away");
    });
    const { user } = await showApp(fake);
    expect(await card().findByText(/Le serveur de l'équipe ne répond pas/)).toBeDefined();
    fake.answer("getRuns", ({ limit, offset }) => sampleRuns(limit, offset));
    await user.click(card().getByRole("button", { name: "Réessayer" }));
    expect(await card().findByRole("grid")).toBeDefined();
  });

  test("keeps the last known runs when they can't be read again", async () => {
    const { fake } = await showApp();
    await card().findByRole("grid");
    fake.answer("getRuns", () => {
      throw new AppError("ledger_unavailable", "disk");
    });
    act(() => fake.push("figuresChanged", undefined));
    expect(await card().findByText(/voici les dernières connues/)).toBeDefined();
    expect(rows().length).toBeGreaterThan(1);
  });
});

test("the table has a period of its own: a billing cycle and chosen dates too", async () => {
  const { fake, user } = await showApp();
  await card().findByRole("grid");
  const choose = async (option: string) => {
    await user.click(card().getByRole("combobox", { name: "Période des exécutions" }));
    await user.click(await screen.findByRole("option", { name: option }));
  };
  await choose("Cycle de facturation");
  await waitFor(() => expect(asked(fake).at(-1)?.period).toBe("cycle"));
  await choose("Dates choisies…");
  fireEvent.change(await card().findByLabelText("Du"), { target: { value: "2025-02-03" } });
  fireEvent.change(card().getByLabelText("au"), { target: { value: "2025-02-10" } });
  await waitFor(() => expect(asked(fake).at(-1)?.period).toEqual({ from: "2025-02-03", to: "2025-02-10" }));
  expect(inputsOf(fake, "setPreferences")).toEqual([]);
});
