import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { schedule, sleep } from "../../../../electron/main/schedule.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("a scheduled call", () => {
  test("comes once, after its time", () => {
    const callback = vi.fn<() => void>();
    schedule(callback, 1_000);
    vi.advanceTimersByTime(999);
    expect(callback).not.toHaveBeenCalled();
    vi.advanceTimersByTime(10_000);
    expect(callback).toHaveBeenCalledOnce();
  });

  test("can be taken back", () => {
    const callback = vi.fn<() => void>();
    schedule(callback, 1_000)();
    vi.advanceTimersByTime(10_000);
    expect(callback).not.toHaveBeenCalled();
  });
});

describe("a wait", () => {
  test("ends after its time and leaves nothing behind", async () => {
    const { signal } = new AbortController();
    const waited = sleep(1_000, signal);
    await vi.advanceTimersByTimeAsync(1_000);
    await expect(waited).resolves.toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("ends with the reason of the one who cancels it, and leaves no timer", async () => {
    const abort = new AbortController();
    const waited = sleep(1_000, abort.signal);
    const reason = new Error("cancelled");
    abort.abort(reason);
    await expect(waited).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("that was cancelled before does not begin", async () => {
    const reason = new Error("cancelled");
    await expect(sleep(1_000, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
  });
});
