// @vitest-environment happy-dom
import { screen, waitFor } from "@testing-library/react";
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

  test("leads to the settings, which give the focus back to it", async () => {
    const { user } = await openMenu();
    await user.click(screen.getByRole("menuitem", { name: "Réglages…" }));
    expect(await screen.findByRole("dialog", { name: "Réglages" })).toBeDefined();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: /^Menu du compte/ })));
  });
});
