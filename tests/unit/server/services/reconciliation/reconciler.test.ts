import { describe, expect, test } from "vitest";
import type { Ledger } from "../../../../../server/ledger/ledger.ts";
import { createReconciler } from "../../../../../server/services/reconciliation/reconciler.ts";
import { createApifyClient, type ApifyClient } from "../../../../../server/sources/apify/client.ts";
import { AppError } from "../../../../../shared/errors.ts";

test("a reading that is under way is let go of at the end, and nothing is written after it", async () => {
  const written: string[] = [];
  const ledger: Partial<Ledger> = {
    accountUsage: async () => null,
    saveAccountUsage: async (userId) => {
      written.push(userId);
    },
  };
  const client = createApifyClient({
    baseUrl: "https://api.apify.test",
    token: "apify_api_token",
    now: () => 0,
    random: () => 0,
    sleep: async () => undefined,
    fetch: (_, { signal }) =>
      new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(new Error("aborted")))),
  });
  const reconciler = createReconciler({ ledger: ledger as Ledger, connectionOf: () => client, now: () => 0 });
  const [reading] = await Promise.allSettled([reconciler.read("alice"), reconciler.stop()]);
  expect(reading).toMatchObject({ status: "rejected", reason: { code: "cancelled" } });
  expect(written).toEqual([]);
});

describe("after a failure Apify is left alone", () => {
  const NOW = Date.parse("2026-11-22T10:00:00Z");
  const DAY_MS = 86_400_000;

  /** An Apify that asks for an hour without requests, and whose clock differs from the local one. */
  function start(aheadMs: number) {
    let nowMs = NOW;
    let requests = 0;
    const client: Partial<ApifyClient> = {
      now: () => nowMs + aheadMs,
      async readMonthlyUsage() {
        requests += 1;
        const retryAt = new Date(nowMs + 3_600_000).toISOString();
        throw new AppError("apify_rate_limited", "Apify asks to slow down", { details: { retryAt } });
      },
    };
    const reconciler = createReconciler({
      ledger: { accountUsage: async () => null } as Partial<Ledger> as Ledger,
      connectionOf: () => client as ApifyClient,
      now: () => nowMs,
    });
    return {
      requestsAfter: async (ms: number) => {
        nowMs += ms;
        await reconciler.read("alice");
        return requests;
      },
    };
  }

  test.each([-DAY_MS, 0, DAY_MS])("for as long as it asks, where its clock is %i ms ahead", async (aheadMs) => {
    const { requestsAfter } = start(aheadMs);
    expect(await requestsAfter(0)).toBe(1);
    expect(await requestsAfter(3_599_999)).toBe(1);
    expect(await requestsAfter(1)).toBe(2);
  });

  test("no longer than that by a clock that was set back", async () => {
    const { requestsAfter } = start(0);
    await requestsAfter(0);
    expect(await requestsAfter(-40 * DAY_MS)).toBe(2);
  });
});
