import { beforeEach, describe, expect, test } from "vitest";
import { type Backoff, NO_BACKOFF } from "../../../../electron/main/refresh-schedule.ts";
import { createRefresher, type Refresher } from "../../../../electron/main/refresher.ts";
import type { ImportStatus } from "../../../../shared/api/backfill.ts";
import type { ErrorCode } from "../../../../shared/errors.ts";
import type { RefreshMinutes } from "../../../../shared/ipc/preferences.ts";
import { createFakeApi, emptyImport, type FakeApi } from "../../../support/desktop-main/fake-api.ts";
import { createManualSchedule, type ManualSchedule, settle } from "../../../support/desktop-main/manual-schedule.ts";

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const AT = "2026-11-22T10:00:00.000Z";
const AT_MS = Date.parse(AT);

let fake: FakeApi;
let clock: ManualSchedule;
let refresher: Refresher;
let statuses: ImportStatus[];
let failures: ErrorCode[];
let figures: number;
/** What the file keeps. */
let kept: Backoff;
let refreshMinutes: RefreshMinutes;
let isWindowVisible: boolean;
let random: number;

beforeEach(() => {
  fake = createFakeApi();
  clock = createManualSchedule(AT_MS);
  statuses = [];
  failures = [];
  figures = 0;
  kept = NO_BACKOFF;
  refreshMinutes = 5;
  isWindowVisible = true;
  random = 0;
  refresher = startRefresher();
});

/** As the application does at its start, with what the file kept of the last time. */
function startRefresher(): Refresher {
  return createRefresher({
    imports: { ...fake.api, progressIntervalMs: 500 },
    backoff: { read: () => kept, write: (next) => (kept = next) },
    onStatus: (status) => statuses.push(status),
    onFigures: () => (figures += 1),
    onFailure: (code) => failures.push(code),
    onState: () => undefined,
    schedule: clock.schedule,
    now: clock.now,
    random: () => random,
    refreshMinutes: () => refreshMinutes,
    isWindowVisible: () => isWindowVisible,
  });
}

async function completeAll(): Promise<void> {
  for (const each of fake.imports) each.complete();
  await settle();
}

async function failLast(code: ErrorCode = "apify_unreachable"): Promise<void> {
  fake.imports.at(-1)?.fail(code);
  await settle();
}

/** How far ahead the next refresh is planned. */
function nextInMs(): number | null {
  const { nextRefreshAtMs } = refresher.state();
  return nextRefreshAtMs === null ? null : nextRefreshAtMs - clock.now();
}

const running = (runsRecorded: number): Partial<ImportStatus> => ({
  state: "running",
  progress: { runsListed: 1000, runsRecorded, runsExpected: 1000, from: AT, to: AT, startedAt: AT },
});

describe("a refresh", () => {
  test("ends with the import, tells its last status and that the figures may be others", async () => {
    const ended = refresher.refresh();
    await settle();
    fake.setStatus({ lastCompletedAt: AT });
    fake.imports[0]?.complete();
    await ended;
    expect(statuses.at(-1)).toMatchObject({ lastCompletedAt: AT });
    expect(figures).toBe(1);
    expect(failures).toEqual([]);
    expect(clock.pending()).toBe(0);
  });

  test("asked for while one runs is that one", async () => {
    const all = [refresher.refresh(), refresher.refresh()];
    await settle();
    expect(fake.imports).toHaveLength(1);
    fake.imports[0]?.complete();
    await Promise.all(all);
    void refresher.refresh();
    expect(fake.imports).toHaveLength(2);
  });

  test("that fails tells why, and is no failure of who asked", async () => {
    const ended = refresher.refresh();
    fake.imports[0]?.fail("apify_unreachable");
    await expect(ended).resolves.toBeUndefined();
    expect(failures).toEqual(["apify_unreachable"]);
    expect(figures).toBe(1);
    void refresher.refresh();
    expect(fake.imports).toHaveLength(2);
  });

  test("whose last status can't be read fails, and the next one begins all the same", async () => {
    const ended = refresher.refresh();
    await settle();
    fake.failStatus("ledger_unavailable");
    fake.imports[0]?.complete();
    await expect(ended).rejects.toMatchObject({ code: "ledger_unavailable" });
    void refresher.refresh();
    expect(fake.imports).toHaveLength(2);
  });
});

