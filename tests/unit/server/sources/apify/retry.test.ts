import { describe, expect, test } from "vitest";
import { AppError } from "../../../../../shared/errors.ts";
import { RetryableError, parseRetryAfter, withRetry } from "../../../../../server/sources/apify/retry.ts";

const busy = new AppError("apify_rate_limited", "Apify asks to slow down");

/** Answers what each attempt is to answer, and keeps the waits without waiting. */
function attempts(...outcomes: readonly (Error | string)[]) {
  const waits: number[] = [];
  let count = 0;
  return {
    waits,
    count: () => count,
    attempt: async (): Promise<string> => {
      const outcome = outcomes[Math.min(count, outcomes.length - 1)];
      count += 1;
      if (outcome instanceof Error) throw outcome;
      return outcome ?? "";
    },
    sleep: async (delayMs: number) => {
      waits.push(delayMs);
    },
  };
}

describe("an attempt that fails", () => {
  test("is made again after a wait that doubles each time, between one and two delays", async () => {
    const low = attempts(new RetryableError(busy), new RetryableError(busy), new RetryableError(busy), "answer");
    await expect(withRetry(low.attempt, { sleep: low.sleep, random: () => 0 })).resolves.toBe("answer");
    expect(low.waits).toEqual([500, 1000, 2000]);

    const high = attempts(new RetryableError(busy), new RetryableError(busy), "answer");
    await withRetry(high.attempt, { sleep: high.sleep, random: () => 1 });
    expect(high.waits).toEqual([1000, 2000]);
  });

  test("is given up after six times, with the failure itself", async () => {
    const always = attempts(new RetryableError(busy));
    await expect(withRetry(always.attempt, { sleep: always.sleep, random: () => 0.5 })).rejects.toBe(busy);
    expect(always.count()).toBe(6);
    expect(always.waits).toHaveLength(5);
  });

  test("is given up at the number of attempts that holds when it fails", async () => {
    const always = attempts(new RetryableError(busy));
    const maxAttempts = () => (always.count() < 2 ? 6 : 3);
    await expect(withRetry(always.attempt, { sleep: always.sleep, random: () => 0, maxAttempts })).rejects.toBe(busy);
    expect(always.count()).toBe(3);
  });

  test("for a reason that asking again won't change is not made again", async () => {
    const refused = new AppError("apify_token_refused", "Apify refused the token");
    const once = attempts(refused);
    await expect(withRetry(once.attempt, { sleep: once.sleep, random: () => 0 })).rejects.toBe(refused);
    expect(once.count()).toBe(1);
  });

  test("waits as long as Apify says, and no less than its own delay", async () => {
    const told = attempts(new RetryableError(busy, 7_000), new RetryableError(busy, 10), "answer");
    await withRetry(told.attempt, { sleep: told.sleep, random: () => 0 });
    expect(told.waits).toEqual([7_000, 1_000]);
  });

  test("is given up at once when Apify asks for more than a minute", async () => {
    const long = attempts(new RetryableError(busy, 60_001), "answer");
    await expect(withRetry(long.attempt, { sleep: long.sleep, random: () => 0 })).rejects.toBe(busy);
    expect(long.waits).toEqual([]);

    const minute = attempts(new RetryableError(busy, 60_000), "answer");
    await expect(withRetry(minute.attempt, { sleep: minute.sleep, random: () => 0 })).resolves.toBe("answer");
  });
});

describe("a cancelled wait", () => {
  test("ends the attempts", async () => {
    const once = attempts(new RetryableError(busy), "answer");
    const sleep = () => Promise.reject(new Error("aborted"));
    await expect(withRetry(once.attempt, { sleep, random: () => 0 })).rejects.toMatchObject({ code: "cancelled" });
    expect(once.count()).toBe(1);
  });

  test("keeps the reason that the caller gave, and is handed the caller's signal", async () => {
    const reason = new AppError("cancelled", "The application quits");
    const { signal } = new AbortController();
    const seen: unknown[] = [];
    const sleep = (_delayMs: number, given?: AbortSignal) => {
      seen.push(given);
      return Promise.reject(reason);
    };
    const once = attempts(new RetryableError(busy));
    await expect(withRetry(once.attempt, { sleep, random: () => 0, signal })).rejects.toBe(reason);
    expect(seen).toEqual([signal]);
  });
});

describe("a Retry-After header", () => {
  const nowMs = Date.parse("2026-11-22T10:00:00Z");

  test.each([
    ["0", 0],
    ["30", 30_000],
    ["1.5", 1_500],
    ["-5", 0],
    ["Sun, 22 Nov 2026 10:00:45 GMT", 45_000],
    ["Sun, 22 Nov 2026 09:00:00 GMT", 0],
    ["soon", undefined],
    ["Infinity", undefined],
    [null, undefined],
  ])("of %j is %j ms", (header, delayMs) => {
    expect(parseRetryAfter(header, nowMs)).toBe(delayMs);
  });
});
