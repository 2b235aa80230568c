import { expect, test } from "vitest";
import type { Ledger } from "../../../../../server/ledger/ledger.ts";
import { createReconciler } from "../../../../../server/services/reconciliation/reconciler.ts";
import { createApifyClient } from "../../../../../server/sources/apify/client.ts";

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
