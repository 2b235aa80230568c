// @vitest-environment happy-dom
import { screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { AppError } from "../../../../../shared/errors.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

async function openSettings(tab: string, fake = createFakeDesktop()) {
  const app = await showApp(fake);
  await app.user.keyboard("{Control>},{/Control}");
  await app.user.click(await screen.findByRole("tab", { name: tab }));
  const choose = async (name: string, option: string) => {
    await app.user.click(screen.getByRole("combobox", { name }));
    await app.user.click(screen.getByRole("option", { name: option }));
  };
  return { ...app, choose };
}

const namesOf = (role: string) => screen.getAllByRole(role).map(({ textContent }) => textContent);

describe("the settings", () => {
  test("choose the language and the theme", async () => {
    const { fake, choose } = await openSettings("Général");
    await choose("Langue", "English");
    await choose("Apparence", "Sombre");
    expect(inputsOf(fake, "setPreferences")).toEqual([{ language: "en" }, { theme: "dark" }]);
  });

  test("choose from the keyboard how often to refresh", async () => {
    const { fake, user } = await openSettings("Système");
    screen.getByRole("combobox", { name: "Actualisation" }).focus();
    await user.keyboard("{Enter}");
    expect(namesOf("option")).toEqual([
      "Chaque minute",
      "Toutes les 5 min",
      "Toutes les 15 min",
      "Toutes les heures",
      "À la main",
    ]);
    expect(screen.getByRole("option", { selected: true }).textContent).toBe("Toutes les 5 min");
    await user.keyboard("{End}{Enter}");
    expect(inputsOf(fake, "setPreferences")).toEqual([{ refreshMinutes: 0 }]);
  });

  test("choose what stands in the tray's icon", async () => {
    const { fake, choose } = await openSettings("Système");
    await choose("Icône de la barre système", "Part du budget");
    expect(inputsOf(fake, "setPreferences")).toEqual([{ trayShows: "budget" }]);
  });

  test("take a choice back that could not be kept, and say so", async () => {
    const fake = createFakeDesktop();
    fake.answer("setPreferences", () => {
      throw new AppError("ledger_unavailable", "no room");
    });
    const { choose } = await openSettings("Général", fake);
    await choose("Apparence", "Claire");
    expect((await screen.findByRole("alert")).textContent).toContain("Votre choix n'a pas pu être enregistré");
    expect(screen.getByRole("combobox", { name: "Apparence" }).textContent).toBe("Celle du système");
  });

  test.each([
    ["the sample", { kind: "sample" }],
    ["the doors", { kind: "signed-out" }],
  ] as const)("open from %s too, and give the focus back", async (_, session) => {
    const { user } = await showApp(createFakeDesktop({ session }));
    const button = screen.getByRole("button", { name: "Réglages" });
    await user.click(button);
    expect(await screen.findByRole("dialog", { name: "Réglages" })).toBeDefined();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(document.activeElement).toBe(button));
  });
});

describe("launching at login", () => {
  test("is switched on, with the choice of a start without a window", async () => {
    const { fake, user } = await openSettings("Système");
    expect(screen.queryByRole("switch", { name: "Sans ouvrir la fenêtre" })).toBeNull();
    await user.click(await screen.findByRole("switch", { name: "Lancer à l'ouverture de session" }));
    const hidden = await screen.findByRole("switch", { name: "Sans ouvrir la fenêtre" });
    await user.click(hidden);
    expect(inputsOf(fake, "setLoginLaunch")).toEqual([{ isOn: true }]);
    expect(inputsOf(fake, "setPreferences")).toEqual([{ isStartedHidden: false }]);
  });

  test("is no choice where nobody knows the command, and says so", async () => {
    const fake = createFakeDesktop();
    fake.answer("getLoginLaunch", () => "unavailable");
    await openSettings("Système", fake);
    expect(await screen.findByText(/ne sait pas par quelle commande/)).toBeDefined();
    expect(screen.getByRole<HTMLButtonElement>("switch").disabled).toBe(true);
  });

  test("tells why it could not be switched on", async () => {
    const fake = createFakeDesktop();
    fake.answer("setLoginLaunch", () => {
      throw new AppError("ledger_unavailable", "read-only");
    });
    const { user } = await openSettings("Système", fake);
    await user.click(await screen.findByRole("switch", { name: "Lancer à l'ouverture de session" }));
    expect((await screen.findByRole("alert")).textContent).toContain("Votre choix n'a pas pu être enregistré");
  });
});

