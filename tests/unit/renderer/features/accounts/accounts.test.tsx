// @vitest-environment happy-dom
import { screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { AccountEntry } from "../../../../../shared/ipc/accounts.ts";
import { AppError } from "../../../../../shared/errors.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const ADDRESS = "https://spend.example.org";
const TEAM_ID = `${ADDRESS} noa`;
const accounts: readonly AccountEntry[] = [
  { kind: "apify", id: "camille-id", username: "camille", colour: 0, isShown: true },
  { kind: "server", id: TEAM_ID, address: ADDRESS, email: "noa@example.org", name: "Noa", colour: 0, isShown: false },
  {
    kind: "server",
    id: `${ADDRESS} alex`,
    address: ADDRESS,
    email: "alex@example.org",
    name: "",
    colour: 2,
    isShown: false,
  },
];

async function openMenu(fake = createFakeDesktop({ accounts })) {
  const app = await showApp(fake);
  await app.user.click(screen.getByRole("button", { name: /^Menu du compte/ }));
  await screen.findByRole("menuitemradio", { name: /Noa/ });
  return app;
}

describe("the accounts in the menu", () => {
  test("stand with whose and where they are, the shown one checked", async () => {
    await openMenu();
    expect(screen.getAllByRole("menuitemradio").map(({ textContent }) => textContent)).toEqual([
      "camilleRegistre sur cet ordinateur",
      "Noaspend.example.org",
      "alex@example.orgspend.example.org",
    ]);
    expect(screen.getByRole("menuitemradio", { checked: true }).textContent).toContain("camille");
  });

  test("are switched from the keyboard, to a page that is the other's", async () => {
    const fake = createFakeDesktop({ accounts });
    fake.answer("switchAccount", () => ({
      kind: "server",
      address: ADDRESS,
      email: "noa@example.org",
      name: "Noa",
      credential: "kept",
    }));
    const { user } = await openMenu(fake);
    await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    expect(inputsOf(fake, "switchAccount")).toEqual([{ accountId: TEAM_ID }]);
    await waitFor(() => expect(screen.getByRole("button", { name: /^Menu du compte/ }).textContent).toBe("Noa"));
    expect(inputsOf(fake, "getSummary")).toHaveLength(2);
  });

  test("say at their line why they can't be shown", async () => {
    const fake = createFakeDesktop({ accounts });
    fake.answer("switchAccount", () => {
      throw new AppError("ledger_unavailable", "disk");
    });
    const { user } = await openMenu(fake);
    await user.click(screen.getByRole("menuitemradio", { name: /Noa/ }));
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("Le registre n'a pas pu être ouvert");
    expect(screen.getByRole("menuitemradio", { name: /Noa/ }).contains(alert)).toBe(true);
  });
});

describe("adding an account", () => {
  async function openDoors() {
    const app = await openMenu();
    await app.user.click(screen.getByRole("menuitem", { name: "Ajouter un compte…" }));
    return app;
  }

  test("shows the doors, and the way back to the figures", async () => {
    const { user } = await openDoors();
    expect(screen.getByLabelText("Jeton d'API")).toBeDefined();
    expect(screen.queryByText("Données d'exemple")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Retour" }));
    expect(await screen.findByText("Total dépensé")).toBeDefined();
  });

  test("ends on the figures once the account has signed in, the same one too", async () => {
    const { fake, user } = await openDoors();
    await user.type(screen.getByLabelText("Jeton d'API"), "apify_api_abc{Enter}");
    expect(await screen.findByText("Total dépensé")).toBeDefined();
    expect(inputsOf(fake, "signInWithApify")).toHaveLength(1);
  });
});
