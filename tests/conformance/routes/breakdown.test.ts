import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Breakdown, breakdownSchema } from "../../../shared/api/breakdown.ts";
import { scraperRunsAnswerSchema } from "../../../shared/api/scraper-runs.ts";
import { GROUPINGS, type Grouping } from "../../../shared/domain/breakdown.ts";
import {
  anyAskedFilter,
  anyAskedRuns,
  ASKED_NOW,
  type AskedFilter,
  type AskedRun,
  keepRuns,
  passing,
  passingBefore,
  queryOf,
  sumsOf,
} from "../../support/ledger/asked-runs.ts";
import { createTestApp, type TestApp } from "../../support/ledger/test-app.ts";
import { examples, openTestLedger, type TestLedger } from "../../support/ledger/test-ledger.ts";

let temporary: TestLedger;
let app: TestApp;
let users = 0;

beforeAll(async () => {
  temporary = await openTestLedger(() => ASKED_NOW);
  app = createTestApp({ ledger: temporary.ledger, now: () => ASKED_NOW });
});

afterAll(() => temporary.remove());

const keyOf = (run: AskedRun, by: Grouping): string =>
  by === "actor" ? run.scraperId : by === "origin" ? (run.origin ?? "unknown") : run[by];

type Sums = Readonly<Record<"costNanoUsd", string> & Record<"runs" | "runsWithoutCost", number>>;

const told = ({ costNanoUsd, runs, runsWithoutCost }: Sums) => ({
  costNanoUsd: BigInt(costNanoUsd),
  runs,
  runsWithoutCost,
});

/** Every group, by plain reading of the runs: the dearest first. */
function expectedGroups(runs: readonly AskedRun[], filter: AskedFilter, by: Grouping) {
  const now = passing(runs, filter);
  const before = passingBefore(runs, filter);
  const keys = new Set([...now, ...(before ?? [])].map((run) => keyOf(run, by)));
  const order = (group: { now: ReturnType<typeof sumsOf>; before: ReturnType<typeof sumsOf> }) => [
    group.now.costNanoUsd,
    group.now.runs,
    group.before.costNanoUsd,
    group.before.runs,
  ];
  return [...keys]
    .map((key) => {
      const isIn = (run: AskedRun) => keyOf(run, by) === key;
      return { key, now: sumsOf(now.filter(isIn)), before: sumsOf((before ?? []).filter(isIn)) };
    })
    .toSorted((left, right) => {
      const [a, b] = [order(left), order(right)];
      const place = a.findIndex((value, index) => value !== b[index]);
      if (place < 0) return left.key < right.key ? -1 : 1;
      return (a[place] ?? 0) > (b[place] ?? 0) ? -1 : 1;
    })
    .map((group) => ({ ...group, before: before && group.before }));
}

const anyQuestion = fc.record({
  by: fc.constantFrom(...GROUPINGS),
  filter: anyAskedFilter,
  limit: fc.constantFrom(1, 2, 100),
});

const ask = async (query: string, as = "alice"): Promise<Breakdown> => {
  const { status, body } = await app.get(`/api/scraper-runs/breakdown?${query}`, as);
  expect(status).toBe(200);
  return breakdownSchema.parse(body);
};

test("a breakdown is what plain reading of the user's runs finds, and adds up to the list's totals", async () => {
  await fc.assert(
    fc.asyncProperty(
      anyAskedRuns,
      anyAskedRuns,
      fc.array(anyQuestion, { minLength: 1, maxLength: 6 }),
      async (runs, others, questions) => {
        const userId = `alice-${(users += 1)}`;
        await keepRuns(temporary.ledger, userId, runs);
        await keepRuns(temporary.ledger, `bob-${users}`, others);
        for (const { by, filter, limit } of questions) {
          const answer = await ask(queryOf({ ...filter, by, limit }), userId);
          const expected = expectedGroups(runs, filter, by);
          const shown = answer.groups.map((group) => ({
            key: group.key,
            now: told(group),
            before: group.previous && told(group.previous),
          }));
          expect(shown).toEqual(expected.slice(0, limit));
          expect(answer.rest?.groups ?? 0).toBe(Math.max(0, expected.length - limit));
          const all = [...answer.groups, ...(answer.rest === null ? [] : [answer.rest])];
          expect(all.reduce((sum, { costNanoUsd }) => sum + BigInt(costNanoUsd), 0n)).toBe(
            BigInt(answer.totalCostNanoUsd),
          );
          const list = await app.get(`/api/scraper-runs?${queryOf({ ...filter, limit: 1 })}`, userId);
          expect(scraperRunsAnswerSchema.parse(list.body)).toMatchObject({
            totalCostNanoUsd: answer.totalCostNanoUsd,
            totalRuns: answer.totalRuns,
            runsWithoutCost: answer.runsWithoutCost,
          });
          const before = passingBefore(runs, filter);
          expect(answer.previous?.totalCostNanoUsd ?? null).toBe(
            before === null ? null : String(sumsOf(before).costNanoUsd),
          );
        }
      },
    ),
    { numRuns: examples(24) },
  );
});

test("an Actor is told by its title, or its name, or its id", async () => {
  const run = { source: "import", status: "SUCCEEDED", origin: null, createdAtMs: ASKED_NOW };
  await keepRuns(
    temporary.ledger,
    "carol",
    ["titled", "named", "other"].map((scraperId, index) => ({
      ...run,
      runId: scraperId,
      scraperId,
      costNanoUsd: 9n - BigInt(index),
    })),
  );
  const title = "مستخرج 🗺️";
  await temporary.ledger.saveActors(
    "carol",
    [
      { actorId: "titled", actor: { name: "a/titled", title } },
      { actorId: "named", actor: { name: "a/named", title: null } },
    ],
    ASKED_NOW,
  );
  const { groups, previous } = await ask("by=actor", "carol");
  expect(groups.map(({ key, label }) => [key, label])).toEqual([
    ["titled", title],
    ["named", "a/named"],
    ["other", "other"],
  ]);
  expect([groups[0]?.actor, previous]).toEqual([{ name: "a/titled", title }, null]);
  expect((await ask("by=status", "carol")).groups).toMatchObject([{ key: "SUCCEEDED", actor: null, runs: 3 }]);
});

test("nobody's runs are nothing", async () => {
  const nothing = { groups: [], rest: null, totalCostNanoUsd: "0", totalRuns: 0 };
  expect(await ask("by=actor&from=2026-11-22", "nobody")).toMatchObject({
    ...nothing,
    previous: { from: "2026-11-21T00:00:00.000Z", until: "2026-11-21T10:00:00.000Z", totalRuns: 0 },
  });
});

test.each([
  ["", "by"],
  ["by=colour", "by"],
  ["by=actor&limit=1001", "limit"],
  ["by=actor&from=2026-11-22&to=2026-11-21", "from"],
  ["by=actor&origin=", "origin"],
])("a wrong question is refused by its parameter's name: %s", async (query, parameter) => {
  const { status, body } = await app.get(`/api/scraper-runs/breakdown?${query}`);
  expect([status, body]).toMatchObject([400, { error: { details: { parameter } } }]);
});
