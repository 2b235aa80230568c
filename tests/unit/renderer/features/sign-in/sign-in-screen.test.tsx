// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { fr } from "../../../../../renderer/i18n/fr.ts";
import { AppError, ERROR_CODES } from "../../../../../shared/errors.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const signedOut = () => createFakeDesktop({ session: { kind: "signed-out" } });
const field = () => screen.getByLabelText<HTMLInputElement>("Jeton d'API");

describe("the door 'Apify token'", () => {
  test("signs in with the pasted token, its blanks cut off, from the keyboard alone", async () => {
    const { fake, user } = await showApp(signedOut());
    await user.keyboard("  apify_api_abc \t");
    await user.click(field());
    await user.keyboard("{Enter}");
    expect(inputsOf(fake, "signInWithApify")).toEqual([{ token: "apify_api_abc" }]);
    expect(await screen.findByText("camille")).toBeDefined();
  });

  test("leaves the token in no cache and no storage", async () => {
    const { client, user } = await showApp(signedOut());
    await user.type(field(), "apify_api_secret{Enter}");
    await screen.findByText("camille");
    const queries = client.getQueryCache().getAll();
    const mutations = client.getMutationCache().getAll();
    const kept = JSON.stringify([queries, mutations].map((all) => all.map(({ state }) => state)));
    expect(kept + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)).not.toContain("apify_api_secret");
  });

  test("hides the token until it is asked to show it", async () => {
    const { user } = await showApp(signedOut());
    expect(field().type).toBe("password");
    await user.click(screen.getByRole("button", { name: "Afficher le jeton" }));
    expect(field().type).toBe("text");
    await user.click(screen.getByRole("button", { name: "Masquer le jeton" }));
    expect(field().type).toBe("password");
  });

  test("hands the focus to the dashboard's heading", async () => {
    const { user } = await showApp(signedOut());
    await user.type(field(), "apify_api_abc{Enter}");
    await screen.findByText("camille");
    expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1 }));
  });

  test("asks for a token instead of sending nothing", async () => {
    const { fake, user } = await showApp(signedOut());
    await user.type(field(), "   {Enter}");
    expect(screen.getByRole("alert").textContent).toBe("Collez votre jeton pour continuer.");
    expect(inputsOf(fake, "signInWithApify")).toHaveLength(0);
  });

  test("cannot be used twice while the token is checked", async () => {
    const fake = signedOut();
    fake.answer("signInWithApify", () => new Promise(() => {}));
    const { user } = await showApp(fake);
    await user.type(field(), "apify_api_abc{Enter}{Enter}");
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Vérification…" }).disabled).toBe(true);
    expect(inputsOf(fake, "signInWithApify")).toHaveLength(1);
  });

  test.each(ERROR_CODES)("tells %s at the field, with what to do, and keeps what was typed", async (code) => {
    const fake = signedOut();
    fake.answer("signInWithApify", () => {
      throw new AppError(code, "not shown");
    });
    const { user } = await showApp(fake);
    await user.type(field(), "apify_api_abc{Enter}");
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toBe(fr.errors[code]);
    expect(field().getAttribute("aria-describedby")).toBe(alert.id);
    expect(field().getAttribute("aria-invalid")).toBe("true");
    expect(field().value).toBe("apify_api_abc");
  });

  test("leads to the page that shows the token", async () => {
    const { fake, user } = await showApp(signedOut());
    await user.click(screen.getByRole("button", { name: /Où trouver mon jeton/ }));
    expect(inputsOf(fake, "openApifyTokenPage")).toHaveLength(1);
  });
});

describe("the door 'sample data'", () => {
  test("opens figures that are marked as invented, and that can be left", async () => {
    const { user } = await showApp(signedOut());
    await user.click(screen.getByRole("button", { name: "Explorer l'exemple" }));
    expect(await screen.findByText("Données d'exemple")).toBeDefined();
    expect(screen.getByText(/Ces chiffres sont inventés/)).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Quitter l'exemple" }));
    expect(await screen.findByRole("button", { name: "Explorer l'exemple" })).toBeDefined();
  });

  test("tells why it does not open", async () => {
    const fake = signedOut();
    fake.answer("openSampleData", () => {
      throw new AppError("ledger_unavailable", "disk");
    });
    const { user } = await showApp(fake);
    await user.click(screen.getByRole("button", { name: "Explorer l'exemple" }));
    expect((await screen.findByRole("alert")).textContent).toBe(fr.errors.ledger_unavailable);
  });
});

test("the page says which screen it shows", async () => {
  await showApp(signedOut());
  expect(document.documentElement.dataset["screen"]).toBe("sign-in");
});
