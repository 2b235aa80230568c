import { beforeEach, describe, expect, test } from "vitest";
import { createRefresher, type Refresher } from "../../../../electron/main/refresher.ts";
import type { ImportStatus } from "../../../../shared/api/backfill.ts";
import type { ErrorCode } from "../../../../shared/errors.ts";
import { createFakeApi, type FakeApi } from "../../../support/desktop-main/fake-api.ts";
import { createManualSchedule, type ManualSchedule, settle } from "../../../support/desktop-main/manual-schedule.ts";

const MINUTE_MS = 60_000;
const AT = "2026-11-22T10:00:00.000Z";

let fake: FakeApi;
let clock: ManualSchedule;
let refresher: Refresher;
let statuses: ImportStatus[];
let failures: ErrorCode[];
let figures: number;

beforeEach(() => {
  fake = createFakeApi();
  clock = createManualSchedule();
  statuses = [];
  failures = [];
  figures = 0;
  refresher = createRefresher({
    api: fake.api,
    onStatus: (status) => statuses.push(status),
    onFigures: () => (figures += 1),
    onFailure: (code) => failures.push(code),
    schedule: clock.schedule,
  });
});

const running = (runsRecorded: number): Partial<ImportStatus> => ({
  state: "running",
  progress: { runsListed: 1000, runsRecorded, runsExpected: 1000, from: AT, to: AT },
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
  test("asks for so many", async () => {
    void refresher.importDays(90);
    await settle();
    expect(fake.imports.map(({ days }) => days)).toEqual([90]);
  });

  test.each(["completes", "fails"])("begins once the refresh that runs %s, and only one does", async (end) => {
    void refresher.refresh();
    void refresher.importDays(90);
    void refresher.importDays(90);
    await settle();
    expect(fake.imports.map(({ days }) => days)).toEqual([null]);
    if (end === "fails") fake.failStatus("ledger_unavailable");
    fake.imports[0]?.complete();
    await settle();
    expect(fake.imports.map(({ days }) => days)).toEqual([null, 90]);
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
    expect(failures).toEqual(["ledger_unavailable"]);
    fake.failStatus(null);
    fake.setStatus(running(200));
    await clock.advance(500);
    expect(statuses.at(-1)?.progress?.runsRecorded).toBe(200);
  });
});

describe("refreshing by itself", () => {
  const completeAll = async () => {
    for (const each of fake.imports) each.complete();
    await settle();
  };

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

  test("goes on after a failure, and begins no second import while one lasts", async () => {
    refresher.resume();
    fake.imports[0]?.fail("apify_unreachable");
    await settle();
    await clock.advance(5 * MINUTE_MS);
    expect(fake.imports).toHaveLength(2);
    await clock.advance(30 * MINUTE_MS);
    expect(fake.imports).toHaveLength(2);
  });

  test("stops when paused, and wakes nothing", async () => {
    refresher.resume();
    await completeAll();
    refresher.pause();
    expect(clock.pending()).toBe(0);
    await clock.advance(60 * MINUTE_MS);
    expect(fake.imports).toHaveLength(1);
  });

  test("resumed twice keeps one rhythm", async () => {
    refresher.resume();
    refresher.resume();
    await completeAll();
    expect(fake.imports).toHaveLength(1);
    expect(clock.pending()).toBe(1);
  });

  test("tells a failure of its own instead of leaving it unheard", async () => {
    refresher.resume();
    await settle();
    fake.failStatus("ledger_unavailable");
    fake.imports[0]?.complete();
    await settle();
    expect(failures).toEqual(["ledger_unavailable"]);
  });
});