describe("an import of days", () => {
  test.each([true, false])("asks for so many, as a reset: %s, and answers what came of it", async (isReset) => {
    const imported = refresher.importDays(30, isReset);
    await settle();
    expect(fake.imports).toMatchObject([{ days: 30, isReset }]);
    await completeAll();
    expect(await imported).toEqual(emptyImport);
  });

  test("that fails tells who asked", async () => {
    const imported = refresher.importDays(30, false);
    await settle();
    fake.imports[0]?.fail("apify_forbidden");
    await expect(imported).rejects.toMatchObject({ code: "apify_forbidden" });
    expect(failures).toEqual(["apify_forbidden"]);
  });

  test.each(["completes", "fails"])("begins once the refresh that runs %s", async (end) => {
    void refresher.refresh().catch(() => undefined);
    void refresher.importDays(90, false);
    await settle();
    expect(fake.imports.map(({ days }) => days)).toEqual([null]);
    if (end === "fails") fake.failStatus("ledger_unavailable");
    await completeAll();
    expect(fake.imports.map(({ days }) => days)).toEqual([null, 90]);
  });

  test("that is cancelled while it waits for the refresh never begins", async () => {
    void refresher.refresh().catch(() => undefined);
    const imported = refresher.importDays(90, false).catch((error: unknown) => error);
    await settle();
    await refresher.cancel();
    await completeAll();
    expect(await imported).toMatchObject({ code: "cancelled" });
    expect(fake.imports.map(({ days }) => days)).toEqual([null]);
  });

  test("is refused while another is asked for, and a refresh meanwhile is that import", async () => {
    const imported = refresher.importDays(90, false);
    await expect(refresher.importDays(30, false)).rejects.toMatchObject({ code: "import_running" });
    const refreshed = refresher.refresh();
    await completeAll();
    await Promise.all([imported, refreshed]);
    expect(fake.imports).toHaveLength(1);
    void refresher.importDays(30, false);
    await settle();
    expect(fake.imports).toHaveLength(2);
  });
});

test("cancelling reaches the import", async () => {
  await refresher.cancel();
  expect(fake.cancels()).toBe(1);
});

describe("progress", () => {
  test("is told twice a second, and the figures only when more was recorded", async () => {
    fake.setStatus(running(0));
    const ended = refresher.refresh();
    await settle();
    expect([statuses.length, figures]).toEqual([1, 0]);
    fake.setStatus(running(200));
    await clock.advance(500);
    expect([statuses.length, figures]).toEqual([2, 1]);
    await clock.advance(1_000);
    expect([statuses.length, figures]).toEqual([4, 1]);
    fake.setStatus(running(400));
    await clock.advance(500);
    expect(figures).toBe(2);
    fake.imports[0]?.complete();
    await ended;
    const told = statuses.length;
    await clock.advance(MINUTE_MS);
    expect(statuses).toHaveLength(told);
  });

  test("goes on after a status that could not be read", async () => {
    fake.failStatus("ledger_unavailable");
    void refresher.refresh();
    await settle();
    fake.failStatus(null);
    fake.setStatus(running(200));
    await clock.advance(500);
    expect(failures).toEqual([]);
    expect(statuses.at(-1)?.progress?.runsRecorded).toBe(200);
  });
});

