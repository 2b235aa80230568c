import { describe, expect, test } from "vitest";
import type { ImportStatus } from "../../../../../shared/api/backfill.ts";
import { AppError, type ErrorCode } from "../../../../../shared/errors.ts";
import { createImportSchedule } from "../../../../../server/services/import/import-schedule.ts";
import { createManualSchedule, settle } from "../../../../support/desktop-main/manual-schedule.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const MINUTE_MS = 60_000;

type KnownStatus = Pick<ImportStatus, "nextReadingAt" | "lastFailure">;
const NOTHING_KNOWN: KnownStatus = { nextReadingAt: null, lastFailure: null };

interface World {
  users: readonly string[];
  roster: () => Promise<readonly string[]>;
  refresh: (userId: string) => Promise<void>;
  status: (userId: string) => Promise<KnownStatus>;
  isImporterStopped: boolean;
}

/** A schedule over an importer that answers as told, on a clock that moves when told. */
function scheduleOver(users: string[], options: { readonly concurrency?: number } = {}) {
  const clock = createManualSchedule(NOW);
  const refreshed: { readonly userId: string; readonly minute: number }[] = [];
  const failures: { readonly code: ErrorCode; readonly userId: string | null }[] = [];
  const world: World = {
    users,
    roster: async () => world.users,
    refresh: async () => undefined,
    status: async () => NOTHING_KNOWN,
    isImporterStopped: false,
  };
  const schedule = createImportSchedule({
    users: () => world.roster(),
    importer: {
      async refresh(userId) {
        refreshed.push({ userId, minute: Math.round((clock.now() - NOW) / 6_000) / 10 });
        await world.refresh(userId);
        return {} as never; // The schedule looks at whether it succeeded alone.
      },
      status: (userId) => world.status(userId) as Promise<ImportStatus>, // As far as the schedule looks at it.
      async stop() {
        world.isImporterStopped = true;
      },
    },
    intervalMs: 5 * MINUTE_MS,
    ...options,
    now: clock.now,
    random: () => 0.5,
    schedule: clock.schedule,
    onFailure: ({ code }, userId) => failures.push({ code, userId }),
  });
  schedule.start();
  const minutesOf = (userId: string) => refreshed.filter((one) => one.userId === userId).map(({ minute }) => minute);
  return { clock, world, schedule, refreshed, failures, minutesOf };
}

const fails = (code: ErrorCode) => async (): Promise<never> => {
  throw new AppError(code, `About ${code}`);
};

