import { describe, expect, test } from "vitest";
import { recordRunBodySchema, scraperRunsQuerySchema } from "../../../../shared/api/scraper-runs.ts";

const body = {
  runId: "run-1",
  scraperId: "apify/instagram-scraper",
  source: "scraping",
  status: "SUCCEEDED",
  costUsd: 0.1,
};

describe("the body of a recorded run", () => {
  test("needs no more than what tells the run and its cost", () => {
    expect(recordRunBodySchema.parse(body)).toEqual(body);
  });

  test.each([0, -0, 1e-12, 1_000_000, null])("takes a cost of %j", (costUsd) => {
    expect(recordRunBodySchema.safeParse({ ...body, costUsd }).success).toBe(true);
  });

  test.each([-1e-9, 1_000_000.01, Infinity, -Infinity, Number.NaN, "1", true, [], undefined])(
    "refuses a cost of %j and names the field",
    (costUsd) => {
      const result = recordRunBodySchema.safeParse({ ...body, costUsd });
      expect(result.error?.issues[0]?.path).toEqual(["costUsd"]);
    },
  );

  test.each(["", " ", " a", "a ", "a\nb", "a\u0000", "\u202eabc", "x".repeat(129), 7, null])(
    "refuses %j as a run id",
    (runId) => {
      expect(recordRunBodySchema.safeParse({ ...body, runId }).error?.issues[0]?.path).toEqual(["runId"]);
    },
  );

  test.each(["a", "two words", "日本語", "été", "x".repeat(128), "a/b?c=d&e#f", "'; drop table scraper_runs; --"])(
    "takes %j as a run id",
    (runId) => {
      expect(recordRunBodySchema.safeParse({ ...body, runId }).success).toBe(true);
    },
  );

  test.each([-1, 0.5, 2_147_483_648, 2 ** 53, "3"])("refuses an item count of %j", (itemCount) => {
    expect(recordRunBodySchema.safeParse({ ...body, itemCount }).error?.issues[0]?.path).toEqual(["itemCount"]);
  });

  test.each([[], "a", 3])("refuses usage details that are no object: %j", (usageDetails) => {
    expect(recordRunBodySchema.safeParse({ ...body, usageDetails }).error?.issues[0]?.path).toEqual(["usageDetails"]);
  });

  test.each([
    ["of 64 KiB", { a: "x".repeat(65_527) }, true],
    ["of a byte more", { a: "x".repeat(65_528) }, false],
    ["of letters that take more than a byte", { a: "é".repeat(32_764) }, false],
    ["of numbers that are written out in more digits than they are sent in", { a: Array(250).fill(1e308) }, false],
    ["of whole letters beyond the first plane", { "😀": ["😀"] }, true],
    ["with NUL", { a: [{ b: "x\0" }] }, false],
    ["with half a letter", { a: "\ud83d" }, false],
    ["with a name of half a letter", { a: { "\ude00": 1 } }, false],
    ["of 32 levels", JSON.parse(`${'{"a":'.repeat(32)}1${"}".repeat(32)}`), true],
    ["of 33 levels", JSON.parse(`${'{"a":'.repeat(33)}1${"}".repeat(33)}`), false],
  ])("takes or refuses usage details %s", (_, usageDetails, isTaken) => {
    const { error } = recordRunBodySchema.safeParse({ ...body, usageDetails });
    expect(error?.issues.map(({ path, message }) => [path, message])).toEqual(
      isTaken
        ? undefined
        : [
            [
              ["usageDetails"],
              "must be a JSON object of at most 32 levels and 64 KiB, its numbers written out and its texts without NUL or half a letter, or null",
            ],
          ],
    );
  });

  test.each(["2025-02-01T12:00:00Z", "2025-02-01T12:00:00.123+05:45", "2199-12-31T23:59:59.999Z"])(
    "takes %s as its start",
    (createdAt) => {
      expect(recordRunBodySchema.safeParse({ ...body, createdAt }).success).toBe(true);
    },
  );

  test.each([
    "2025-02-01",
    "2025-02-30T12:00:00Z",
    "2025-02-01T12:00:00",
    "1999-12-31T23:59:59Z",
    "2200-01-01T00:00:00Z",
    "yesterday",
    1_738_411_200_000,
  ])("refuses %j as its start", (createdAt) => {
    expect(recordRunBodySchema.safeParse({ ...body, createdAt }).error?.issues[0]?.path).toEqual(["createdAt"]);
  });
});

describe("the query of the list", () => {
  test("has defaults for what is left out", () => {
    expect(scraperRunsQuerySchema.parse({})).toEqual({
      limit: 100,
      offset: 0,
      sort: "createdAt",
      order: "desc",
      tz: "UTC",
    });
  });

  test.each(["2025-02-01", "2025-02-01T12:00:00Z", "2025-02-01T12:00:00.5-03:30"])("takes %s as a bound", (from) => {
    expect(scraperRunsQuerySchema.safeParse({ from, to: from }).success).toBe(true);
  });

  test.each(["2025-02-30", "2025-2-1", "20250201", "2025-02-01 12:00", "", "now"])(
    "refuses %j as a bound and says what it expects",
    (from) => {
      const { error } = scraperRunsQuerySchema.safeParse({ from });
      expect(error?.issues[0]).toMatchObject({
        path: ["from"],
        message: "must be an ISO date or instant such as 2025-02-01 or 2025-02-01T12:00:00Z",
      });
    },
  );
});
