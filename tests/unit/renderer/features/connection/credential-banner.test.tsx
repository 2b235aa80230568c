// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { CredentialState } from "../../../../../shared/ipc/session.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const withToken = (credential: CredentialState) =>
  createFakeDesktop({ session: { kind: "apify", username: "camille", credential } });

describe("what became of the token", () => {
  test.each([
    ["this-session", "Jeton gardé en mémoire"],
    ["missing", "Le jeton n'est plus là"],
    ["locked", "Le trousseau est verrouillé"],
    ["unavailable", "Le trousseau ne répond pas"],
    ["refused", "Apify refuse ce jeton"],
  ] as const)("%s has its own words, and the figures stay readable", async (credential, title) => {
    await showApp(withToken(credential));
    expect(screen.getByText(title)).toBeDefined();
    expect(screen.getByText("60.96 $")).toBeDefined();
  });

  test("kept needs no word", async () => {
    await showApp(withToken("kept"));
    expect(screen.queryByText(/trousseau/)).toBeNull();
  });

  test.each(["missing", "unavailable", "refused"] as const)("%s takes the token again", async (credential) => {
    const { fake, user } = await showApp(withToken(credential));
    await user.click(screen.getByRole("button", { name: "Coller le jeton" }));
    await user.keyboard("apify_api_again{Enter}");
    expect(inputsOf(fake, "signInWithApify")).toEqual([{ token: "apify_api_again" }]);
    expect(screen.queryByRole("button", { name: "Coller le jeton" })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1 }));
  });

  test("locked asks the keychain again", async () => {
    const { fake, user } = await showApp(withToken("locked"));
    await user.click(screen.getByRole("button", { name: "Réessayer" }));
    expect(inputsOf(fake, "retryKeychain")).toHaveLength(1);
    expect(screen.queryByText("Le trousseau est verrouillé")).toBeNull();
  });
});
