import pLimit from "p-limit";
import type { ImportStatus } from "../../../shared/api/backfill.ts";
import { toAppError, type AppError, type ErrorCode } from "../../../shared/errors.ts";
import type { Importer } from "./importer.ts";
import { heldUntilMs, isDue, planAfter, type RefreshPlan } from "./plan-refresh.ts";

export interface ImportScheduleOptions {
  /** Whose connection stands; one whose token is refused is left out until a new one comes. */
  readonly users: () => Promise<readonly string[]>;
  readonly importer: Pick<Importer, "refresh" | "status" | "stop">;
  readonly intervalMs: number;
  /** How many users are refreshed at once; four when left out. */
  readonly concurrency?: number;
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Calls back once after `delayMs`; the answer takes it back. */
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
  /** Told of failures that are the server's own, not the account's: `userId` is null when nobody's refresh began. */
  readonly onFailure: (error: AppError, userId: string | null) => void;
}

/** Refreshes every connected user by itself. Several servers may run one each, at the cost of asking Apify more often. */
export interface ImportSchedule {
  start(): void;
  /** Begins no refresh any more and lets go of those that run: the next start goes on with them. */
  stop(): Promise<void>;
}

interface PlannedUser extends RefreshPlan {
  readonly isRunning: boolean;
  /** Whether this process has refreshed the user before. */
  readonly isKnown: boolean;
}

/** How often to look who has connected meanwhile. */
const LOOK_EACH_MS = 30_000;
const SHORTEST_WAIT_MS = 1_000;
const CONCURRENT_USERS = 4;

export function createImportSchedule(options: ImportScheduleOptions): ImportSchedule {
  const { importer, intervalMs, now, random, schedule, onFailure } = options;
  const planned = new Map<string, PlannedUser>();
  const working = new Set<Promise<void>>();
  const limit = pLimit(options.concurrency ?? CONCURRENT_USERS);
  let hasLooked = false;
  let isLooking = false;
  let isStopped = false;
  let takeBack: () => void = () => undefined;

  /** Who is new since the last look has just connected; at the start, everybody is, and they are spread. */
  function plan(users: readonly string[]): void {
    const current = new Set(users);
    for (const [userId, { isRunning }] of planned) if (!current.has(userId) && !isRunning) planned.delete(userId);
    for (const userId of users) {
      if (planned.has(userId)) continue;
      const nextAtMs = hasLooked ? now() : now() + random() * intervalMs;
      planned.set(userId, { failures: 0, nextAtMs, isRunning: false, isKnown: false });
    }
    hasLooked = true;
  }

  async function refresh(userId: string, before: PlannedUser): Promise<RefreshPlan> {
    if (!before.isKnown) {
      // A server that starts again must not ask anew what it was told to wait for.
      const heldMs = heldUntilMs(await importer.status(userId), now());
      if (heldMs !== null || isStopped) return { ...before, nextAtMs: heldMs ?? before.nextAtMs };
    }
    const failed = await importer.refresh(userId).then(
      () => null,
      (error: unknown) => told(error, userId),
    );
    const status = await importer.status(userId).catch(() => null);
    return planFrom(before, failed, status);
  }

  const planFrom = (before: PlannedUser, failed: ErrorCode | null, status: ImportStatus | null): RefreshPlan =>
    planAfter({ failed, failuresBefore: before.failures, status, intervalMs, nowMs: now(), random: random() });

  function told(error: unknown, userId: string): ErrorCode {
    const failure = toAppError(error);
    const isOfTheAccount = failure.code.startsWith("apify_");
    const isOfTheMoment = failure.code === "cancelled" || failure.code === "import_running";
    if (!isOfTheAccount && !isOfTheMoment) onFailure(failure, userId);
    return failure.code;
  }

  async function work(userId: string): Promise<void> {
    const before = planned.get(userId);
    if (isStopped || before === undefined) return;
    const after = await refresh(userId, before).catch((error: unknown) => planFrom(before, told(error, userId), null));
    planned.set(userId, { ...after, isRunning: false, isKnown: true });
    arm();
  }

  function begin(userId: string, user: PlannedUser): void {
    planned.set(userId, { ...user, isRunning: true });
    const done = limit(work, userId).finally(() => working.delete(done));
    working.add(done);
  }

  async function look(): Promise<void> {
    isLooking = true;
    try {
      plan(await options.users());
      if (isStopped) return;
      for (const [userId, user] of planned) if (!user.isRunning && isDue(user, now())) begin(userId, user);
    } catch (error) {
      // Without the database nobody's refresh would succeed: no user's next one is put off for that.
      onFailure(toAppError(error), null);
    } finally {
      isLooking = false;
      arm();
    }
  }

  function lookAfter(delayMs: number): void {
    takeBack = schedule(() => {
      const done = look().finally(() => working.delete(done));
      working.add(done);
    }, delayMs);
  }

  /** The next look: when the next user is due, and before long in any case. */
  function arm(): void {
    takeBack();
    if (isStopped || isLooking) return;
    let delayMs = LOOK_EACH_MS;
    for (const { isRunning, nextAtMs } of planned.values()) {
      if (!isRunning) delayMs = Math.min(delayMs, Math.max(nextAtMs - now(), SHORTEST_WAIT_MS));
    }
    lookAfter(delayMs);
  }

  return {
    start: () => lookAfter(0),

    async stop() {
      isStopped = true;
      takeBack();
      await importer.stop();
      await Promise.allSettled(working);
    },
  };
}
