// @vitest-environment happy-dom
import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const palette = () => screen.findByRole("dialog", { name: "Commandes" });

test("figures choose the period, outside of fields", async () => {
  const { fake, user } = await showApp();
  await user.keyboard("1");
  expect(inputsOf(fake, "setPreferences")).toEqual([{ summaryPeriod: "day" }]);
  await user.keyboard("/");
  const search = screen.getByRole("textbox", { name: /Rechercher/ });
  await waitFor(() => expect(document.activeElement).toBe(search));
  await user.keyboard("2");
  expect(inputsOf(fake, "setPreferences")).toHaveLength(1);
  expect(search).toHaveProperty("value", "2");
});

test("the palette finds a command by its letters and does it", async () => {
  const { fake, user } = await showApp();
  await user.keyboard("{Control>}k{/Control}");
  const dialog = within(await palette());
  expect(dialog.getByRole("option", { name: /^Actualiser/ }).textContent).toContain("R");
  await user.keyboard("semaine{Enter}");
  await waitFor(() => expect(inputsOf(fake, "setPreferences")).toEqual([{ summaryPeriod: "week" }]));
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("the palette is searched without accents, and leads to dialogs, which then have the keyboard for themselves", async () => {
  const { fake, user } = await showApp();
  await user.keyboard("{Control>}k{/Control}");
  const search = within(await palette()).getByRole("combobox");
  await user.keyboard("reglages");
  const [only] = screen.getAllByRole("option");
  await waitFor(() => expect(search.getAttribute("aria-activedescendant")).toBe(only?.id));
  await user.keyboard("{Enter}");
  await screen.findByRole("dialog", { name: "Réglages" });
  await user.keyboard("{Control>}r{/Control}");
  expect(inputsOf(fake, "refresh")).toHaveLength(0);
});

test("it offers only what can be done: nothing of an account while there is only the sample", async () => {
  const { user } = await showApp(createFakeDesktop({ session: { kind: "sample" } }));
  await user.keyboard("{Control>}k{/Control}");
  const options = within(await palette()).getAllByRole("option");
  const names = options.map(({ textContent }) => textContent ?? "").join(" ");
  expect(names).toContain("Total du jour");
  expect(names).not.toMatch(/Actualiser|Ajouter un compte|Importer/);
});

test("says so when there is no such command", async () => {
  const { user } = await showApp();
  await user.keyboard("{Control>}k{/Control}");
  await palette();
  await user.keyboard("xyz");
  expect(await screen.findByText("Aucune commande de ce nom.")).toBeDefined();
});

test("a choice in the menu bar is a command as well", async () => {
  const { fake } = await showApp();
  act(() => fake.push("commandChosen", "period-all"));
  await waitFor(() => expect(inputsOf(fake, "setPreferences")).toEqual([{ summaryPeriod: "all" }]));
});
