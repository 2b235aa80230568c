import { beforeEach, describe, expect, test, vi } from "vitest";
import { createTrayPresenter, type TrayPresenter } from "../../../../../electron/main/tray/tray-presenter.ts";
import { type AlertState, NO_ALERTS } from "../../../../../electron/main/alerts/alert-state.ts";
import type { TrayContent } from "../../../../../electron/main/tray/tray-content.ts";
import type { AccountEntry } from "../../../../../shared/ipc/accounts.ts";
import type { Connection } from "../../../../../shared/ipc/connection.ts";
import type { Session } from "../../../../../shared/ipc/session.ts";
import type { Release, UpdateState } from "../../../../../shared/ipc/updates.ts";
import { INITIAL_PREFERENCES, type Preferences } from "../../../../../shared/ipc/preferences.ts";
import { createFakeApi } from "../../../../support/desktop-main/fake-api.ts";
import { createManualSchedule, type ManualSchedule, settle } from "../../../../support/desktop-main/manual-schedule.ts";

const shown = vi.hoisted(() => ({ contents: [] as unknown[], isGone: false }));
vi.mock("../../../../../electron/main/tray/tray.ts", () => ({
  createTray: () => ({
    show: (_language: string, content: unknown) => shown.contents.push(content),
    destroy: () => (shown.isGone = true),
  }),
}));

const MINUTE_MS = 60_000;
const NOW_MS = Date.parse("2026-11-22T10:00:00Z");

let clock: ManualSchedule;
let preferences: Preferences;
let presenter: TrayPresenter;
let session: Session;
let accounts: readonly AccountEntry[];
let isReadable: boolean;
let alerts: AlertState | null;
let update: UpdateState;

beforeEach(() => {
  Object.assign(shown, { contents: [], isGone: false });
  clock = createManualSchedule(NOW_MS);
  preferences = INITIAL_PREFERENCES;
  const { api } = createFakeApi();
  session = { kind: "apify", username: "camille", credential: "kept" };
  accounts = [];
  isReadable = true;
  alerts = null;
  update = { kind: "none" };
  presenter = createTrayPresenter({
    language: () => "fr",
    timeZone: () => "UTC",
    controller: {
      session: () => session,
      accounts: () => accounts,
      figures: () => ({ ...api, ...(isReadable ? {} : { summary: () => Promise.reject(new Error("away")) }) }),
    },
    preferences: { read: () => preferences },
    isLedgerDamaged: () => false,
    alerts: () => alerts,
    update: () => update,
    actions: {
      onOpen: () => undefined,
      onRefresh: () => undefined,
      onQuit: () => undefined,
      onChoosePeriod: () => undefined,
      onOpenAlert: () => undefined,
      onChooseBudget: () => undefined,
      onSnooze: () => undefined,
      onEndSnooze: () => undefined,
      onInstallUpdate: () => undefined,
      onOpenUpdate: () => undefined,
    },
    schedule: clock.schedule,
    now: clock.now,
    log: () => undefined,
  });
});

const last = () => shown.contents.at(-1) as TrayContent;

async function connect(connection: Connection): Promise<void> {
  presenter.setConnection({ connection, lastCompletedAt: new Date(clock.now()).toISOString(), nextRefreshAt: null });
  await settle();
}

test("shows nothing before it appears, and then what was told before", async () => {
  await connect({ kind: "token-refused" });
  expect([shown.contents, clock.pending()]).toEqual([[], 0]);
  presenter.appear();
  await settle();
  expect(last()).toMatchObject({ condition: "stale", connection: "Jeton refusé" });
});

const release: Release = {
  version: "0.2.0",
  releasedAt: "2026-11-20T08:00:00.000Z",
  notes: { fr: [], en: [] },
};

test.each<[UpdateState, TrayContent["update"]]>([
  [
    { kind: "ready", release, isAsked: false },
    { version: "0.2.0", isReady: true },
  ],
  [
    { kind: "available", release },
    { version: "0.2.0", isReady: false },
  ],
  [{ kind: "downloading", release, percent: 40 }, undefined],
])("tells of a newer version once something can be done about it: %j", async (state, told) => {
  update = state;
  presenter.appear();
  await settle();
  expect(last().update).toEqual(told);
});

test("keeps its colour while a refresh only runs", async () => {
  presenter.appear();
  await connect({ kind: "refreshing" });
  expect(last().condition).toBe("fresh");
  await connect({ kind: "offline", since: new Date(NOW_MS).toISOString() });
  await connect({ kind: "refreshing" });
  expect(last()).toMatchObject({ condition: "stale", connection: "Actualisation…" });
  await connect({ kind: "fine" });
  expect(last().condition).toBe("fresh");
});

test("turns stale by itself when nothing newer comes, by one timer", async () => {
  presenter.appear();
  await connect({ kind: "fine" });
  await clock.advance(10 * MINUTE_MS);
  await connect({ kind: "fine" });
  expect(clock.pending()).toBe(1);
  await clock.advance(10 * MINUTE_MS);
  expect(last().condition).toBe("fresh");
  await clock.advance(6 * MINUTE_MS);
  expect(last().condition).toBe("stale");
  expect(clock.pending()).toBe(0);
});

test("looks again when a snooze ends, by the same timer", async () => {
  alerts = { ...NO_ALERTS, snoozedUntilMs: NOW_MS + 5 * MINUTE_MS };
  presenter.appear();
  await connect({ kind: "fine" });
  expect(last().snoozed).not.toBeNull();
  expect(clock.pending()).toBe(1);
  alerts = NO_ALERTS;
  await clock.advance(5 * MINUTE_MS);
  expect(last().snoozed).toBeNull();
  expect(clock.pending()).toBe(1);
});

test("goes away and leaves no timer", async () => {
  presenter.appear();
  await connect({ kind: "fine" });
  presenter.destroy();
  presenter.update();
  expect([shown.isGone, clock.pending()]).toEqual([true, 0]);
});

describe("another account", () => {
  const noa: AccountEntry = { kind: "apify", id: "noa-id", username: "noa", colour: 0, isShown: true };

  test("is named where several are signed in", async () => {
    presenter.appear();
    await settle();
    expect(last()).not.toHaveProperty("account");
    accounts = [noa, { ...noa, id: "camille-id", username: "camille", isShown: false }];
    presenter.update();
    await settle();
    expect(last()).toMatchObject({ account: "camille" });
  });

  test("whose figures can't be read shows none, rather than the former one's", async () => {
    presenter.appear();
    await settle();
    isReadable = false;
    presenter.update();
    await settle();
    expect(shown.contents).toHaveLength(1);
    session = { kind: "apify", username: "noa", credential: "kept" };
    presenter.update();
    await settle();
    expect(last()).toMatchObject({ condition: "stale", totals: { day: null, week: null, month: null, all: null } });
  });
});
