import { describe, expect, test } from "vitest";
import type { ApiClient } from "../../../../../electron/main/api-client.ts";
import { type AlertState, NO_ALERTS } from "../../../../../electron/main/alerts/alert-state.ts";
import { trayContent, type TrayFacts } from "../../../../../electron/main/tray/tray-content.ts";
import type { ImportStatus } from "../../../../../shared/api/backfill.ts";
import { PERIODS } from "../../../../../shared/domain/period.ts";
import type { Connection, ConnectionStatus } from "../../../../../shared/ipc/connection.ts";
import type { Session } from "../../../../../shared/ipc/session.ts";
import { sampleSummary } from "../../../../support/desktop-bridge/sample-figures.ts";
import { createFakeApi } from "../../../../support/desktop-main/fake-api.ts";

const MINUTE_MS = 60_000;
const NOW_MS = Date.parse("2026-11-22T10:00:00Z");
const SINCE = "2026-11-22T09:58:00.000Z";

const camille: Session = { kind: "apify", username: "camille", credential: "kept" };
const figures = (): ApiClient => createFakeApi().api;
const connected = (connection: Connection, agedMs = 2 * MINUTE_MS): ConnectionStatus => ({
  connection,
  lastCompletedAt: new Date(NOW_MS - agedMs).toISOString(),
  nextRefreshAt: null,
});
const facts: TrayFacts = {
  session: camille,
  figures,
  connection: connected({ kind: "fine" }),
  isLedgerDamaged: false,
  alerts: () => null,
  preferences: { trayPeriod: "month", trayShows: "figure", refreshMinutes: 5, areAmountsHidden: false },
  language: "fr",
  timeZone: "UTC",
  nowMs: NOW_MS,
  wasFresh: true,
};

test("nobody signed in has no figures, and asks for none", async () => {
  const noFigures = () => {
    throw new Error("There is nobody to ask for");
  };
  expect(
    await trayContent({ ...facts, session: { kind: "signed-out" }, figures: noFigures, connection: null }),
  ).toEqual({
    condition: "signed-out",
    isSample: false,
    period: "month",
    areAmountsHidden: false,
    isBudgetShown: false,
    totals: null,
    alerts: null,
    snoozed: null,
    connection: null,
    refreshed: null,
    canRefresh: false,
  });
});

test("the figures are the window's own, for all four periods", async () => {
  const { period, totals } = await trayContent(facts);
  expect(period).toBe("month");
  expect(totals).toEqual(Object.fromEntries(PERIODS.map((each) => [each, sampleSummary(each)])));
});

test("figures that can't be read are a failure, not zeros", async () => {
  const broken: ApiClient = { ...figures(), summary: () => Promise.reject(new Error("SQLITE_BUSY")) };
  await expect(trayContent({ ...facts, figures: () => broken })).rejects.toThrow("SQLITE_BUSY");
});

describe("a damaged ledger", () => {
  const damaged = { ...facts, isLedgerDamaged: true };

  test("shows its figures as stale and says that they are not reliable, however the connection stands", async () => {
    const content = await trayContent(damaged);
    expect(content).toMatchObject({
      condition: "stale",
      connection: "Registre abîmé\u00a0: chiffres non fiables",
      canRefresh: false,
    });
    expect(content.totals?.month).toEqual(sampleSummary("month"));
  });

  test("that can't be read or opened has no figures, and says so all the same", async () => {
    const broken: ApiClient = { ...figures(), summary: () => Promise.reject(new Error("SQLITE_CORRUPT")) };
    const expected = { condition: "stale", totals: null, connection: "Registre abîmé\u00a0: chiffres non fiables" };
    expect(await trayContent({ ...damaged, figures: () => broken })).toMatchObject(expected);
    expect(await trayContent({ ...damaged, session: { kind: "signed-out" } })).toMatchObject(expected);
  });
});

