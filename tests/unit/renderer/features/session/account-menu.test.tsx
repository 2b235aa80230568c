// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { AppError } from "../../../../../shared/errors.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

async function openMenu(fake = createFakeDesktop()) {
  const app = await showApp(fake);
  await app.user.click(screen.getByRole("button", { name: /^Menu du compte/ }));
  return app;
}

describe("the account menu", () => {
  test("signs out, and says that the ledger stays", async () => {
    const { fake, user } = await openMenu();
    expect(screen.getByText("Le registre reste sur cet ordinateur")).toBeDefined();
    await user.click(screen.getByRole("menuitem", { name: /Se déconnecter/ }));
    expect(inputsOf(fake, "signOut")).toHaveLength(1);
    expect(await screen.findByText("Se connecter")).toBeDefined();
  });

  test("tells why signing out failed", async () => {
    const fake = createFakeDesktop();
    fake.answer("signOut", () => {
      throw new AppError("keychain_unavailable", "locked");
    });
    const { user } = await openMenu(fake);
    await user.click(screen.getByRole("menuitem", { name: /Se déconnecter/ }));
    expect(await screen.findByText(/Le trousseau du système ne répond pas/)).toBeDefined();
  });

  test("chooses from the keyboard how often to refresh", async () => {
    const { fake, user } = await openMenu();
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}{ArrowRight}");
    const menu = within(await screen.findByRole("menu", { name: /Actualisation/ }));
    const choices = menu.getAllByRole("menuitemradio");
    expect(choices.map((choice) => choice.textContent)).toEqual([
      "Chaque minute",
      "Toutes les 5 min",
      "Toutes les 15 min",
      "Toutes les heures",
      "À la main",
    ]);
    expect(menu.getByRole("menuitemradio", { checked: true }).textContent).toBe("Toutes les 5 min");
    await user.keyboard("{End}{Enter}");
    expect(inputsOf(fake, "setPreferences")).toEqual([{ refreshMinutes: 0 }]);
  });

  test("chooses what stands in the tray's icon", async () => {
    const { fake, user } = await openMenu();
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowRight}");
    const menu = within(await screen.findByRole("menu", { name: /Icône de la barre système/ }));
    const choices = menu.getAllByRole("menuitemradio");
    expect(choices.map((choice) => choice.textContent)).toEqual(["Montant de la période", "Part du budget"]);
    expect(menu.getByRole("menuitemradio", { checked: true }).textContent).toBe("Montant de la période");
    await user.keyboard("{End}{Enter}");
    expect(inputsOf(fake, "setPreferences")).toEqual([{ trayShows: "budget" }]);
  });
});
