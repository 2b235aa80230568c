import { beforeEach, describe, expect, test } from "vitest";
import type { History } from "../../../../../server/ledger/ledger.ts";
import { readRetention } from "../../../../../server/services/import/read-retention.ts";
import { AppError, type ErrorCode } from "../../../../../shared/errors.ts";

const DAY_MS = 86_400_000;
const NOW = Date.parse("2026-11-22T10:00:00Z");

let history: History;
let asked: number;

beforeEach(() => {
  history = { complete: null, retentionDays: null, retentionReadAtMs: null };
  asked = 0;
});

const ledger = {
  history: async () => history,
  saveRetention: async (_userId: string, retentionDays: number | null, retentionReadAtMs: number) => {
    history = { ...history, retentionDays: retentionDays ?? history.retentionDays, retentionReadAtMs };
  },
};

function read(answer: number | null | ErrorCode): Promise<number | null> {
  const client = {
    now: () => NOW,
    async readLimits() {
      asked += 1;
      if (typeof answer === "string") throw new AppError(answer, "Apify does not tell");
      const cycle = { startMs: NOW - DAY_MS, endMs: NOW + DAY_MS };
      return { cycle, retentionDays: answer, maxMonthlyUsageUsd: null, monthlyUsageUsd: null };
    },
  };
  return readRetention({ ledger, client, userId: "alice", signal: new AbortController().signal });
}

describe("for how long Apify keeps runs", () => {
  test("is asked for and kept", async () => {
    expect(await read(31)).toBe(31);
    expect(history).toMatchObject({ retentionDays: 31, retentionReadAtMs: NOW });
  });

  test("is asked for once a day", async () => {
    history = { ...history, retentionDays: 7, retentionReadAtMs: NOW - DAY_MS + 1 };
    expect(await read(31)).toBe(7);
    expect(asked).toBe(0);
    history = { ...history, retentionReadAtMs: NOW - DAY_MS };
    expect(await read(31)).toBe(31);
    expect(asked).toBe(1);
  });

  test("is asked for again where it was read by a clock that was ahead", async () => {
    history = { ...history, retentionDays: 7, retentionReadAtMs: NOW + 1 };
    expect(await read(31)).toBe(31);
  });

  test("is not known where the plan does not tell", async () => {
    expect(await read(null)).toBeNull();
  });

  test.each(["apify_forbidden", "apify_bad_answer", "apify_unreachable"] as const)(
    "is what it was for %s, and the import goes on",
    async (code) => {
      expect(await read(code)).toBeNull();
      history = { ...history, retentionDays: 31, retentionReadAtMs: NOW - 2 * DAY_MS };
      expect(await read(code)).toBe(31);
    },
  );

  test("is not asked for at each refresh where the token may not read it", async () => {
    await read("apify_forbidden");
    await read("apify_forbidden");
    expect(asked).toBe(1);
  });

  test.each(["apify_token_refused", "apify_rate_limited", "cancelled"] as const)(
    "ends the import for %s, and nothing is kept",
    async (code) => {
      await expect(read(code)).rejects.toMatchObject({ code });
      expect(history.retentionReadAtMs).toBeNull();
    },
  );
});
