// @vitest-environment happy-dom
import { act, fireEvent, screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { Connection } from "../../../../../shared/ipc/connection.ts";
import { createFakeDesktop, type FakeDesktopOptions } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const AT = minutesAgo(10);
const clock = new Intl.DateTimeFormat("fr", { hour: "2-digit", minute: "2-digit" }).format(Date.parse(AT));

const statusLine = () => screen.getByRole("banner").querySelector("p");
const connected = (connection: Connection, rest: FakeDesktopOptions = {}) =>
  createFakeDesktop({ ...rest, connection: { connection } });

describe("the status line", () => {
  test.each([
    ["a refresh", { kind: "refreshing" }, /^Actualisation…$/],
    ["a limit", { kind: "rate-limited", until: AT }, new RegExp(`^Nouvel essai à .*${clock}$`)],
    ["being offline", { kind: "offline", since: AT }, new RegExp(`^Hors ligne depuis .*${clock}$`)],
    ["a refused token", { kind: "token-refused" }, /^Jeton refusé$/],
    ["a token with too few permissions", { kind: "not-allowed" }, /^Accès refusé$/],
    ["a missing token", { kind: "no-token", credential: "missing" }, /^Jeton à redonner$/],
    ["a silent keychain", { kind: "no-token", credential: "unavailable" }, /^Jeton à redonner$/],
    ["a locked keychain", { kind: "no-token", credential: "locked" }, /^Trousseau verrouillé$/],
    ["a failure", { kind: "failing", code: "apify_bad_answer", since: AT }, /^Actualisation échouée$/],
  ] as const)("tells %s", async (_, connection, words) => {
    await showApp(connected(connection));
    expect(statusLine()?.textContent).toMatch(words);
  });

  test.each([
    ["of this minute", { lastCompletedAt: minutesAgo(0) }, /^À jour à l'instant$/],
    ["of a moment ago", { lastCompletedAt: minutesAgo(3) }, /^À jour il y a 3.min$/],
    ["of hours ago", { lastCompletedAt: minutesAgo(130) }, /^Chiffres d'il y a 2.h$/],
    ["that never came", { lastCompletedAt: null }, /^Pas encore à jour$/],
    ["that lack a part", { lastCompletedAt: minutesAgo(3), isIncomplete: true }, /^Historique incomplet$/],
  ] as const)("tells figures %s", async (_, importStatus, words) => {
    await showApp(createFakeDesktop({ importStatus }));
    expect(statusLine()?.textContent).toMatch(words);
  });

  test("takes figures of hours ago for fresh when the person refreshes by hand", async () => {
    const options = { importStatus: { lastCompletedAt: minutesAgo(130) }, preferences: { refreshMinutes: 0 } } as const;
    await showApp(createFakeDesktop(options));
    expect(statusLine()?.textContent).toMatch(/^À jour il y a 2.h$/);
  });

  test("follows main", async () => {
    const { fake } = await showApp();
    const status = { connection: { kind: "token-refused" }, lastCompletedAt: AT, nextRefreshAt: null } as const;
    act(() => fake.push("connectionChanged", status));
    expect(await screen.findByText("Jeton refusé")).toBeDefined();
  });

  test("tells on request when the next refresh comes", async () => {
    await showApp(createFakeDesktop({ connection: { nextRefreshAt: AT } }));
    expect(statusLine()?.title).toMatch(new RegExp(`Prochaine actualisation à .*${clock}`));
  });
});

describe("a refresh by hand", () => {
  test("is asked for by the button", async () => {
    const { fake, user } = await showApp();
    await user.click(screen.getByRole("button", { name: "Actualiser" }));
    expect(inputsOf(fake, "refresh")).toHaveLength(1);
  });

  test.each([{ ctrlKey: true }, { metaKey: true }])("is asked for by the shortcut %j", async (modifier) => {
    const { fake } = await showApp();
    fireEvent.keyDown(window, { key: "r", ...modifier });
    await act(async () => {});
    expect(inputsOf(fake, "refresh")).toHaveLength(1);
  });

  test.each([
    { kind: "no-token", credential: "locked" },
    { kind: "no-token", credential: "missing" },
    { kind: "token-refused" },
  ] as const)("is not possible with %j", async (connection) => {
    const { fake } = await showApp(connected(connection));
    fireEvent.keyDown(window, { key: "r", ctrlKey: true });
    await act(async () => {});
    expect(inputsOf(fake, "refresh")).toHaveLength(0);
    expect(screen.getByRole("button", { name: "Actualiser" })).toHaveProperty("disabled", true);
  });
});
