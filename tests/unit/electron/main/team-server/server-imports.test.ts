import { beforeEach, describe, expect, test } from "vitest";
import { createServerImports } from "../../../../../electron/main/team-server/server-imports.ts";
import type { Imports } from "../../../../../electron/main/workspace.ts";
import type { ImportStatus } from "../../../../../shared/api/backfill.ts";
import type { RefreshMinutes } from "../../../../../shared/ipc/preferences.ts";
import { emptyImport } from "../../../../support/desktop-main/fake-api.ts";
import { createFakeServer, type FakeServer } from "../../../../support/desktop-main/fake-server.ts";
import { settle } from "../../../../support/desktop-main/manual-schedule.ts";
import { rememberedAt } from "../../../../support/desktop-main/remembered.ts";

const NOW_MS = Date.parse("2026-11-23T10:00:00.000Z");
const MINUTE_MS = 60_000;
const ago = (ms: number) => new Date(NOW_MS - ms).toISOString();

let server: FakeServer;
let imports: Imports;
let refreshMinutes: RefreshMinutes;

beforeEach(() => {
  refreshMinutes = 5;
  server = createFakeServer(rememberedAt(ago(MINUTE_MS)), NOW_MS);
  imports = createServerImports({
    api: server.api,
    figures: server.figures,
    refreshMinutes: () => refreshMinutes,
    now: () => server.viewer.nowMs,
    closing: server.closed.signal,
  });
});

const running = (runsRecorded: number): Partial<ImportStatus> => ({
  state: "running",
  progress: { runsListed: 100, runsRecorded, runsExpected: 100, from: ago(0), to: ago(0), startedAt: ago(0) },
});
const count = (name: string) => server.asked.filter((question) => question.startsWith(name)).length;

describe("a refresh by itself", () => {
  test("only reads the figures again where the server has asked Apify lately", async () => {
    server.setStatus({ lastCompletedAt: ago(4 * MINUTE_MS) });
    expect(await imports.refresh(false)).toBeNull();
    expect([count("refresh"), count("chart"), server.asked.length]).toEqual([0, 1, 5]);
    expect(server.figures.known()?.readAt).toBe(new Date(NOW_MS).toISOString());
  });

  test.each([
    ["it has not for longer than the person's interval", { lastCompletedAt: ago(6 * MINUTE_MS) }],
    ["it never has", { lastCompletedAt: null }],
    [
      "it has failed and Apify asked for no patience",
      { lastFailure: { code: "apify_unreachable", at: ago(0), retryAt: null } },
    ],
  ] as const)("has the server ask Apify where %s", async (_, status) => {
    server.setStatus(status);
    const refreshed = imports.refresh(false);
    await settle();
    expect(count("refresh")).toBe(1);
    server.imports[0]?.complete();
    expect(await refreshed).toEqual(emptyImport);
    expect(count("chart")).toBe(1);
  });

  test.each([
    ["Apify asked for patience", { lastFailure: { code: "apify_rate_limited", at: ago(0), retryAt: ago(-MINUTE_MS) } }],
  ] as const)("does not where %s", async (_, status) => {
    server.setStatus(status);
    await imports.refresh(false);
    expect(count("refresh")).toBe(0);
  });

  test("does not where the server has no token for Apify", async () => {
    server.figures.keepApify({ state: "none", username: null, connectedAt: null, webhookCreatedAt: null });
    await imports.refresh(false);
    expect(count("refresh")).toBe(0);
  });

  test("takes the person's interval for what is lately", async () => {
    refreshMinutes = 60;
    server.setStatus({ lastCompletedAt: ago(30 * MINUTE_MS) });
    await imports.refresh(false);
    expect(count("refresh")).toBe(0);
  });
});

describe("a refresh by hand", () => {
  test("has the server ask Apify, whatever it did lately", async () => {
    server.setStatus({ lastCompletedAt: ago(1_000) });
    const refreshed = imports.refresh(true);
    await settle();
    server.imports[0]?.complete();
    expect(await refreshed).toEqual(emptyImport);
  });

  test.each(["apify_not_connected", "apify_unreachable", "apify_token_refused", "cancelled"] as const)(
    "reads the figures also where that ends as %s, which the server's status tells",
    async (code) => {
      const refreshed = imports.refresh(true);
      await settle();
      server.imports[0]?.fail(code);
      expect(await refreshed).toBeNull();
      expect(count("chart")).toBe(1);
    },
  );

  test.each(["unauthorized", "server_unreachable", "rate_limited", "internal"] as const)(
    "fails as %s, and that is remembered",
    async (code) => {
      server.fail(code);
      await expect(imports.refresh(true)).rejects.toMatchObject({ code });
      expect(await imports.importStatus()).toMatchObject({ lastFailure: { code } });
    },
  );
});

