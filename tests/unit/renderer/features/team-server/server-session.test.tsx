// @vitest-environment happy-dom
import { act, screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { fr } from "../../../../../renderer/i18n/fr.ts";
import type { ApifyConnection } from "../../../../../shared/api/apify-connection.ts";
import { AppError } from "../../../../../shared/errors.ts";
import type { Connection } from "../../../../../shared/ipc/connection.ts";
import {
  AT_SERVER,
  CONNECTED,
  createFakeDesktop,
  NOT_CONNECTED,
} from "../../../../support/desktop-bridge/fake-desktop.ts";
import { emptyChart, emptySummary } from "../../../../support/desktop-bridge/sample-figures.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const words = fr.teamServer;
const AT = new Date(Date.now() - 3_600_000).toISOString();

function atServer(connection: Connection = { kind: "fine" }, apifyConnection: ApifyConnection = CONNECTED) {
  return createFakeDesktop({ session: AT_SERVER, apifyConnection, connection: { connection } });
}

describe("a team server's connection", () => {
  test.each([
    [{ kind: "server-offline", since: AT }, words.offlineTitle],
    [{ kind: "server-limited", until: AT }, words.limitedTitle],
    [{ kind: "offline", since: AT }, fr.connection.offlineTitle],
    [{ kind: "token-refused" }, words.refusedTitle],
    [{ kind: "no-token", credential: "missing" }, words.missingTitle],
    [{ kind: "no-token", credential: "unavailable" }, words.unavailableTitle],
    [{ kind: "no-token", credential: "locked" }, fr.credential.lockedTitle],
    [{ kind: "server-apify-refused" }, words.apifyRefusedTitle],
    [{ kind: "not-allowed" }, words.apifyNotAllowedTitle],
    [{ kind: "failing", code: "server_bad_answer", since: AT }, fr.connection.failedTitle],
  ] as const)("%j has a title of its own", async (connection, title) => {
    await showApp(atServer(connection));
    expect(await screen.findByText(title)).toBeDefined();
    expect(screen.getByText(fr.total.title)).toBeDefined();
  });

  test("in trouble is nothing that the person can mend", async () => {
    await showApp(atServer({ kind: "failing", code: "ledger_damaged", since: AT }));
    expect(await screen.findByText(new RegExp(words.troubled))).toBeDefined();
  });

  test("that has ended is begun again from its own banner, with the code in it and the figures below", async () => {
    const fake = atServer({ kind: "token-refused" });
    fake.answer("signInToServer", () => new Promise(() => {}));
    const { user } = await showApp(fake);
    await user.click(await screen.findByRole("button", { name: words.signInAgain }));
    expect(inputsOf(fake, "signInToServer")).toEqual([{ address: "https://spend.example.org" }]);
    const code = { address: "https://spend.example.org", userCode: "WXYZ2345", expiresAt: AT, isServerAway: false };
    act(() => fake.push("serverCodeChanged", code));
    expect(await screen.findByText("WXYZ-2345")).toBeDefined();
    expect(screen.getByText(fr.total.title)).toBeDefined();
  });

  test("refuses no refresh for its own Apify token's sake, and an import it does", async () => {
    const { user } = await showApp(atServer({ kind: "server-apify-refused" }, { ...CONNECTED, state: "refused" }));
    expect(screen.getByRole<HTMLButtonElement>("button", { name: fr.connection.refresh }).disabled).toBe(false);
    await user.click(screen.getByRole("button", { name: new RegExp(`^${fr.session.menu}`) }));
    await user.click(screen.getByRole("menuitem", { name: /Importer l'historique/ }));
    expect(await screen.findByText(words.importNeedsApify)).toBeDefined();
  });
});

describe("today, while the server is away since yesterday", () => {
  test("is not known, which is neither zero nor yesterday's figure", async () => {
    const fake = createFakeDesktop({
      session: AT_SERVER,
      preferences: { summaryPeriod: "day" },
      connection: { connection: { kind: "server-offline", since: AT }, lastCompletedAt: AT },
    });
    fake.answer("getSummary", () => null);
    await showApp(fake);
    const card = within(screen.getByRole("region", { name: fr.total.title }));
    expect(card.getByText(words.todayUnknown)).toBeDefined();
    expect(card.queryByText(/\$/)).toBeNull();
  });
});

describe("the server's own connection to Apify", () => {
  async function openDialog(apifyConnection: ApifyConnection) {
    const app = await showApp(atServer({ kind: "fine" }, apifyConnection));
    await app.user.click(screen.getByRole("button", { name: new RegExp(`^${fr.session.menu}`) }));
    await app.user.click(await screen.findByRole("menuitem", { name: /Apify sur le serveur/ }));
    await screen.findByRole("dialog");
    return app;
  }

  test("gets a token, which stays in no cache", async () => {
    const { fake, client, user } = await openDialog(NOT_CONNECTED);
    await user.type(screen.getByLabelText(fr.signIn.tokenLabel), "apify_api_secret{Enter}");
    expect(inputsOf(fake, "connectServerToApify")).toEqual([{ token: "apify_api_secret" }]);
    const caches = [client.getQueryCache().getAll(), client.getMutationCache().getAll()];
    expect(JSON.stringify(caches.map((all) => all.map(({ state }) => state)))).not.toContain("apify_api_secret");
  });

  test("says why a token was not taken, and keeps what was typed", async () => {
    const { fake, user } = await openDialog(NOT_CONNECTED);
    fake.answer("connectServerToApify", () => {
      throw new AppError("apify_token_refused", "no");
    });
    await user.type(screen.getByLabelText(fr.signIn.tokenLabel), "apify_api_wrong{Enter}");
    expect((await screen.findByRole("alert")).textContent).toBe(fr.errors.apify_token_refused);
  });

  test("says whose it is, and is taken back", async () => {
    const { fake, user } = await openDialog(CONNECTED);
    expect(screen.getByText(/harbour-data depuis le/)).toBeDefined();
    await user.click(screen.getByRole("button", { name: words.apifyRemove }));
    expect(inputsOf(fake, "disconnectServerFromApify")).toHaveLength(1);
  });

  test("is asked for where nothing has ever run, and nowhere else", async () => {
    const fake = atServer({ kind: "fine" }, NOT_CONNECTED);
    fake.answer("getSummary", ({ period }) => emptySummary(period));
    fake.answer("getSpendingChart", ({ timeRange }) => emptyChart(timeRange));
    await showApp(fake);
    expect(await screen.findByText(words.neverRunText)).toBeDefined();
    expect(screen.getAllByRole("button", { name: words.apifyGive }).length).toBeGreaterThan(0);
  });

  test("is what an unavailable usage waits for", async () => {
    const fake = atServer({ kind: "fine" }, NOT_CONNECTED);
    fake.answer("getReconciliation", () => ({ state: "unavailable", code: "apify_not_connected" }));
    await showApp(fake);
    expect(await screen.findByText(words.usageNeedsApify)).toBeDefined();
    expect(screen.getAllByRole("button", { name: words.apifyGive })).toHaveLength(1);
  });
});
