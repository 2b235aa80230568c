import { describe, expect, test } from "vitest";
import type { ListedRun } from "../../../../../server/sources/apify/answers.ts";
import type { RunWindow } from "../../../../../server/sources/apify/client.ts";
import { listRuns } from "../../../../../server/services/import/list-runs.ts";

const NEVER = new AbortController().signal;
const WINDOW = { fromMs: 0, toMs: 1_000_000 };

const run = (id: string | number, startedAt: number): ListedRun => ({
  id: String(id),
  actId: "actor",
  status: "SUCCEEDED",
  startedAt,
  finishedAt: startedAt + 1,
});

/** An account that answers as Apify does, newest first, and changes between pages as the test says. */
function account(
  initial: readonly ListedRun[],
  limit: number,
  afterPage: (page: number, runs: ListedRun[]) => void = () => undefined,
) {
  const runs = [...initial];
  const asked: RunWindow[] = [];
  return {
    asked,
    async listRuns(window: RunWindow) {
      asked.push(window);
      const matching = runs
        .filter(({ startedAt }) => startedAt >= window.fromMs && startedAt <= window.toMs)
        .toSorted((left, right) => right.startedAt - left.startedAt);
      const items = matching.slice(window.offset, window.offset + limit);
      afterPage(asked.length, runs);
      return { total: matching.length, limit, items };
    },
  };
}

async function walk(client: ReturnType<typeof account>, window = WINDOW): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of listRuns(client, window, NEVER)) ids.push(...page.runs.map(({ id }) => id));
  return ids;
}

const numbered = (count: number, startOf: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => run(index, startOf(index)));

describe("the walk over the runs of a window", () => {
  test("meets each run once, newest first", async () => {
    const client = account(
      numbered(25, (index) => index * 100),
      10,
    );
    expect(await walk(client)).toEqual(Array.from({ length: 25 }, (_, index) => String(24 - index)));
  });

  test("asks for each page from where the one before ended, never by a growing offset", async () => {
    const client = account(
      numbered(25, (index) => index * 100),
      10,
    );
    await walk(client);
    expect(client.asked.map(({ toMs, offset }) => [toMs, offset])).toEqual([
      [1_000_000, 0],
      [1500, 0],
      [600, 0],
    ]);
  });

  test("answers nothing of a window without runs, and asks once", async () => {
    const client = account([], 10);
    expect(await walk(client)).toEqual([]);
    expect(client.asked).toHaveLength(1);
  });

  test("leaves alone what lies outside the window, bounds included", async () => {
    const client = account(
      numbered(10, (index) => index * 100),
      3,
    );
    expect(await walk(client, { fromMs: 200, toMs: 500 })).toEqual(["5", "4", "3", "2"]);
  });

  test("follows a limit that Apify lowers from one page to the next", async () => {
    let limit = 1000;
    const runs = numbered(50, (index) => index);
    const asked: RunWindow[] = [];
    const client = {
      asked,
      async listRuns(window: RunWindow) {
        asked.push(window);
        const clamped = limit;
        limit = 7;
        const matching = runs.filter(({ startedAt }) => startedAt <= window.toMs).toReversed();
        return {
          total: matching.length,
          limit: Math.min(clamped, 20),
          items: matching.slice(window.offset, window.offset + Math.min(clamped, 20)),
        };
      },
    };
    expect(new Set(await walk(client)).size).toBe(50);
  });

  test("meets runs that share the instant at a page's edge", async () => {
    const client = account(
      numbered(30, (index) => Math.floor(index / 4) * 100),
      10,
    );
    const ids = await walk(client);
    expect(new Set(ids).size).toBe(30);
    expect(ids).toHaveLength(30);
  });

  test("goes through thousands of runs of one and the same millisecond", async () => {
    const runs = [run("before", 499), ...numbered(2500, () => 500), run("after", 501)];
    const ids = await walk(account(runs, 1000));
    expect(new Set(ids).size).toBe(2502);
    expect(ids).toHaveLength(2502);
  });
});

describe("while pages are read", () => {
  test("deleted runs make no other run be skipped", async () => {
    const client = account(
      numbered(40, (index) => index * 10),
      10,
      (page, runs) => {
        // Apify's retention takes the oldest; a person deletes what was read already, and the run at the page's edge.
        if (page === 1) runs.splice(0, 5);
        if (page === 2)
          runs.splice(
            runs.findIndex(({ id }) => id === "35"),
            1,
          );
        if (page === 2)
          runs.splice(
            runs.findIndex(({ id }) => id === "21"),
            1,
          );
      },
    );
    const ids = await walk(client);
    const survivors = Array.from({ length: 35 }, (_, index) => String(39 - index));
    expect(ids).toEqual(expect.arrayContaining(survivors.filter((id) => id !== "21")));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("new runs make no run be met twice and none be lost", async () => {
    const client = account(
      numbered(40, (index) => index * 10),
      10,
      (page, runs) => {
        runs.push(run(`new-${page}`, 500_000 + page));
      },
    );
    const ids = await walk(client);
    expect(ids.filter((id) => !id.startsWith("new"))).toEqual(
      Array.from({ length: 40 }, (_, index) => String(39 - index)),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("a run that is added among those of the edge is met, or left to the next import, but hides none", async () => {
    const client = account(
      numbered(30, (index) => Math.floor(index / 5) * 100),
      10,
      (page, runs) => {
        runs.push(run(`late-${page}`, 300));
      },
    );
    const ids = await walk(client);
    expect(ids.filter((id) => !id.startsWith("late")).length).toBe(30);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test("each page tells how many runs are left, as Apify counts them", async () => {
  const client = account(
    numbered(25, (index) => index * 100),
    10,
  );
  const left: number[] = [];
  for await (const page of listRuns(client, WINDOW, NEVER)) left.push(page.runsLeft);
  expect(left).toEqual([25, 15, 6]);
});
