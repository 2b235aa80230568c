// @vitest-environment happy-dom
import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { createFakeDesktop, ENVIRONMENT } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

/** As amounts are written, in either language: what an attribute says counts as well. */
const AMOUNT = /\$\s?\d|\d[\u00a0 ]\$/;

describe("hidden amounts", () => {
  test("stand nowhere in the window, in its titles and names neither", async () => {
    const { fake } = await showApp();
    expect(document.body.outerHTML).toMatch(AMOUNT);
    act(() => fake.push("environmentChanged", { ...ENVIRONMENT, areAmountsHidden: true }));
    expect(document.body.outerHTML).not.toMatch(AMOUNT);
    expect(within(screen.getByRole("region", { name: "Total dépensé" })).getAllByText("•••")).not.toHaveLength(0);
    act(() => fake.push("environmentChanged", ENVIRONMENT));
    expect(document.body.outerHTML).toMatch(AMOUNT);
  });

  test("are hidden by the settings, and shown again by the header", async () => {
    const fake = createFakeDesktop();
    const { user } = await showApp(fake);
    await user.keyboard("{Control>},{/Control}");
    await user.click(await screen.findByRole("switch", { name: "Masquer les montants" }));
    await user.keyboard("{Escape}");
    act(() => fake.push("environmentChanged", { ...ENVIRONMENT, areAmountsHidden: true }));
    await user.click(await screen.findByRole("button", { name: "Afficher les montants" }));
    expect(inputsOf(fake, "setPreferences")).toEqual([{ areAmountsHidden: true }, { areAmountsHidden: false }]);
  });

  test("are not in the screen that is remembered, which says so", async () => {
    const { fake } = await showApp();
    act(() => fake.push("environmentChanged", { ...ENVIRONMENT, areAmountsHidden: true }));
    await waitFor(() => expect(inputsOf(fake, "rememberScreen").at(-1)).toMatchObject({ areAmountsHidden: true }), {
      timeout: 3_000,
    });
    expect(JSON.stringify(inputsOf(fake, "rememberScreen").at(-1))).not.toMatch(AMOUNT);
  });
});