describe("refreshing by itself", () => {
  test("begins at once and goes on every five minutes", async () => {
    refresher.resume();
    await completeAll();
    expect(fake.imports).toHaveLength(1);
    await clock.advance(5 * MINUTE_MS - 1);
    expect(fake.imports).toHaveLength(1);
    await clock.advance(1);
    await completeAll();
    expect(fake.imports).toHaveLength(2);
    await clock.advance(5 * MINUTE_MS);
    expect(fake.imports).toHaveLength(3);
  });

  test("begins no second import while one lasts, however long", async () => {
    refresher.resume();
    await clock.advance(9 * HOUR_MS);
    refresher.replan();
    refresher.resume();
    expect(fake.imports).toHaveLength(1);
    expect(refresher.state()).toMatchObject({ isRefreshing: true, nextRefreshAtMs: null });
  });

  test("counts from the last refresh, one by hand included", async () => {
    refresher.resume();
    await completeAll();
    await clock.advance(4 * MINUTE_MS);
    void refresher.refresh();
    await completeAll();
    expect(nextInMs()).toBe(5 * MINUTE_MS);
    expect(clock.pending()).toBe(1);
  });

  test("tells a failure of its own instead of leaving it unheard", async () => {
    refresher.resume();
    await settle();
    fake.failStatus("ledger_unavailable");
    await completeAll();
    expect(failures).toEqual(["ledger_unavailable"]);
    expect(refresher.state().untold).toEqual({ code: "ledger_unavailable", atMs: AT_MS });
  });

  test("reads soon what is due, and follows runs in progress every minute", async () => {
    refresher.resume();
    fake.setStatus({ nextReadingAt: new Date(AT_MS + 90 * SECOND_MS).toISOString() });
    await completeAll();
    expect(nextInMs()).toBe(90 * SECOND_MS);
    await clock.advance(90 * SECOND_MS);
    fake.setStatus({ nextReadingAt: null, runsInProgress: 2 });
    await completeAll();
    expect(nextInMs()).toBe(MINUTE_MS);
  });
});

describe("another choice", () => {
  test("counts from the last refresh at once", async () => {
    refresher.resume();
    await completeAll();
    await clock.advance(4 * MINUTE_MS);
    refreshMinutes = 15;
    refresher.replan();
    expect(nextInMs()).toBe(11 * MINUTE_MS);
    refreshMinutes = 1;
    refresher.replan();
    expect(fake.imports).toHaveLength(2);
  });

  test("of by hand leaves it to the person: at the start, after waking and after a failure", async () => {
    refreshMinutes = 0;
    refresher.resume();
    refresher.pause();
    clock.jump(9 * HOUR_MS);
    refresher.resume();
    expect(fake.imports).toHaveLength(0);
    void refresher.refresh();
    await failLast();
    await clock.advance(9 * HOUR_MS);
    expect([fake.imports.length, clock.pending(), nextInMs()]).toEqual([1, 0, null]);
  });
});

test("a hidden window makes it rarer, and one that is shown again has it catch up", async () => {
  refresher.resume();
  await completeAll();
  isWindowVisible = false;
  refresher.replan();
  expect(nextInMs()).toBe(15 * MINUTE_MS);
  await clock.advance(10 * MINUTE_MS);
  expect(fake.imports).toHaveLength(1);
  isWindowVisible = true;
  refresher.replan();
  expect(fake.imports).toHaveLength(2);
});