describe("the data", () => {
  const FIT = {
    kind: "fit",
    name: "decompte-2026-11-20.db",
    accounts: [
      { name: "camille", runs: 1_240, newestAt: "2026-11-20T10:00:00.000Z" },
      { name: null, runs: 3, newestAt: null },
    ],
  } as const;

  test("are backed up, and where the copy is and how large is told", async () => {
    const { user } = await openSettings("Données");
    await user.click(screen.getByRole("button", { name: "Sauvegarder…" }));
    expect((await screen.findByText(/^Sauvegardé/)).textContent).toBe(
      "Sauvegardé\u00a0: decompte-2026-11-23.db, 81\u202fMo",
    );
  });

  test("are restored only once the person has read whose they are, and confirmed", async () => {
    const fake = createFakeDesktop();
    fake.answer("chooseLedgerToRestore", () => FIT);
    const { user } = await openSettings("Données", fake);
    await user.click(screen.getByRole("button", { name: "Choisir un fichier…" }));
    expect(await screen.findByText("decompte-2026-11-20.db est un registre entier")).toBeDefined();
    expect(namesOf("listitem").slice(-2)).toEqual([
      "camille · 1\u202f240 exécutions, jusqu'au 20 nov. 2026",
      "Un compte qui n'est pas connecté ici · 3 exécutions",
    ]);
    expect(inputsOf(fake, "restoreLedger")).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Redémarrer et restaurer" }));
    expect(inputsOf(fake, "restoreLedger")).toHaveLength(1);
  });

  test("stay as they are when the person thinks better of it", async () => {
    const fake = createFakeDesktop();
    fake.answer("chooseLedgerToRestore", () => FIT);
    const { user } = await openSettings("Données", fake);
    await user.click(screen.getByRole("button", { name: "Choisir un fichier…" }));
    await user.click(await screen.findByRole("button", { name: "Annuler" }));
    expect(inputsOf(fake, "cancelRestore")).toHaveLength(1);
    expect(screen.queryByText(/est un registre entier/)).toBeNull();
  });

  test.each([
    ["newer", "vieux.db vient d'une version plus récente de Décompte. Mettez l'application à jour."],
    ["foreign", "vieux.db n'est pas un registre de Décompte."],
    ["damaged", "vieux.db est abîmé\u00a0: il ne remplace rien."],
    ["unreadable", "vieux.db n'a pas pu être lu."],
  ] as const)("are not replaced by a file that is %s", async (kind, text) => {
    const fake = createFakeDesktop();
    fake.answer("chooseLedgerToRestore", () => ({ kind, name: "vieux.db" }));
    const { user } = await openSettings("Données", fake);
    await user.click(screen.getByRole("button", { name: "Choisir un fichier…" }));
    expect((await screen.findByRole("alert")).textContent).toBe(text);
    expect(screen.queryByRole("button", { name: "Redémarrer et restaurer" })).toBeNull();
  });
});

test("diagnostics are read before they are copied", async () => {
  const { fake, user } = await openSettings("Aide");
  const shown = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Diagnostic" });
  expect(shown.value).toBe("Décompte: 0.1.0\nSystem: linux");
  await user.click(screen.getByRole("button", { name: "Copier" }));
  expect(await screen.findByRole("button", { name: "Copié" })).toBeDefined();
  expect(inputsOf(fake, "copyDiagnostics")).toHaveLength(1);
});
