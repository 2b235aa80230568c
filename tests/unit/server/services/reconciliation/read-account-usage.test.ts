import { describe, expect, test } from "vitest";
import { readAccountUsage } from "../../../../../server/services/reconciliation/read-account-usage.ts";
import type { ApifyClient } from "../../../../../server/sources/apify/client.ts";
import { AppError, type ErrorCode } from "../../../../../shared/errors.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const CYCLE = { startMs: Date.parse("2026-11-14T00:00:00Z"), endMs: Date.parse("2026-12-13T23:59:59.999Z") };

type Answers = Pick<ApifyClient, "now" | "readLimits" | "readMonthlyUsage" | "listBuilds">;

const usual: Answers = {
  now: () => NOW,
  readLimits: async () => ({ cycle: CYCLE, retentionDays: 31, maxMonthlyUsageUsd: 500, monthlyUsageUsd: 3 }),
  readMonthlyUsage: async () => usage({ ACTOR_COMPUTE_UNITS: 0.1, DATASET_READS: 0.2 }, 0.3),
  listBuilds: async () => ({ builds: [], nextOffset: null }),
};

function usage(services: Readonly<Record<string, number>>, totalUsd: number) {
  return { cycle: CYCLE, services: { ...services }, totalUsd, totalBeforeDiscountUsd: totalUsd };
}

const read = (answers: Partial<Answers> = {}, date?: string) =>
  readAccountUsage({ client: { ...usual, ...answers }, signal: new AbortController().signal }, date);

const refuse = (code: ErrorCode) => async () => {
  throw new AppError(code, "No");
};

describe("the account's usage", () => {
  test("is kept in whole nano-dollars, over a cycle whose end is excluded", async () => {
    expect(await read()).toEqual({
      cycle: { fromMs: CYCLE.startMs, toMs: Date.parse("2026-12-14T00:00:00Z") },
      readAtMs: NOW,
      usageNanoUsd: "300000000",
      limitNanoUsd: "500000000000",
      services: { ACTOR_COMPUTE_UNITS: "100000000", DATASET_READS: "200000000" },
      builds: { count: 0, nanoUsd: "0", buildsWithoutCost: 0 },
    });
  });

  test.each([
    [
      "a discount that no line holds",
      { a: 1, b: 2 },
      2.5,
      { a: "1000000000", b: "2000000000", VOLUME_DISCOUNT: "-500000000" },
    ],
    ["a usage that no line tells", { a: 1 }, 1.25, { a: "1000000000", OTHER: "250000000" }],
    [
      "nothing but the roundings of its lines",
      { a: 0.1000000004, b: 0.5000000004 },
      0.6000000008,
      { a: "100000000", b: "500000001" },
    ],
    ["no line at all", {}, 0.75, { OTHER: "750000000" }],
  ])("has lines that add up to its total, with %s", async (_, services, totalUsd, expected) => {
    const answer = await read({ readMonthlyUsage: async () => usage(services, totalUsd) });
    expect(answer.services).toEqual(expected);
  });

  test("of a past cycle has no limit, and the limits are not asked for", async () => {
    const answer = await read({ now: () => CYCLE.endMs + 1, readLimits: refuse("internal") }, "2026-11-20");
    expect(answer.limitNanoUsd).toBeNull();
  });

  test("is read with a token that may read neither limits nor builds", async () => {
    const answer = await read({ readLimits: refuse("apify_forbidden"), listBuilds: refuse("apify_forbidden") });
    expect(answer).toMatchObject({ usageNanoUsd: "300000000", limitNanoUsd: null, builds: null });
  });

  test.each(["readMonthlyUsage", "readLimits", "listBuilds"] as const)(
    "is not read without %s when Apify is out of reach",
    async (part) => {
      await expect(read({ [part]: refuse("apify_unreachable") })).rejects.toMatchObject({ code: "apify_unreachable" });
    },
  );
});

describe("the builds", () => {
  const build = (id: string, startedAt: number, usageTotalUsd?: number | null) => ({ id, startedAt, usageTotalUsd });

  test("are counted once each over all pages, without those after the cycle; an unknown cost is told and adds nothing", async () => {
    const pages = [
      {
        builds: [build("late", CYCLE.endMs + 1, 9), build("c", CYCLE.endMs, 0.1), build("b", NOW, 0.2)],
        nextOffset: 3,
      },
      {
        builds: [build("b", NOW, 0.2), build("a", NOW - 1, null), build("0", NOW - 2), build("free", NOW - 3, 0)],
        nextOffset: null,
      },
    ];
    const offsets: number[] = [];
    const answer = await read({
      listBuilds: async ({ offset }) => {
        offsets.push(offset);
        return pages[offsets.length - 1] ?? { builds: [], nextOffset: null };
      },
    });
    expect(answer.builds).toEqual({ count: 5, nanoUsd: "300000000", buildsWithoutCost: 2 });
    expect(offsets).toEqual([0, 3]);
  });

  test("are not counted without end", async () => {
    let requests = 0;
    const answer = await read({
      listBuilds: async ({ offset }) => {
        requests += 1;
        return { builds: [build(`build-${offset}`, NOW, 1)], nextOffset: offset + 1 };
      },
    });
    expect(answer.builds).toBeNull();
    expect(requests).toBe(50);
  });
});