describe("while the machine sleeps or is locked", () => {
  test("nothing is planned and nothing wakes it", async () => {
    refresher.resume();
    await completeAll();
    refresher.pause();
    refresher.replan();
    expect([clock.pending(), nextInMs()]).toEqual([0, null]);
    await clock.advance(9 * HOUR_MS);
    expect(fake.imports).toHaveLength(1);
  });

  test("of nine hours, one refresh follows at once, and the rhythm goes on", async () => {
    refresher.resume();
    await completeAll();
    refresher.pause();
    clock.jump(9 * HOUR_MS);
    refresher.resume();
    await completeAll();
    expect(fake.imports).toHaveLength(2);
    expect(nextInMs()).toBe(5 * MINUTE_MS);
  });

  test("of nine hours that nobody told of, the timer fires late and does no harm", async () => {
    refresher.resume();
    await completeAll();
    clock.jump(9 * HOUR_MS);
    await clock.advance(5 * MINUTE_MS);
    await completeAll();
    expect(fake.imports).toHaveLength(2);
    expect(nextInMs()).toBe(5 * MINUTE_MS);
  });

  test("a refresh that runs comes to its end, and none follows it", async () => {
    refresher.resume();
    refresher.pause();
    await completeAll();
    expect(figures).toBe(1);
    await clock.advance(9 * HOUR_MS);
    expect([fake.imports.length, clock.pending()]).toEqual([1, 0]);
    refresher.resume();
    expect(fake.imports).toHaveLength(2);
  });

  test("a refresh that outlasts it is not joined by a second one", async () => {
    refresher.resume();
    refresher.pause();
    clock.jump(9 * HOUR_MS);
    refresher.resume();
    await settle();
    expect(fake.imports).toHaveLength(1);
    await completeAll();
    expect([fake.imports.length, nextInMs()]).toEqual([1, 5 * MINUTE_MS]);
  });

  test("waking that is told twice is one refresh", async () => {
    refresher.resume();
    await completeAll();
    refresher.pause();
    clock.jump(HOUR_MS);
    refresher.resume();
    refresher.resume();
    await completeAll();
    await clock.advance(3 * SECOND_MS);
    refresher.resume();
    expect([fake.imports.length, clock.pending()]).toEqual([2, 1]);
  });

  test("a backoff that still holds is waited for, one that is over is not", async () => {
    refresher.resume();
    await failLast();
    refresher.pause();
    clock.jump(10 * SECOND_MS);
    refresher.resume();
    expect([fake.imports.length, nextInMs()]).toEqual([1, 20 * SECOND_MS]);
    refresher.pause();
    clock.jump(9 * HOUR_MS);
    refresher.resume();
    expect(fake.imports).toHaveLength(2);
  });
});

describe("after a failure", () => {
  test("the waits double, are spread, and end with a success", async () => {
    refresher.resume();
    const waits: (number | null)[] = [];
    for (random of [0, 1, 0.5]) {
      await failLast();
      waits.push(nextInMs());
      await clock.advance(nextInMs() ?? 0);
    }
    expect(waits).toEqual([30 * SECOND_MS, 90 * SECOND_MS, 150 * SECOND_MS]);
    await completeAll();
    expect([kept, nextInMs()]).toEqual([NO_BACKOFF, 5 * MINUTE_MS]);
  });

  test("by hand is tried all the same, and puts the next one by itself no further off", async () => {
    refresher.resume();
    await failLast();
    for (let click = 0; click < 10; click += 1) {
      void refresher.refresh();
      await failLast();
    }
    expect(fake.imports).toHaveLength(11);
    expect(nextInMs()).toBe(30 * SECOND_MS);
  });

  test("Apify's own instant is waited for, but by a person who asks by hand", async () => {
    refresher.resume();
    const retryAt = new Date(AT_MS + 8 * MINUTE_MS).toISOString();
    fake.setStatus({ lastFailure: { code: "apify_rate_limited", at: AT, retryAt } });
    await failLast("apify_rate_limited");
    expect(nextInMs()).toBe(8 * MINUTE_MS);
    isWindowVisible = false;
    refresher.replan();
    refresher.resume();
    await clock.advance(8 * MINUTE_MS - 1);
    expect(fake.imports).toHaveLength(1);
    void refresher.refresh();
    expect(fake.imports).toHaveLength(2);
  });

  test("a token that is refused or not there plans no backoff", async () => {
    for (const code of ["apify_token_refused", "apify_not_connected"] as const) {
      void refresher.refresh();
      await failLast(code);
      expect([kept, nextInMs()]).toEqual([NO_BACKOFF, null]);
    }
  });

  test("an import that was cancelled is none: the interval goes on", async () => {
    refresher.resume();
    await failLast();
    await clock.advance(30 * SECOND_MS);
    await failLast("cancelled");
    expect([kept, nextInMs(), refresher.state().untold]).toEqual([NO_BACKOFF, 5 * MINUTE_MS, null]);
  });

  test("a day without a network costs at most 31 refreshes", async () => {
    refresher.resume();
    for (const until = clock.now() + DAY_MS; clock.now() < until;) {
      await failLast();
      await clock.advance(Math.min(nextInMs() ?? 0, until - clock.now()));
    }
    expect(fake.imports.length).toBeGreaterThanOrEqual(24);
    expect(fake.imports.length).toBeLessThanOrEqual(31);
  });

  test("a window that is shown and hidden all day long without a network asks no more than that", async () => {
    refresher.resume();
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      await failLast();
      isWindowVisible = !isWindowVisible;
      refresher.replan();
      await clock.advance(MINUTE_MS);
    }
    expect(fake.imports.length).toBeLessThanOrEqual(31);
  });

  test("locking and unlocking all day long without a network asks no more than that", async () => {
    refresher.resume();
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      await failLast();
      refresher.pause();
      await clock.advance(MINUTE_MS / 2);
      refresher.resume();
      await clock.advance(MINUTE_MS / 2);
    }
    expect(fake.imports.length).toBeLessThanOrEqual(31);
  });
});

