import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ScraperRunsAnswer, scraperRunsAnswerSchema } from "../../../shared/api/scraper-runs.ts";
import { RUN_SORTS, type RunSort, SORT_ORDERS, type SortOrder } from "../../../shared/domain/run-order.ts";
import {
  anyAskedFilter,
  anyAskedRuns,
  ASKED_NOW,
  type AskedRun,
  keepRuns,
  passing,
  queryOf,
  shownActor,
} from "../../support/ledger/asked-runs.ts";
import { createTestApp, type TestApp } from "../../support/ledger/test-app.ts";
import { examples, openTestLedger, type TestLedger } from "../../support/ledger/test-ledger.ts";

const RUNS = "/api/scraper-runs";

let temporary: TestLedger;
let app: TestApp;
let users = 0;

beforeAll(async () => {
  temporary = await openTestLedger(() => ASKED_NOW);
  app = createTestApp({ ledger: temporary.ledger, now: () => ASKED_NOW });
});

afterAll(() => temporary.remove());

async function page(query: string, as: string): Promise<ScraperRunsAnswer> {
  const { status, body } = await app.get(`${RUNS}?${query}`, as);
  expect([status, body]).toMatchObject([200, {}]);
  return scraperRunsAnswerSchema.parse(body);
}

/** Every run of a list, a page at a time; `meanwhile` is called between two pages. */
async function walk(asked: Parameters<typeof queryOf>[0], as: string, meanwhile = async () => {}) {
  const found: ScraperRunsAnswer["runs"] = [];
  for (let after: string | undefined; ;) {
    const { runs, next } = await page(queryOf({ ...asked, after }), as);
    found.push(...runs);
    if (next === null) return found;
    after = next;
    await meanwhile();
  }
}

const compare = <Value extends string | number | bigint>(left: Value, right: Value) =>
  left < right ? -1 : left > right ? 1 : 0;

const BY: Readonly<Record<RunSort, (run: AskedRun) => string | number | bigint | null>> = {
  createdAt: ({ createdAtMs }) => createdAtMs,
  cost: ({ costNanoUsd }) => costNanoUsd,
  status: ({ status }) => status,
  // As SQLite does, which knows large and small of ASCII's letters alone.
  actor: (run) => shownActor(run).replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()),
};

/** What runs are sorted by, in the order that is asked for; what is not known last. */
function sortedBy(runs: readonly AskedRun[], sort: RunSort, order: SortOrder) {
  const keys = runs.map(BY[sort]).filter((key) => key !== null);
  const sorted = keys.toSorted((left, right) => compare(left, right) * (order === "desc" ? -1 : 1));
  return [...sorted, ...Array<null>(runs.length - keys.length).fill(null)];
}

test("pages in any order, of any filter, hold each run once", async () => {
  const anyList = fc.record({
    filter: anyAskedFilter,
    sort: fc.constantFrom(...RUN_SORTS),
    order: fc.constantFrom(...SORT_ORDERS),
    limit: fc.constantFrom(1, 3, 7, 40),
  });
  await fc.assert(
    fc.asyncProperty(anyAskedRuns, fc.array(anyList, { minLength: 1, maxLength: 4 }), async (runs, lists) => {
      const userId = `alice-${(users += 1)}`;
      await keepRuns(temporary.ledger, userId, runs);
      await keepRuns(temporary.ledger, `bob-${users}`, runs.toReversed());
      const byId = new Map(runs.map((run) => [run.runId, run]));
      for (const { filter, sort, order, limit } of lists) {
        const expected = passing(runs, filter);
        const found = (await walk({ ...filter, sort, order, limit }, userId)).map(({ runId }) => byId.get(runId));
        expect(new Set(found)).toEqual(new Set(expected));
        const known = found.filter((run) => run !== undefined);
        expect(known).toHaveLength(expected.length);
        expect(known.map(BY[sort])).toEqual(sortedBy(expected, sort, order));
      }
    }),
    { numRuns: examples(16) },
  );
});

describe("of a thousand and some runs", () => {
  const run = (index: number, createdAtMs: number): AskedRun => ({
    runId: `run-${index}`,
    scraperId: index % 2 === 0 ? "beta" : "Alpha",
    source: "scraping",
    status: "SUCCEEDED",
    origin: null,
    costNanoUsd: BigInt(index % 5),
    createdAtMs,
  });
  const many = Array.from({ length: 60 }, (_, index) => run(index, ASKED_NOW - index * 1_000));

  test.each(RUN_SORTS)("those that were there are each on one page by %s, while others arrive and go", async (sort) => {
    const userId = `carol-${sort}`;
    await keepRuns(temporary.ledger, userId, many);
    let arrived = 100;
    const found = await walk({ sort, limit: 7 }, userId, async () => {
      arrived += 1;
      await keepRuns(temporary.ledger, userId, [run(arrived, ASKED_NOW + arrived)]);
      // The row at which the last page ended may go as well as any other.
      await temporary.byHand.remove(userId, `run-${arrived - 101}`);
    });
    const ids = found.map(({ runId }) => runId);
    expect(new Set(ids).size).toBe(ids.length);
    const gone = arrived - 100;
    expect(many.slice(gone).every(({ runId }) => ids.includes(runId))).toBe(true);
  });

  test("Actors are sorted by their letters, large or small", async () => {
    await keepRuns(temporary.ledger, "dora", many.slice(0, 4));
    const { runs } = await page("sort=actor&order=asc", "dora");
    expect(runs.map(({ scraperId }) => scraperId)).toEqual(["Alpha", "Alpha", "beta", "beta"]);
  });
});

const mark = (...parts: readonly unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");

test.each([
  ["sort=colour", "sort"],
  ["order=up", "order"],
  ["q=", "q"],
  [`q=${"x".repeat(101)}`, "q"],
  ["after=", "after"],
  ["after=%00", "after"],
  ["after=bm9uc2Vuc2U", "after"],
  [`after=${mark("createdAt", "asc", null, "1", "1")}`, "after"],
  [`after=${mark("createdAt", "desc", null, "nonsense", "1")}`, "after"],
  [`after=${mark("createdAt", "desc", null, "99:99", "1")}`, "after"],
  [`after=${mark("createdAt", "desc", null, "-", "' or true --")}`, "after"],
  [`sort=cost&after=${mark("cost", "desc", "1e9", "1", "1")}`, "after"],
])("a wrong question is refused by its parameter's name: %s", async (query, parameter) => {
  const { status, body } = await app.get(`${RUNS}?${query}`);
  expect([status, body]).toMatchObject([400, { error: { details: { parameter } } }]);
  expect(app.unexpected).toEqual([]);
});
