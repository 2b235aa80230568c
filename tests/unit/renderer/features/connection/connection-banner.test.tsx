// @vitest-environment happy-dom
import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { Connection, ConnectionStatus } from "../../../../../shared/ipc/connection.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const AT = minutesAgo(10);
const LAST = minutesAgo(130);

const status = (connection: Connection): ConnectionStatus => ({
  connection,
  lastCompletedAt: LAST,
  nextRefreshAt: null,
});
const connected = (connection: Connection) => createFakeDesktop({ connection: status(connection) });
const retryButton = () => screen.queryByRole("button", { name: "Réessayer" });

describe("a trouble", () => {
  test.each([
    ["offline", { kind: "offline", since: AT }, "Apify ne répond pas"],
    ["failing", { kind: "failing", code: "apify_bad_answer", since: AT }, "La dernière actualisation a échoué"],
  ] as const)("%s tells since when, how old the figures are, and can be tried again", async (_, connection, title) => {
    const { fake, user } = await showApp(connected(connection));
    expect(screen.getByText(title)).toBeDefined();
    expect(screen.getByText(/depuis .*Les chiffres affichés datent d'il y a 2.h\.$/)).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Réessayer" }));
    expect(inputsOf(fake, "refresh")).toHaveLength(1);
  });

  test("rate-limited tells until when, and asks for nothing before", async () => {
    await showApp(connected({ kind: "rate-limited", until: AT }));
    expect(screen.getByText(/^Décompte attend jusqu'à/)).toBeDefined();
    expect(retryButton()).toBeNull();
  });

  test("failing says when it tries again by itself, and asks nothing of the person", async () => {
    const connection = { kind: "failing", code: "apify_bad_answer", since: AT } as const;
    await showApp(createFakeDesktop({ connection: { ...status(connection), nextRefreshAt: minutesAgo(-1) } }));
    const words = screen.getByText(/réponse inattendue.*réessaie de lui-même à/).textContent;
    expect(words).not.toContain("dans quelques minutes");
  });

  test("not-allowed names the permission and takes another token", async () => {
    const { fake, user } = await showApp(connected({ kind: "not-allowed" }));
    expect(screen.getByText(/ne comprennent pas la lecture des Actors et de leurs exécutions/)).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Coller le jeton" }));
    await user.keyboard("apify_api_full{Enter}");
    expect(inputsOf(fake, "signInWithApify")).toEqual([{ token: "apify_api_full" }]);
  });

  test("stays in its place while a refresh tries again", async () => {
    const { fake } = await showApp(connected({ kind: "offline", since: AT }));
    act(() => fake.push("connectionChanged", status({ kind: "refreshing" })));
    await waitFor(() => expect(screen.getByRole("button", { name: "Réessayer" })).toHaveProperty("disabled", true));
    act(() => fake.push("connectionChanged", { ...status({ kind: "fine" }), lastCompletedAt: minutesAgo(0) }));
    await waitFor(() => expect(retryButton()).toBeNull());
  });
});

describe("figures that are old", () => {
  test("say so, although nothing failed", async () => {
    await showApp(createFakeDesktop({ connection: { ...status({ kind: "fine" }), nextRefreshAt: minutesAgo(-1) } }));
    expect(screen.getByText("Ces chiffres ont vieilli")).toBeDefined();
    const total = screen.getByRole("region", { name: "Total dépensé" });
    expect(total.textContent).toMatch(/Chiffres d'il y a 2.h/);
  });

  test("leave it at their age while the first refresh is about to come", async () => {
    await showApp(connected({ kind: "fine" }));
    expect(screen.queryByText("Ces chiffres ont vieilli")).toBeNull();
    expect(screen.getByRole("region", { name: "Total dépensé" }).textContent).toMatch(/Chiffres d'il y a 2.h/);
  });

  test("say so where only the person refreshes", async () => {
    const byHand = { ...status({ kind: "fine" }), lastCompletedAt: minutesAgo(2 * 24 * 60) };
    await showApp(createFakeDesktop({ connection: byHand, preferences: { refreshMinutes: 0 } }));
    expect(screen.getByText("Ces chiffres ont vieilli")).toBeDefined();
  });

  test("carry their age through a refresh", async () => {
    await showApp(connected({ kind: "refreshing" }));
    expect(screen.getByRole("region", { name: "Total dépensé" }).textContent).toMatch(/Chiffres d'il y a 2.h/);
  });
});

test("with all well there is no banner", async () => {
  await showApp();
  expect(retryButton()).toBeNull();
  expect(screen.queryByText(/vieilli|répond pas|refuse/)).toBeNull();
});
