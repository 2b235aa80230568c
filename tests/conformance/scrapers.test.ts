import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiClient } from "../../electron/main/api-client.ts";
import { createApp } from "../../server/app.ts";
import type { LedgerRun } from "../../server/ledger/ledger.ts";
import { createImporter } from "../../server/services/import/importer.ts";
import { createReconciler } from "../../server/services/reconciliation/reconciler.ts";
import { dayOfIsoDate, lastDays } from "../../shared/domain/day.ts";
import { examples, openTestLedger, type TestLedger } from "../support/ledger/test-ledger.ts";

// What a budget is measured by, as main asks for it: the HTTP contract over each ledger.

const NOW = Date.parse("2026-11-22T10:00:00Z");
const DAY_MS = 24 * 60 * 60 * 1_000;
const HOUR_MS = 60 * 60 * 1_000;
const SCRAPERS = ["apify/web-scraper", "shu8hvrXbJbY3Eb9W", "Scraper"] as const;

let temporary: TestLedger;
let users = 0;

beforeAll(async () => {
  temporary = await openTestLedger(() => NOW);
});
afterAll(() => temporary.remove());

function clientOf(userId: string) {
  const { ledger } = temporary;
  const now = () => NOW;
  const connectionOf = () => null;
  const app = createApp({
    ledger,
    now,
    importer: createImporter({ ledger, connectionOf, now }),
    reconciler: createReconciler({ ledger, connectionOf, now }),
    authenticate: async () => ({ userId }),
    onUnexpectedError: (error) => {
      throw error;
    },
  });
  const fetch = (request: Request) => app.fetch(request);
  return createApiClient({ fetch, baseUrl: "http://embedded.invalid", timeZone: () => "UTC" });
}

const freshUser = (): string => `user-${(users += 1)}`;

const runOf = (index: number, change: Partial<LedgerRun>): LedgerRun => ({
  runId: `run-${index}`,
  scraperId: SCRAPERS[0],
  source: "scraping",
  status: "SUCCEEDED",
  costNanoUsd: 1n,
  itemCount: null,
  usageDetails: null,
  createdAtMs: NOW,
  ...change,
});

const anyRun = fc.record({
  scraperId: fc.constantFrom(...SCRAPERS),
  costNanoUsd: fc.option(fc.bigInt({ min: 0n, max: 10n ** 15n })),
  createdAtMs: fc.oneof(
    fc.integer({ min: NOW - 95 * DAY_MS, max: NOW + DAY_MS }),
    // Around midnight in Paris, to the millisecond.
    fc.tuple(fc.integer({ min: 0, max: 94 }), fc.integer({ min: -1, max: 1 })).map(([days, ms]) => {
      return dayOfIsoDate("2026-11-22", "Europe/Paris").fromMs - days * DAY_MS + ms;
    }),
  ),
});
const anySpan = fc
  .tuple(
    fc.integer({ min: -95 * 24, max: 24 }),
    fc.integer({ min: 1, max: 40 * 24 }),
    fc.constantFrom(0, 0, 1, 899_999),
  )
  .map(([fromHour, hours, offset]) => {
    const fromMs = NOW + fromHour * HOUR_MS + offset;
    return { fromMs, toMs: fromMs + hours * HOUR_MS };
  });

function sumOf(runs: readonly LedgerRun[]) {
  return {
    costNanoUsd: runs.reduce((sum, { costNanoUsd }) => sum + (costNanoUsd ?? 0n), 0n),
    runsWithoutCost: runs.filter(({ costNanoUsd }) => costNanoUsd === null).length,
  };
}

describe("what one scraper cost, and what all of them did", () => {
  test("is the plain sum of their runs, over any span and by any zone's days", async () => {
    const zones = fc.constantFrom("Europe/Paris", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia");
    await fc.assert(
      fc.asyncProperty(fc.array(anyRun, { maxLength: 40 }), anySpan, zones, async (changes, span, timeZone) => {
        const userId = freshUser();
        const runs = changes.map((change, index) => runOf(index, change));
        await temporary.ledger.recordRuns(userId, runs);
        const client = clientOf(userId);
        for (const scraperId of [null, ...SCRAPERS, "nobody"]) {
          const own = runs.filter((run) => scraperId === null || run.scraperId === scraperId);
          const within = ({ fromMs, toMs }: typeof span) =>
            sumOf(own.filter(({ createdAtMs }) => createdAtMs >= fromMs && createdAtMs < toMs));

          const { costNanoUsd, runsWithoutCost } = within(span);
          expect(await client.spent({ ...span, scraperId })).toEqual({ spentNanoUsd: costNanoUsd, runsWithoutCost });
          expect(await client.days({ scraperId, timeZone })).toEqual(
            lastDays(90, NOW, timeZone).map((day) => ({ date: day.date, ...within(day) })),
          );
        }
      }),
      { numRuns: examples(60) },
    );
  });

  test("is nobody else's", async () => {
    const [alice, bob] = [freshUser(), freshUser()];
    await temporary.ledger.recordRuns(alice, [runOf(1, { costNanoUsd: 5n })]);
    const asked = { fromMs: NOW - DAY_MS, toMs: NOW + DAY_MS, scraperId: SCRAPERS[0] };
    expect(await clientOf(alice).spent(asked)).toEqual({ spentNanoUsd: 5n, runsWithoutCost: 0 });
    expect(await clientOf(bob).spent(asked)).toEqual({ spentNanoUsd: 0n, runsWithoutCost: 0 });
    expect(await clientOf(bob).scrapers()).toEqual([]);
  });

  test("refuses a scraper that has no name, and names the parameter", async () => {
    await expect(clientOf("alice").days({ scraperId: " ", timeZone: "UTC" })).rejects.toMatchObject({
      code: "invalid_request",
      details: { parameter: "scraperId" },
    });
  });
});

describe("the scrapers", () => {
  test("are those that have runs, each once, the one of the newest run first, with what is known of its name", async () => {
    const userId = freshUser();
    const { ledger } = temporary;
    await ledger.recordRuns(userId, [
      runOf(1, { scraperId: "old", createdAtMs: NOW - 9 * DAY_MS }),
      runOf(2, { scraperId: "new", createdAtMs: NOW }),
      runOf(3, { scraperId: "old", createdAtMs: NOW - 8 * DAY_MS }),
      runOf(4, { scraperId: "middle", createdAtMs: NOW - DAY_MS, source: "enrich" }),
      runOf(5, { scraperId: "tied", createdAtMs: NOW - DAY_MS }),
    ]);
    const named = (actorId: string, title: string | null) => ({ actorId, actor: { name: `apify/${actorId}`, title } });
    const unnamed = { actorId: "middle", actor: null };
    await ledger.saveActors(userId, [named("old", "Été ⚡"), named("tied", null), unnamed], NOW);
    expect(await clientOf(userId).scrapers()).toEqual([
      { scraperId: "new", actor: null },
      { scraperId: "middle", actor: null },
      { scraperId: "tied", actor: { name: "apify/tied", title: null } },
      { scraperId: "old", actor: { name: "apify/old", title: "Été ⚡" } },
    ]);
    expect((await ledger.scrapers(userId, 2)).map(({ scraperId }) => scraperId)).toEqual(["new", "middle"]);
  });
});