describe("the connection", () => {
  test.each([
    [{ kind: "fine" }, "fresh", true, /^Actualisé à/],
    [{ kind: "refreshing" }, "fresh", false, /^Actualisation…$/],
    [{ kind: "offline", since: SINCE }, "stale", true, /^Hors ligne depuis/],
    [{ kind: "rate-limited", until: SINCE }, "stale", true, /^Limité par Apify/],
    [{ kind: "not-allowed" }, "stale", true, /^Accès refusé par Apify$/],
    [{ kind: "failing", code: "apify_bad_answer", since: SINCE }, "stale", true, /^Actualisation en échec/],
    [{ kind: "token-refused" }, "stale", false, /^Jeton refusé$/],
    [{ kind: "no-token", credential: "locked" }, "stale", false, /^Trousseau verrouillé$/],
  ] as const)("%j", async (connection, condition, canRefresh, words) => {
    const content = await trayContent({ ...facts, connection: connected(connection) });
    expect(content).toMatchObject({ condition, canRefresh });
    expect(content.connection).toMatch(words);
  });

  test("that is only refreshing leaves the colour to what was known before", async () => {
    const refreshing = { ...facts, connection: connected({ kind: "refreshing" }) };
    expect((await trayContent({ ...refreshing, wasFresh: false })).condition).toBe("stale");
    expect((await trayContent({ ...refreshing, wasFresh: true })).condition).toBe("fresh");
  });

  test("of sample data is none: nothing to tell, nothing to refresh, never stale", async () => {
    expect(await trayContent({ ...facts, session: { kind: "sample" }, connection: null })).toMatchObject({
      condition: "fresh",
      isSample: true,
      connection: null,
      canRefresh: false,
    });
  });
});

describe("figures without a success for long", () => {
  const aged = connected({ kind: "fine" }, 20 * MINUTE_MS);

  test("are stale, and say since when", async () => {
    const content = await trayContent({ ...facts, connection: aged });
    expect(content.condition).toBe("stale");
    expect(content.connection).toMatch(/^Chiffres non actualisés depuis/);
    expect(
      (await trayContent({ ...facts, connection: connected({ kind: "refreshing" }, 20 * MINUTE_MS) })).condition,
    ).toBe("stale");
  });

  test("are not, where a longer interval was chosen", async () => {
    const preferences = { ...facts.preferences, refreshMinutes: 60 } as const;
    expect((await trayContent({ ...facts, preferences, connection: aged })).condition).toBe("fresh");
  });
});

describe("an import", () => {
  const running = { state: "running", progress: null, lastCompletedAt: null } as const;
  const importing = (status: Partial<ImportStatus>): TrayFacts => {
    const fake = createFakeApi();
    fake.setStatus(status);
    return { ...facts, figures: () => fake.api, connection: connected({ kind: "refreshing" }) };
  };

  test("that is the first one shows, and a short refresh does not", async () => {
    expect((await trayContent(importing(running))).condition).toBe("importing");
    expect((await trayContent(importing({ ...running, lastCompletedAt: SINCE }))).condition).toBe("fresh");
  });

  test("of a damaged ledger tells less than the damage", async () => {
    const content = await trayContent({ ...importing(running), isLedgerDamaged: true });
    expect(content.condition).toBe("stale");
  });
});

test("says when the figures were last refreshed, where the connection says something else", async () => {
  expect((await trayContent(facts)).refreshed).toBeNull();
  const offline = connected({ kind: "offline", since: SINCE });
  expect((await trayContent({ ...facts, connection: offline })).refreshed).toMatch(/^Actualisé à \d\d:\d\d$/);
  const never = { ...offline, lastCompletedAt: null };
  expect((await trayContent({ ...facts, connection: never })).refreshed).toBeNull();
});

describe("budgets and alerts", () => {
  const alerts: AlertState = { ...NO_ALERTS, percent: 87, level: "near", unacknowledged: 1 };
  const budgetShown = { ...facts, preferences: { ...facts.preferences, trayShows: "budget" } } as const;

  test("show the budget's percent where that was chosen and there is a budget", async () => {
    expect(await trayContent({ ...facts, alerts: () => alerts })).toMatchObject({ alerts, isBudgetShown: false });
    expect((await trayContent({ ...budgetShown, alerts: () => alerts })).isBudgetShown).toBe(true);
    expect((await trayContent({ ...budgetShown, alerts: () => NO_ALERTS })).isBudgetShown).toBe(false);
    expect((await trayContent(budgetShown)).isBudgetShown).toBe(false);
  });

  test("are none of the sample's, and none where the ledger is damaged", async () => {
    const sample = { ...facts, session: { kind: "sample" }, connection: null, alerts: () => alerts } as const;
    expect((await trayContent(sample)).alerts).toBeNull();
    expect((await trayContent({ ...facts, isLedgerDamaged: true, alerts: () => alerts })).alerts).toBeNull();
  });

  test("tell until when they are snoozed, with the day where that is not today's", async () => {
    const snoozedUntil = async (hours: number) => {
      const snoozedUntilMs = NOW_MS + hours * 60 * MINUTE_MS;
      return (await trayContent({ ...facts, alerts: () => ({ ...alerts, snoozedUntilMs }) })).snoozed;
    };
    expect(await snoozedUntil(1)).toMatch(/^Alertes reportées jusqu'à \d\d:\d\d$/);
    expect(await snoozedUntil(24)).toMatch(/^Alertes reportées jusqu'au 23 nov\. à \d\d:\d\d$/);
  });
});
