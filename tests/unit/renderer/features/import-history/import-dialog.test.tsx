// @vitest-environment happy-dom
import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { ImportAnswer } from "../../../../../shared/api/backfill.ts";
import { AppError, type ErrorCode } from "../../../../../shared/errors.ts";
import { createFakeDesktop, type FakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { idleStatus, sampleImportAnswer } from "../../../../support/desktop-bridge/sample-figures.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const AT = "2025-02-28T10:00:00.000Z";
const menuButton = () => screen.getByRole("button", { name: /^Menu du compte/ });

async function openDialog(fake = createFakeDesktop()) {
  const app = await showApp(fake);
  menuButton().focus();
  await app.user.keyboard("{Enter}");
  await app.user.click(await screen.findByRole("menuitem", { name: /Importer l'historique/ }));
  await screen.findByRole("dialog", { name: "Importer l'historique" });
  return app;
}

async function importAll(fake: FakeDesktop) {
  const app = await openDialog(fake);
  await app.user.click(screen.getByRole("button", { name: "Importer" }));
  return app;
}

describe("the dialog", () => {
  test("is entered at the chosen days, submits with Enter, and gives the focus back", async () => {
    const { fake, user } = await openDialog();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("radio", { name: "90 jours" })));
    await user.keyboard("{Enter}");
    expect(inputsOf(fake, "importHistory")).toEqual([{ days: 90, isReset: false }]);
    expect(screen.queryByRole("dialog")).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(menuButton()));
  });

  test("asks for the days and the reset that were chosen", async () => {
    const { fake, user } = await openDialog();
    await user.click(screen.getByRole("radio", { name: "365 jours" }));
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole("checkbox", { name: "Remplacer ce qui est déjà importé" }));
    await user.keyboard(" ");
    await user.tab();
    await user.tab();
    await user.keyboard("{Enter}");
    expect(inputsOf(fake, "importHistory")).toEqual([{ days: 365, isReset: true }]);
  });

  test("closes with Escape and asks for nothing", async () => {
    const { fake, user } = await openDialog();
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(menuButton()));
    expect(inputsOf(fake, "importHistory")).toHaveLength(0);
  });

  test("takes another number of days, and refuses what is none", async () => {
    const { fake, user } = await openDialog();
    await user.click(screen.getByRole("radio", { name: "Autre" }));
    const field = screen.getByRole("textbox", { name: "Nombre de jours, de 1 à 365" });
    expect(document.activeElement).toBe(field);
    await user.keyboard("400");
    await user.click(screen.getByRole("button", { name: "Importer" }));
    expect(screen.getByRole("alert").textContent).toMatch(/de 1 à 365/);
    expect(inputsOf(fake, "importHistory")).toHaveLength(0);
    expect(document.activeElement).toBe(field);
    await user.clear(field);
    await user.keyboard("45{Enter}");
    expect(inputsOf(fake, "importHistory")).toEqual([{ days: 45, isReset: false }]);
  });

  test.each([
    [31, /^Apify garde 31 jours sur votre offre/],
    [null, /déjà effacé, selon votre offre/],
  ])("tells what Apify keeps when it is %s", async (retentionDays, words) => {
    await openDialog(createFakeDesktop({ importStatus: { retentionDays } }));
    expect(screen.getByText(words)).toBeDefined();
  });

  test("says honestly what a reset does", async () => {
    await openDialog();
    const words = screen.getByText(/ne partent qu'une fois les nouvelles arrivées/).textContent;
    expect(words).toMatch(/supprimées chez Apify partent aussi/);
    expect(words).toMatch(/Restent les jours d'avant.*une fonctionnalité a enregistré.*Apify ne garde plus/);
  });

  test.each([
    [{ kind: "token-refused" }, "Jeton à redonner"],
    [{ kind: "no-token", credential: "locked" }, "Le trousseau est verrouillé"],
  ] as const)("starts nothing with %j, and says why", async (connection, words) => {
    const { fake, user } = await openDialog(createFakeDesktop({ connection: { connection } }));
    const dialog = screen.getByRole("dialog");
    expect(dialog.textContent).toContain(words);
    await user.click(screen.getByRole("button", { name: "Importer" }));
    expect(inputsOf(fake, "importHistory")).toHaveLength(0);
  });

  test("can be used while a refresh runs", async () => {
    const importStatus = { ...idleStatus, state: "running", lastCompletedAt: new Date().toISOString() } as const;
    const fake = createFakeDesktop({ importStatus, connection: { connection: { kind: "refreshing" } } });
    await importAll(fake);
    expect(inputsOf(fake, "importHistory")).toHaveLength(1);
  });
});

describe("how the import ended", () => {
  const ending = (answer: Partial<ImportAnswer>) => {
    const fake = createFakeDesktop();
    fake.answer("importHistory", () => ({ ...sampleImportAnswer, ...answer }));
    return fake;
  };
  const failing = (code: ErrorCode) => {
    const fake = createFakeDesktop();
    fake.answer("importHistory", () => {
      throw new AppError(code, "no");
    });
    return fake;
  };

  test("shows from the start on that it runs", async () => {
    const fake = createFakeDesktop();
    fake.answer("importHistory", () => new Promise(() => {}));
    await importAll(fake);
    expect(await screen.findByText("Recherche de vos exécutions…")).toBeDefined();
  });

  test.each([
    ["all it did", { runsRemoved: 1 }, "412 exécutions lues, 12 nouvelles, 3 modifiées, 1 retirée."],
    ["only what it did", { runsRecorded: 1, runsNew: 1, runsChanged: 0 }, "1 exécution lue, 1 nouvelle."],
    ["that it did nothing", { runsNew: 0, runsChanged: 0 }, "412 exécutions lues, rien n'a changé."],
  ])("tells %s", async (_, answer, words) => {
    await importAll(ending(answer));
    expect(await screen.findByText("Import terminé")).toBeDefined();
    expect(screen.getByText(words)).toBeDefined();
  });

  test("tells what Apify no longer had", async () => {
    await importAll(ending({ retentionDays: 31, notKeptBefore: "2025-01-28T12:00:00.000Z" }));
    const words = await screen.findByText(/^.*Les exécutions d'avant le 28 janv\. 2025 qu'Apify a effacées/);
    expect(words.textContent).toMatch(/Votre offre garde 31 jours\.$/);
  });

  test("can be put away", async () => {
    const { user } = await importAll(ending({}));
    await screen.findByText("Import terminé");
    await user.click(screen.getByRole("button", { name: "Fermer" }));
    expect(screen.queryByText("Import terminé")).toBeNull();
  });

  test("tells why it failed, and tries the same again", async () => {
    const { fake, user } = await importAll(failing("apify_bad_answer"));
    expect(await screen.findByText("L'import n'a pas abouti")).toBeDefined();
    expect(screen.getByText(/réponse inattendue/)).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Réessayer" }));
    expect(inputsOf(fake, "importHistory")).toHaveLength(2);
  });

  test.each([
    [{ kind: "rate-limited", until: AT }, "apify_rate_limited", /reprendra de lui-même/],
    [{ kind: "offline", since: AT }, "apify_unreachable", /reprendra de lui-même/],
    [{ kind: "failing", code: "apify_bad_answer", since: AT }, "apify_bad_answer", /reprendra de lui-même/],
    [{ kind: "token-refused" }, "apify_token_refused", /donnez d'abord un jeton/],
    [{ kind: "not-allowed" }, "apify_forbidden", /donnez d'abord un jeton/],
    [{ kind: "no-token", credential: "locked" }, "keychain_unavailable", /déverrouillez d'abord le trousseau/],
  ] as const)("leaves the reason and the button to the connection that is %j", async (connection, code, words) => {
    const fake = failing(code);
    await importAll(fake);
    await screen.findByText("L'import n'a pas abouti");
    act(() => fake.push("connectionChanged", { connection, lastCompletedAt: AT, nextRefreshAt: null }));
    const title = await screen.findByText("L'import n'a pas abouti");
    await waitFor(() => expect(title.nextSibling?.textContent).toMatch(words));
    const isLocked = connection.kind === "no-token";
    const isTriedAgain = isLocked || connection.kind === "offline" || connection.kind === "failing";
    expect(screen.queryAllByRole("button", { name: "Réessayer" })).toHaveLength(isTriedAgain ? 1 : 0);
  });

  test("goes once a later import has completed", async () => {
    const fake = failing("apify_bad_answer");
    await importAll(fake);
    await screen.findByText("L'import n'a pas abouti");
    act(() => fake.push("importStatusChanged", { ...idleStatus, lastCompletedAt: "2020-01-01T00:00:00.000Z" }));
    expect(screen.getByText("L'import n'a pas abouti")).toBeDefined();
    const lastCompletedAt = new Date(Date.now() + 1000).toISOString();
    act(() => fake.push("importStatusChanged", { ...idleStatus, lastCompletedAt }));
    await waitFor(() => expect(screen.queryByText("L'import n'a pas abouti")).toBeNull());
  });

  test("goes with a sign-in", async () => {
    const fake = failing("apify_token_refused");
    const { user } = await importAll(fake);
    const connection = { kind: "token-refused" } as const;
    act(() => {
      fake.push("sessionChanged", { kind: "apify", username: "camille", credential: "refused" });
      fake.push("connectionChanged", { connection, lastCompletedAt: null, nextRefreshAt: null });
    });
    await screen.findByText("L'import n'a pas abouti");
    await user.click(screen.getByRole("button", { name: "Coller le jeton" }));
    await user.keyboard("apify_api_new{Enter}");
    await waitFor(() => expect(screen.queryByText("L'import n'a pas abouti")).toBeNull());
  });

  test("tells that it was cancelled, without alarm", async () => {
    await importAll(failing("cancelled"));
    expect(await screen.findByText("Import annulé")).toBeDefined();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("tells why once, beside the hole that it left, and goes as far back again", async () => {
    const { fake, user } = await openDialog(failing("apify_unreachable"));
    await user.click(screen.getByRole("radio", { name: "30 jours" }));
    await user.click(screen.getByRole("button", { name: "Importer" }));
    act(() => fake.push("importStatusChanged", { ...idleStatus, isIncomplete: true }));
    expect((await screen.findByText("Import interrompu")).nextSibling?.textContent).toMatch(/^Apify ne répond pas/);
    expect(screen.queryByText("L'import n'a pas abouti")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Reprendre" }));
    expect(inputsOf(fake, "importHistory").at(-1)).toEqual({ days: 30, isReset: false });
  });
});
