import { describe, expect, test } from "vitest";
import { apifyError, clientOver, failureOf, json } from "../../../../support/apify/client-over.ts";

const CYCLE = { startAt: "2026-11-14T00:00:00.000Z", endAt: "2026-12-13T23:59:59.999Z" };
const CYCLE_MS = { startMs: Date.parse(CYCLE.startAt), endMs: Date.parse(CYCLE.endAt) };

const limits = {
  monthlyUsageCycle: CYCLE,
  limits: { maxMonthlyUsageUsd: 500, dataRetentionDays: 31, maxActorCount: 500 },
  current: { monthlyUsageUsd: 12.5, actorCount: 3 },
};

const usage = {
  usageCycle: CYCLE,
  monthlyServiceUsage: {
    ACTOR_COMPUTE_UNITS: { quantity: 2, baseAmountUsd: 0.5, amountAfterVolumeDiscountUsd: 0.4, priceTiers: [] },
    SOMETHING_NEW: { quantity: 1, baseAmountUsd: 0.25 },
  },
  dailyServiceUsages: [],
  totalUsageCreditsUsdBeforeVolumeDiscount: 0.75,
  totalUsageCreditsUsdAfterVolumeDiscount: 0.65,
};

/** A value that JSON can hold and a number can't. */
const withoutEnd = (data: unknown, field: string): Response =>
  new Response(JSON.stringify({ data }).replace(new RegExp(`"${field}":[\\d.]+`), `"${field}":1e999`));

describe("the limits", () => {
  test("tell the cycle, the retention and the month's usage", async () => {
    const { client, requests } = clientOver(() => json({ data: limits }));
    expect(await client.readLimits()).toEqual({
      cycle: CYCLE_MS,
      retentionDays: 31,
      maxMonthlyUsageUsd: 500,
      monthlyUsageUsd: 12.5,
    });
    expect(requests[0]?.url).toBe("https://api.apify.test/v2/users/me/limits");
  });

  test("may leave out what they like but the cycle", async () => {
    const { client } = clientOver(() => json({ data: { monthlyUsageCycle: CYCLE, limits: {}, current: {} } }));
    expect(await client.readLimits()).toEqual({
      cycle: CYCLE_MS,
      retentionDays: null,
      maxMonthlyUsageUsd: null,
      monthlyUsageUsd: null,
    });
  });

  test.each([0, -7, 1.5, 1e9, "31"])("with a retention that can't be true, %j, tell none", async (days) => {
    const { client } = clientOver(() => json({ data: { ...limits, limits: { dataRetentionDays: days } } }));
    expect((await client.readLimits()).retentionDays).toBeNull();
  });

  test.each([
    ["without a cycle", () => json({ data: { ...limits, monthlyUsageCycle: undefined } })],
    [
      "with a cycle that ends before it begins",
      () => json({ data: { ...limits, monthlyUsageCycle: { startAt: CYCLE.endAt, endAt: CYCLE.startAt } } }),
    ],
    ["with an endless amount", () => withoutEnd(limits, "maxMonthlyUsageUsd")],
  ])("%s are refused", async (_, answer) => {
    const { client } = clientOver(answer);
    expect((await failureOf(client.readLimits())).code).toBe("apify_bad_answer");
  });
});

describe("a cycle's usage", () => {
  test("has each service by name, after its discount where the line tells it", async () => {
    const { client, requests } = clientOver(() => json({ data: usage }));
    expect(await client.readMonthlyUsage()).toEqual({
      cycle: CYCLE_MS,
      services: { ACTOR_COMPUTE_UNITS: 0.4, SOMETHING_NEW: 0.25 },
      totalBeforeDiscountUsd: 0.75,
      totalUsd: 0.65,
    });
    await client.readMonthlyUsage("2026-10-13");
    expect(requests.map(({ url }) => new URL(url).search)).toEqual(["", "?date=2026-10-13"]);
  });

  test("may hold credits", async () => {
    const credit = { quantity: 1, baseAmountUsd: -5 };
    const { client } = clientOver(() => json({ data: { ...usage, monthlyServiceUsage: { CREDIT: credit } } }));
    expect((await client.readMonthlyUsage()).services).toEqual({ CREDIT: -5 });
  });

  test.each(["baseAmountUsd", "totalUsageCreditsUsdAfterVolumeDiscount"])(
    "with an endless %s is refused",
    async (field) => {
      const { client } = clientOver(() => withoutEnd(usage, field));
      expect((await failureOf(client.readMonthlyUsage())).code).toBe("apify_bad_answer");
    },
  );
});