describe("an import that runs on the server", () => {
  test("is followed to its end where its request is cut", async () => {
    const refreshed = imports.refresh(true);
    await settle();
    server.setStatus(running(10));
    server.imports[0]?.fail("server_unreachable");
    await settle();
    expect(await imports.importStatus()).toMatchObject({ progress: { runsRecorded: 10 } });
    expect(await server.figures.importStatus()).toMatchObject({ state: "running" });
    server.setStatus({ state: "idle", progress: null });
    await imports.importStatus();
    expect(await refreshed).toBeNull();
    expect(count("refresh")).toBe(1);
  });

  test.each([true, false])("is followed where somebody else began it (by hand: %s)", async (isByHand) => {
    server.setStatus(running(10));
    const refreshed = imports.refresh(isByHand);
    await settle();
    expect(count("refresh")).toBe(0);
    server.setStatus({ state: "idle", progress: null });
    await imports.importStatus();
    expect(await refreshed).toBeNull();
  });

  test("is followed where another computer was faster", async () => {
    const refreshed = imports.refresh(true);
    await settle();
    server.setStatus(running(10));
    server.imports[0]?.fail("import_running");
    await settle();
    server.setStatus({ state: "idle", progress: null });
    await imports.importStatus();
    expect(await refreshed).toBeNull();
  });

  test("ends for this computer when the server goes away", async () => {
    server.setStatus(running(10));
    const refreshed = imports.refresh(true).catch((error: unknown) => error);
    await settle();
    server.fail("server_unreachable");
    await expect(imports.importStatus()).rejects.toMatchObject({ code: "server_unreachable" });
    expect(await refreshed).toMatchObject({ code: "server_unreachable" });
    expect(await server.figures.importStatus()).toMatchObject({ state: "idle" });
  });

  test("is let go of when the account is closed", async () => {
    server.setStatus(running(10));
    const refreshed = imports.refresh(true).catch(() => "let go of");
    await settle();
    server.closed.abort();
    expect(await refreshed).toBe("let go of");
  });

  test("shows its figures every few seconds, not at each step", async () => {
    server.setStatus(running(10));
    void imports.refresh(true).catch(() => undefined);
    await settle();
    for (let step = 1; step <= 10; step += 1) {
      server.viewer.nowMs += 2_000;
      server.setStatus(running(10 * step));
      await imports.importStatus();
    }
    expect(count("chart")).toBe(3);
    server.closed.abort();
  });
});

describe("days that the person chose", () => {
  test("are imported on the server, and its figures read", async () => {
    const imported = imports.backfill(30, true);
    await settle();
    expect(server.asked).toEqual(["backfill 30 true"]);
    server.imports[0]?.complete();
    expect(await imported).toEqual(emptyImport);
    expect(count("chart")).toBe(1);
  });

  test("that fail say why, with the figures read all the same", async () => {
    const imported = imports.backfill(30, false);
    await settle();
    server.imports[0]?.fail("apify_token_refused");
    await expect(imported).rejects.toMatchObject({ code: "apify_token_refused" });
    expect(count("chart")).toBe(1);
  });

  test("whose request is cut come to their end uncounted", async () => {
    const imported = imports.backfill(30, false);
    await settle();
    server.imports[0]?.fail("server_unreachable");
    expect(await imported).toBeNull();
  });

  test("are cancelled on the server", async () => {
    await imports.cancelImport();
    expect(server.cancels()).toBe(1);
  });
});

test("when a run's cost is due to be read is the server's to know", async () => {
  server.setStatus({ nextReadingAt: ago(MINUTE_MS), lastCompletedAt: ago(0) });
  await imports.refresh(false);
  expect(await imports.importStatus()).toMatchObject({ nextReadingAt: null });
});

test("without an import to follow, nobody is asked for its progress", async () => {
  await imports.importStatus();
  expect(server.asked).toEqual([]);
});
