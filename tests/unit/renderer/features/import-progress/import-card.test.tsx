// @vitest-environment happy-dom
import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { ImportStatus } from "../../../../../shared/api/backfill.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { idleStatus } from "../../../../support/desktop-bridge/sample-figures.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const AT = "2025-02-28T10:00:00.000Z";
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const running = (progress: Partial<NonNullable<ImportStatus["progress"]>> = {}): ImportStatus => ({
  ...idleStatus,
  state: "running",
  progress: {
    runsListed: 1400,
    runsRecorded: 1240,
    runsExpected: 5000,
    from: AT,
    to: AT,
    startedAt: minutesAgo(1),
    ...progress,
  },
});
const cut = { isIncomplete: true } as const;

describe("an import", () => {
  test("shows how far it is and how long it takes, and can be cancelled", async () => {
    const { fake, user } = await showApp(createFakeDesktop({ importStatus: running() }));
    expect(screen.getByText(/^1.240 exécutions sur environ 5.000 ·$/)).toBeDefined();
    expect(screen.getByText("encore 3 min")).toBeDefined();
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("25");
    await user.click(screen.getByRole("button", { name: "Annuler" }));
    expect(inputsOf(fake, "cancelImport")).toHaveLength(1);
  });

  test.each([
    [0, /^0 exécution sur environ 5.000$/],
    [1, /^1 exécution sur environ 5.000$/],
    [2, /^2 exécutions sur environ 5.000$/],
  ])("of %d runs so far is told in the right number", async (runsRecorded, text) => {
    await showApp(createFakeDesktop({ importStatus: running({ runsRecorded }) }));
    expect(screen.getByText(text)).toBeDefined();
  });

  test("that ended by itself leaves no trace", async () => {
    const { fake } = await showApp(createFakeDesktop({ importStatus: running() }));
    act(() => fake.push("importStatusChanged", { ...idleStatus, lastCompletedAt: AT }));
    await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
    expect(screen.queryByText("Import terminé")).toBeNull();
  });
});

describe("an import that was cut", () => {
  test("can be resumed, and nothing says that all is up to date", async () => {
    const { fake, user } = await showApp(createFakeDesktop({ importStatus: running() }));
    act(() => fake.push("importStatusChanged", { ...idleStatus, ...cut, lastCompletedAt: minutesAgo(0) }));
    expect(await screen.findByText("Import interrompu")).toBeDefined();
    expect(screen.queryByText(/À jour/)).toBeNull();
    await user.click(screen.getByRole("button", { name: "Reprendre" }));
    expect(inputsOf(fake, "importHistory")).toEqual([{ days: 90, isReset: false }]);
  });

  test.each([
    ["refused", { kind: "token-refused" }, /donnez d'abord un jeton/],
    ["missing", { kind: "no-token", credential: "missing" }, /donnez d'abord un jeton/],
    ["locked away", { kind: "no-token", credential: "locked" }, /déverrouillez d'abord le trousseau/],
    ["of no use while Apify is out of reach", { kind: "offline", since: AT }, /une fois cette difficulté passée/],
  ] as const)("can't be resumed with a token that is %s, and says why", async (_, connection, words) => {
    await showApp(createFakeDesktop({ importStatus: cut, connection: { connection } }));
    expect(screen.getByText(words)).toBeDefined();
    expect(screen.queryByRole("button", { name: "Reprendre" })).toBeNull();
  });
});