describe("the schedule", () => {
  test("refreshes each connected user every interval, beginning within the first", async () => {
    const { clock, minutesOf } = scheduleOver(["alice", "bob"]);
    await clock.advance(21 * MINUTE_MS);
    for (const user of ["alice", "bob"]) expect(minutesOf(user)).toEqual([2.5, 7.5, 12.5, 17.5]);
  });

  test("refreshes who connects meanwhile within half a minute, and who disconnects no more", async () => {
    const { clock, world, minutesOf } = scheduleOver(["alice"]);
    await clock.advance(6 * MINUTE_MS);
    world.users = ["carol"];
    await clock.advance(6 * MINUTE_MS);
    expect(minutesOf("alice")).toEqual([2.5]);
    expect(minutesOf("carol")).toHaveLength(2);
    expect(minutesOf("carol")[0]).toBeLessThanOrEqual(6.5);
  });

  test("comes back when a reading of a cost is due", async () => {
    const { clock, world, minutesOf } = scheduleOver(["alice"]);
    world.status = async () => ({ ...NOTHING_KNOWN, nextReadingAt: new Date(NOW + 4 * MINUTE_MS).toISOString() });
    await clock.advance(4.1 * MINUTE_MS);
    expect(minutesOf("alice")).toEqual([2.5, 4]);
  });

  test("keeps who fails waiting ever longer, each user by themselves, and no longer once it succeeds", async () => {
    const { clock, world, minutesOf, failures } = scheduleOver(["alice", "bob"]);
    world.refresh = async (userId) => (userId === "alice" ? fails("apify_unreachable")() : undefined);
    await clock.advance(40 * MINUTE_MS);
    expect(minutesOf("alice")).toEqual([2.5, 7.5, 17.5, 37.5]);
    expect(minutesOf("bob")).toHaveLength(8);
    world.refresh = async () => undefined;
    await clock.advance(50 * MINUTE_MS);
    expect(minutesOf("alice").slice(4)).toEqual([77.5, 82.5, 87.5]);
    expect(failures).toEqual([]);
  });

  test("does not ask before the instant that Apify named, also when the server has started anew", async () => {
    const { clock, world, minutesOf } = scheduleOver(["alice"]);
    const retryAt = new Date(NOW + 30 * MINUTE_MS).toISOString();
    world.status = async () => ({
      ...NOTHING_KNOWN,
      lastFailure: { code: "apify_rate_limited", at: new Date(NOW).toISOString(), retryAt },
    });
    await clock.advance(29 * MINUTE_MS);
    expect(minutesOf("alice")).toEqual([]);
    await clock.advance(2 * MINUTE_MS);
    expect(minutesOf("alice")).toEqual([30]);
  });

  test("asks for no more users at once than it may, and for none twice at a time", async () => {
    const { clock, world, refreshed } = scheduleOver(
      Array.from({ length: 7 }, (_, index) => `user-${index}`),
      { concurrency: 3 },
    );
    const ends: (() => void)[] = [];
    world.refresh = () => new Promise((resolve) => ends.push(resolve));
    await clock.advance(30 * MINUTE_MS);
    expect(refreshed).toHaveLength(3);
    ends.shift()?.();
    await settle();
    expect(refreshed).toHaveLength(4);
    expect(new Set(refreshed.map(({ userId }) => userId)).size).toBe(4);
  });

  test("goes on when the database was away, without keeping anybody waiting for that", async () => {
    const { clock, world, minutesOf, failures } = scheduleOver(["alice"]);
    await clock.advance(3 * MINUTE_MS);
    world.roster = fails("ledger_unavailable");
    await clock.advance(60 * MINUTE_MS);
    expect(failures[0]).toEqual({ code: "ledger_unavailable", userId: null });
    world.roster = async () => world.users;
    await clock.advance(MINUTE_MS);
    expect(minutesOf("alice")).toHaveLength(2);
  });

  test("tells of failures that are the server's own, and leaves those of the account to the user", async () => {
    const { clock, world, failures } = scheduleOver(["alice", "bob", "carol"]);
    const codes: Record<string, ErrorCode> = { alice: "internal", bob: "apify_token_refused", carol: "import_running" };
    world.refresh = (userId) => fails(codes[userId] ?? "internal")();
    await clock.advance(4 * MINUTE_MS);
    expect(failures).toEqual([{ code: "internal", userId: "alice" }]);
  });
});

describe("a stop", () => {
  test("begins nothing any more, lets go of what runs, and waits for it", async () => {
    const { clock, world, schedule, refreshed } = scheduleOver(["alice", "bob"], { concurrency: 1 });
    let end: () => void = () => undefined;
    world.refresh = () => new Promise((resolve) => (end = resolve));
    await clock.advance(3 * MINUTE_MS);
    let isStopped = false;
    const stopped = schedule.stop().then(() => (isStopped = true));
    await settle();
    expect([world.isImporterStopped, isStopped]).toEqual([true, false]);
    end();
    await stopped;
    await clock.advance(60 * MINUTE_MS);
    expect(refreshed).toHaveLength(1);
    expect(clock.pending()).toBe(0);
  });

  test("while it looks who is connected begins nothing", async () => {
    const { clock, world, schedule, refreshed } = scheduleOver([]);
    await clock.advance(MINUTE_MS);
    let answer: (users: readonly string[]) => void = () => undefined;
    world.roster = () => new Promise((resolve) => (answer = resolve));
    await clock.advance(MINUTE_MS);
    const stopped = schedule.stop();
    answer(["alice"]);
    await stopped;
    await clock.advance(10 * MINUTE_MS);
    expect(refreshed).toEqual([]);
  });

  test("before a first refresh has begun to ask leaves it", async () => {
    const { clock, world, schedule, refreshed } = scheduleOver(["alice"]);
    let answer: (status: KnownStatus) => void = () => undefined;
    world.status = () => new Promise((resolve) => (answer = resolve));
    await clock.advance(3 * MINUTE_MS);
    const stopped = schedule.stop();
    answer(NOTHING_KNOWN);
    await stopped;
    expect(refreshed).toEqual([]);
  });
});
