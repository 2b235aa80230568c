// @vitest-environment happy-dom
import { QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { StartFailure } from "../../../../../renderer/features/session/start-failure.tsx";
import { speakLanguage } from "../../../../../renderer/i18n/speak-language.ts";
import { createQueryClient } from "../../../../../renderer/query-client.ts";
import { AppError } from "../../../../../shared/errors.ts";
import { createFakeDesktop, LEDGER_FILE } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { inputsOf, installDesktop, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const SINCE = new Date(Date.now() - 60_000).toISOString();
const banner = () => screen.queryByText("Le registre est abîmé");
const total = () => screen.getByRole("region", { name: "Total dépensé" });
const chart = () => screen.getByRole("region", { name: "Coûts dépensés par jour" });

describe("a damaged ledger", () => {
  const damaged = () => createFakeDesktop({ ledgerDamagedSince: SINCE });

  test("tells what happened, where the file lies and what to do", async () => {
    const { fake, user } = await showApp(damaged());
    await screen.findByText("Le registre est abîmé");
    expect(screen.getByText(/montants affichés peuvent être faux/)).toBeDefined();
    expect(screen.getByText(/^Gardez d'abord une copie.*sauvegarde/)).toBeDefined();
    expect(screen.getByText(LEDGER_FILE)).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Ouvrir le dossier" }));
    expect(inputsOf(fake, "showLedgerFile")).toHaveLength(1);
  });

  test("marks the figures as not reliable, and the state in the header", async () => {
    await showApp(damaged());
    await screen.findByText("Le registre est abîmé");
    expect(within(total()).getByText(/Chiffres non fiables/)).toBeDefined();
    expect(within(chart()).getByText(/Chiffres non fiables/)).toBeDefined();
    expect(within(screen.getByRole("banner")).getByText("Registre abîmé")).toBeDefined();
  });

  test("is replaced by a new one only after a question that says what that means", async () => {
    const { fake, user } = await showApp(damaged());
    await user.click(await screen.findByRole("button", { name: "Réimporter l'historique…" }));
    const dialog = within(screen.getByRole("dialog"));
    expect(dialog.getByText(/de côté dans le même dossier.*rien n'est supprimé/)).toBeDefined();
    expect(inputsOf(fake, "replaceLedger")).toHaveLength(0);
    await user.click(dialog.getByRole("button", { name: "Redémarrer et réimporter" }));
    expect(inputsOf(fake, "replaceLedger")).toHaveLength(1);
  });

  test("is told when it is found while the window is open, and taken back once it is whole", async () => {
    const { fake } = await showApp();
    expect(banner()).toBeNull();
    act(() => fake.push("ledgerHealthChanged", { damagedSince: SINCE, file: LEDGER_FILE }));
    await waitFor(() => expect(banner()).not.toBeNull());
    act(() => fake.push("ledgerHealthChanged", { damagedSince: null, file: LEDGER_FILE }));
    await waitFor(() => expect(banner()).toBeNull());
  });

  test("is no matter of sample data", async () => {
    await showApp(createFakeDesktop({ session: { kind: "sample" }, ledgerDamagedSince: SINCE }));
    expect([banner(), screen.queryByText(/Chiffres non fiables/)]).toEqual([null, null]);
  });
});

describe("a start that fails", () => {
  async function showFailure(error: AppError, fake = createFakeDesktop()): Promise<void> {
    installDesktop(fake);
    await speakLanguage("fr");
    render(
      <QueryClientProvider client={createQueryClient()}>
        <StartFailure error={error} ledgerFile={LEDGER_FILE} onRetry={() => undefined} />
      </QueryClientProvider>,
    );
  }

  test("at a damaged ledger offers a new one", async () => {
    await showFailure(new AppError("ledger_damaged", "The ledger's file is damaged"));
    expect(screen.getByText(LEDGER_FILE)).toBeDefined();
    expect(screen.getByRole("button", { name: "Réimporter l'historique…" })).toBeDefined();
  });

  test("at a ledger that may not be opened says where it lies, and offers no new one", async () => {
    await showFailure(new AppError("ledger_unavailable", "The ledger can't be opened or read"));
    expect(screen.getByText(LEDGER_FILE)).toBeDefined();
    expect(screen.queryByRole("button", { name: "Réimporter l'historique…" })).toBeNull();
  });

  test("at a ledger of a later version tells which, and leads to updates and to the copies from before", async () => {
    const name = "ledger.db.before-0.3.0-20261122T100000000Z";
    const copy = { name, before: "0.3.0", madeAt: "2026-11-22T10:00:00.000Z", bytes: 81_000_000 };
    const fake = createFakeDesktop({
      updates: { state: { kind: "current" } },
      updateCopies: { openedBy: "0.3.0", copies: [copy] },
    });
    await showFailure(new AppError("ledger_newer", "A later version wrote the ledger"), fake);
    await screen.findByText(/a été ouvert par Décompte 0.3.0, et vous venez de lancer la version 0.1.0/);
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: "Rechercher" }));
    await user.click(screen.getByRole("button", { name: "Restaurer…" }));
    expect(inputsOf(fake, "checkForUpdates")).toHaveLength(1);
    expect(inputsOf(fake, "chooseLedgerToRestore")).toEqual([{ copyName: name }]);
    expect(screen.queryByRole("button", { name: "Réimporter l'historique…" })).toBeNull();
  });

  test("for another reason does not speak of the ledger's file", async () => {
    await showFailure(new AppError("internal", "Unexpected failure"));
    expect(screen.queryByText(LEDGER_FILE)).toBeNull();
  });
});