describe("the builds", () => {
  const build = (id: string, startedAt: string, usageTotalUsd?: number | null) => ({
    id,
    startedAt,
    ...(usageTotalUsd !== undefined && { usageTotalUsd }),
    status: "SUCCEEDED",
  });
  const fromMs = CYCLE_MS.startMs;
  const page = (limit: number, ...items: readonly object[]) => json({ data: { total: 90, limit, items } });

  test("are asked for newest first; a page that reaches before the start is the last", async () => {
    const { client, requests } = clientOver(() =>
      page(3, build("c", "2026-11-20T00:00:00Z", 0.25), build("b", CYCLE.startAt), build("a", "2026-11-13T23:59:59Z")),
    );
    expect(await client.listBuilds({ fromMs, offset: 20 })).toEqual({
      builds: [
        { id: "c", startedAt: Date.parse("2026-11-20T00:00:00Z"), usageTotalUsd: 0.25 },
        { id: "b", startedAt: fromMs },
      ],
      nextOffset: null,
    });
    expect(requests[0]?.url).toBe("https://api.apify.test/v2/actor-builds?desc=1&limit=1000&offset=20");
  });

  test("go on after a full page, and end at one that is not", async () => {
    const { client } = clientOver((_, attempt) =>
      attempt === 1
        ? page(2, build("b", "2026-11-20T00:00:00Z", null), build("a", "2026-11-19T00:00:00Z", 0))
        : page(2),
    );
    expect((await client.listBuilds({ fromMs, offset: 4 })).nextOffset).toBe(6);
    expect(await client.listBuilds({ fromMs, offset: 6 })).toEqual({ builds: [], nextOffset: null });
  });
});

describe("the Actors", () => {
  const actor = { id: "a", username: "apify", name: "web-scraper", title: "Web Scraper" };

  test("are listed with their names alone", async () => {
    const { client, requests } = clientOver(() =>
      json({ data: { total: 1, limit: 1000, items: [{ ...actor, stats: { totalRuns: 5 } }] } }),
    );
    expect(await client.listActors(0)).toEqual({ actors: [actor], nextOffset: null });
    expect(requests[0]?.url).toBe("https://api.apify.test/v2/actors?limit=1000&offset=0");
  });

  test("go on after a full page", async () => {
    const { client } = clientOver(() => json({ data: { total: 9, limit: 1, items: [actor] } }));
    expect((await client.listActors(3)).nextOffset).toBe(4);
  });

  test("that are not as expected are left out of their page one by one, and counted for the next", async () => {
    const items = [{ ...actor, username: null }, actor, null, "a", { ...actor, name: "x".repeat(257) }];
    const { client } = clientOver(() => json({ data: { total: 9, limit: 5, items } }));
    expect(await client.listActors(5)).toEqual({ actors: [actor], nextOffset: 10 });
  });

  test("without a list are refused", async () => {
    const { client } = clientOver(() => json({ data: { total: 1, limit: 1000, items: {} } }));
    expect((await failureOf(client.listActors(0))).code).toBe("apify_bad_answer");
  });

  test("are read one by one, without a title where there is none", async () => {
    const { client, requests } = clientOver(() => json({ data: { ...actor, title: null } }));
    expect(await client.readActor("a/b")).toEqual({ ...actor, title: null });
    expect(requests[0]?.url).toBe("https://api.apify.test/v2/actors/a%2Fb");
  });

  test.each([
    [404, "record-not-found"],
    [403, "insufficient-permissions"],
  ])("that Apify does not show, %d, are none", async (status, type) => {
    const { client } = clientOver(() => apifyError(status, type));
    expect(await client.readActor("a")).toBeNull();
  });

  test("are not taken for deleted because the token is refused", async () => {
    const { client } = clientOver(() => apifyError(401, "user-or-token-not-found"));
    expect((await failureOf(client.readActor("a"))).code).toBe("apify_token_refused");
  });
});