describe("a restart", () => {
  const restart = () => {
    refresher.stop();
    refresher = startRefresher();
    refresher.resume();
  };

  test("waits for the backoff of the last time, and goes on from its count", async () => {
    refresher.resume();
    await failLast();
    await clock.advance(30 * SECOND_MS);
    await failLast();
    await clock.advance(10 * SECOND_MS);
    restart();
    expect([fake.imports.length, nextInMs()]).toEqual([2, 50 * SECOND_MS]);
    await clock.advance(50 * SECOND_MS);
    await failLast();
    expect([fake.imports.length, nextInMs()]).toEqual([3, 120 * SECOND_MS]);
  });

  test("again and again all day long asks no more than one that stays", async () => {
    refresher.resume();
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      await failLast();
      restart();
      await clock.advance(MINUTE_MS);
    }
    expect(fake.imports.length).toBeLessThanOrEqual(31);
  });

  test("by hand is tried at once", () => {
    kept = { failuresInARow: 3, notBeforeMs: AT_MS + HOUR_MS };
    restart();
    void refresher.refresh();
    expect(fake.imports).toHaveLength(1);
  });

  test.each([-1, HOUR_MS + 1, 40 * DAY_MS])("passes over an instant that lies %i ms ahead", (aheadMs) => {
    kept = { failuresInARow: 3, notBeforeMs: AT_MS + aheadMs };
    restart();
    expect(fake.imports).toHaveLength(1);
  });

  test("keeps and tells nothing of an import that was let go of", async () => {
    refresher.resume();
    await settle();
    const toldBefore = statuses.length;
    refresher.stop();
    await failLast("ledger_unavailable");
    expect([kept, failures, statuses.length, clock.pending()]).toEqual([NO_BACKOFF, [], toldBefore, 0]);
  });
});

describe("a clock that is set", () => {
  test.each([
    ["back", -40 * DAY_MS],
    ["forward", 40 * DAY_MS],
  ])("40 days %s stops nothing, and storms nothing", async (_, jumpMs) => {
    refresher.resume();
    await completeAll();
    clock.jump(jumpMs);
    refresher.replan();
    const before = fake.imports.length;
    for (let minute = 0; minute < 60; minute += 1) {
      await completeAll();
      await clock.advance(MINUTE_MS);
    }
    expect(fake.imports.length - before).toBeGreaterThanOrEqual(11);
    expect(fake.imports.length - before).toBeLessThanOrEqual(13);
  });

  test("back, and a window that is shown and hidden all the time, put no refresh off for ever", async () => {
    refresher.resume();
    await completeAll();
    clock.jump(-40 * DAY_MS);
    for (let minute = 0; minute < 20; minute += 1) {
      isWindowVisible = !isWindowVisible;
      refresher.replan();
      await clock.advance(MINUTE_MS);
    }
    expect(fake.imports).toHaveLength(2);
  });

  test("forward and back again, with a failure between, is over within the hour", async () => {
    refresher.resume();
    await completeAll();
    clock.jump(40 * DAY_MS);
    refresher.replan();
    await failLast();
    for (let again = 0; again < 12; again += 1) {
      await clock.advance(nextInMs() ?? 0);
      await failLast();
    }
    clock.jump(-40 * DAY_MS);
    const before = fake.imports.length;
    await clock.advance(HOUR_MS);
    expect(fake.imports.length).toBeGreaterThan(before);
  });
});
