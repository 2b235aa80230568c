import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ImportedRun, Ledger, LedgerRun } from "../../server/ledger/ledger.ts";
import { importRuns, LedgerModel } from "../support/ledger/ledger-model.ts";
import {
  readFormerReadings,
  readReadingRows,
  readRollupLines,
  readRows,
  rollupLinesOf,
} from "../support/ledger/row-oracle.ts";
import { examples, openTestLedger, type TestLedger } from "../support/ledger/test-ledger.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const QUARTER_MS = 900_000;

const anyUser = fc.constantFrom("alice", "bob");
const anyRunId = fc.constantFrom("r1", "r2", "r3", "r4", "r5");
const anyCost = fc.option(fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.constantFrom(0n, 1n, 10n ** 15n)), {
  freq: 4,
});
const anyStatus = fc.constantFrom("RUNNING", "SUCCEEDED", "FAILED");
/** Close to the edges of buckets, some far apart. */
const anyStart = fc
  .tuple(fc.integer({ min: -20, max: 20 }), fc.constantFrom(-1, 0, 1, 450_000))
  .map(([quarters, rest]) => NOW + quarters * QUARTER_MS + rest);

const anyReport: fc.Arbitrary<LedgerRun> = fc.record({
  runId: anyRunId,
  scraperId: fc.constant("actor"),
  source: fc.constantFrom("scraping", "enrich"),
  status: anyStatus,
  costNanoUsd: anyCost,
  itemCount: fc.constant(null),
  usageDetails: fc.constant(null),
  createdAtMs: anyStart,
});

/** A few instants, so that some readings share theirs. */
const anyInstant = fc.integer({ min: 0, max: 4 }).map((minutes) => NOW + minutes * 60_000);
const anyReading = fc.record({
  costReadAtMs: anyInstant,
  listedNanoUsd: anyCost,
  goneAtMs: fc.option(anyInstant, { freq: 1 }),
  origin: fc.option(fc.constantFrom("API", "SCHEDULER", "WEB")),
  settling: fc.record({
    costReadNanoUsd: fc.constantFrom(null, 0n, 5n, 10n ** 15n),
    costAgreedAtMs: fc.option(anyInstant),
    settledAtMs: fc.option(anyInstant),
    nextReadAtMs: fc.option(anyInstant),
    repriced: fc.option(fc.record({ costNanoUsd: fc.bigInt({ min: 0n, max: 10n ** 15n }), readAtMs: anyInstant })),
  }),
});

const anyImported: fc.Arbitrary<ImportedRun> = fc.tuple(anyReport, anyReading).map(([run, reading]) => ({
  runId: run.runId,
  scraperId: run.scraperId,
  status: run.status,
  costNanoUsd: run.costNanoUsd,
  itemCount: run.itemCount,
  usageDetails: run.usageDetails,
  createdAtMs: run.createdAtMs,
  finishedAtMs: run.status === "RUNNING" ? null : run.createdAtMs + 1000,
  ...reading,
}));

const anyBatch = fc.uniqueArray(anyImported, { selector: ({ runId }) => runId, maxLength: 5 });
const anyImport = fc
  .tuple(anyBatch, fc.uniqueArray(anyRunId, { maxLength: 3 }), fc.boolean(), fc.boolean(), fc.option(anyStart))
  .map(([runs, met, isReset, isCut, keptFromMs]) => ({
    kind: "import" as const,
    runs,
    keptRunIds: met.filter((runId) => runs.every((run) => run.runId !== runId)),
    isReset,
    isCut,
    keptFromMs,
  }));

type Operation =
  | { readonly kind: "record"; readonly run: LedgerRun }
  | {
      readonly kind: "import";
      readonly runs: readonly ImportedRun[];
      readonly keptRunIds: readonly string[];
      readonly isReset: boolean;
      readonly isCut: boolean;
      readonly keptFromMs: number | null;
    }
  | { readonly kind: "readings"; readonly runs: readonly ImportedRun[] }
  | { readonly kind: "cost by hand"; readonly runId: string; readonly costNanoUsd: bigint | null }
  | { readonly kind: "start by hand"; readonly runId: string; readonly createdAtMs: number }
  | { readonly kind: "delete by hand"; readonly runId: string };

const anyOperation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ kind: fc.constant("record" as const), run: anyReport }),
  anyImport,
  fc.record({ kind: fc.constant("readings" as const), runs: anyBatch }),
  fc.record({ kind: fc.constant("cost by hand" as const), runId: anyRunId, costNanoUsd: anyCost }),
  fc.record({ kind: fc.constant("start by hand" as const), runId: anyRunId, createdAtMs: anyStart }),
  fc.record({ kind: fc.constant("delete by hand" as const), runId: anyRunId }),
);

const anyStep = fc.record({ operation: anyOperation, user: anyUser, isSecondWriter: fc.boolean() });

let temporary: TestLedger;
let writers: readonly [Ledger, Ledger];
let count = 0;

beforeAll(async () => {
  temporary = await openTestLedger(() => NOW);
  writers = [temporary.ledger, await temporary.openSecond()];
});

afterAll(() => temporary.remove());

/** Users whom no other example knows: one ledger serves them all. */
function freshUsers(): (user: string) => string {
  count += 1;
  const prefix = `example-${String(count).padStart(5, "0")}`;
  return (user) => `${prefix}-${user}`;
}

async function apply(ledger: Ledger, userId: string, operation: Operation): Promise<number | null> {
  switch (operation.kind) {
    case "record":
      await ledger.recordRuns(userId, [operation.run]);
      return null;
    case "import":
      return importRuns(ledger, userId, operation.runs, operation);
    case "readings":
      await ledger.commitReadings(userId, operation.runs);
      return null;
    case "cost by hand":
      await temporary.byHand.setCost(userId, operation.runId, operation.costNanoUsd);
      return null;
    case "start by hand":
      await temporary.byHand.setStart(userId, operation.runId, operation.createdAtMs);
      return null;
    case "delete by hand":
      await temporary.byHand.remove(userId, operation.runId);
      return null;
  }
}

function applyToModel(model: LedgerModel, userId: string, operation: Operation, importId: number | null): void {
  switch (operation.kind) {
    case "record":
      model.record(userId, operation.run);
      return;
    case "import":
      for (const run of operation.runs) model.import(userId, importId ?? 0, run);
      for (const runId of operation.keptRunIds) model.keep(userId, importId ?? 0, runId);
      if (operation.isReset && !operation.isCut) model.completeReset(userId, importId ?? 0, operation.keptFromMs);
      return;
    case "readings":
      for (const run of operation.runs) model.import(userId, null, run);
      return;
    case "cost by hand":
    case "start by hand":
      model.change(
        userId,
        operation.runId,
        operation.kind === "cost by hand"
          ? { costNanoUsd: operation.costNanoUsd }
          : { createdAtMs: operation.createdAtMs },
      );
      return;
    case "delete by hand":
      model.delete(userId, operation.runId);
  }
}

const ofUsers = <Of extends { readonly userId: string }>(rows: readonly Of[], users: readonly string[]) =>
  rows.filter(({ userId }) => users.includes(userId));
const rowsOf = async (users: readonly string[]) => ofUsers(await readRows(temporary.sql), users);
const rollupOf = async (users: readonly string[]) =>
  (await readRollupLines(temporary.sql)).filter((line) => users.some((user) => line.startsWith(`${user} `)));

describe("whatever is recorded, imported, reset, repriced, moved and deleted", () => {
  test("the table holds what a plain model says, one row for each user and run, and the rollups are its sums", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 14 }), async (steps) => {
        const userOf = freshUsers();
        const model = new LedgerModel();
        for (const { operation, user, isSecondWriter } of steps) {
          const importId = await apply(writers[isSecondWriter ? 1 : 0], userOf(user), operation);
          applyToModel(model, userOf(user), operation, importId);
        }
        const users = [userOf("alice"), userOf("bob")];
        const rows = await rowsOf(users);
        expect(rows).toEqual(model.rows);
        expect(ofUsers(await readReadingRows(temporary.sql), users)).toEqual(model.readings);
        expect(ofUsers(await readFormerReadings(temporary.sql), users)).toEqual(model.formerReadings);
        expect(await rollupOf(users)).toEqual(rollupLinesOf(rows));
      }),
      { numRuns: examples(150) },
    );
  });

  test("the rollups are the sums of the rows after writers that work at once, in whatever order they come", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 2, maxLength: 20 }), async (steps) => {
        const userOf = freshUsers();
        await Promise.all(
          steps.map(({ operation, user, isSecondWriter }) =>
            apply(writers[isSecondWriter ? 1 : 0], userOf(user), operation),
          ),
        );
        const users = [userOf("alice"), userOf("bob")];
        const rows = await rowsOf(users);
        expect(new Set(rows.map(({ userId, runId }) => `${userId} ${runId}`)).size).toBe(rows.length);
        expect(await rollupOf(users)).toEqual(rollupLinesOf(rows));
      }),
      { numRuns: examples(60) },
    );
  });

  test("what one user does changes no answer of another", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyOperation, { maxLength: 8 }),
        fc.array(anyOperation, { minLength: 1, maxLength: 8 }),
        async (before, after) => {
          const userOf = freshUsers();
          const [alice, bob] = [userOf("alice"), userOf("bob")];
          for (const operation of before) await apply(writers[0], bob, operation);
          const told = await everythingTold(bob);
          for (const operation of after) await apply(writers[1], alice, operation);
          expect(await everythingTold(bob)).toEqual(told);
        },
      ),
      { numRuns: examples(60) },
    );
  });
});

/** All that the ledger can answer about a user. */
async function everythingTold(userId: string): Promise<unknown> {
  const [ledger] = writers;
  const spans = Array.from({ length: 48 }, (_, index) => {
    const fromMs = NOW - (NOW % QUARTER_MS) + (index - 24) * QUARTER_MS;
    return { fromMs, toMs: fromMs + QUARTER_MS };
  });
  const page = { limit: 1000, offset: 0 };
  return {
    spans: await ledger.totalsOfSpans(userId, spans),
    scraper: await ledger.totalsOfFiltered(userId, { scraperId: "actor" }, spans),
    status: await ledger.totalsOfFiltered(userId, { status: "SUCCEEDED", source: "scraping" }, spans),
    breakdown: await ledger.breakdown(userId, { by: "status", filter: {}, previous: null, limit: 2 }),
    scrapers: await ledger.scrapers(userId, 100),
    all: await ledger.totalsOfAll(userId),
    runs: await ledger.listRuns(userId, {}, page),
    filtered: await ledger.listRuns(userId, { source: "scraping", fromMs: NOW }, page),
    run: await ledger.findRun(userId, "r1"),
    readings: await ledger.readingsOf(userId, ["r1", "r2", "r3", "r4", "r5"]),
    due: await ledger.dueReadings(userId, NOW + 120_000, 100),
    open: await ledger.openReadings(userId, NOW),
    newest: await ledger.newestRunMs(userId),
    history: await ledger.history(userId),
    swept: await ledger.latestWindowEndMs(userId, 0),
    unnamed: await ledger.unnamedActorIds(userId, NOW),
    usage: await ledger.accountUsage(userId, NOW),
    services: await ledger.servicesOfRuns(userId, { fromMs: 0, toMs: 2 * NOW }),
    unsettled: await ledger.unsettledInSpan(userId, { fromMs: 0, toMs: 2 * NOW }),
    latest: await ledger.latestImport(userId),
    completed: await ledger.latestImport(userId, "completed"),
    unfinished: await ledger.unfinishedImport(userId),
    isIncomplete: await ledger.isHistoryIncomplete(userId),
  };
}

test("an imported run is kept as Apify tells it, whatever its texts and figures", async () => {
  const anyText = fc.string({ unit: "binary", minLength: 1, maxLength: 40 }).filter((text) => !text.includes("\u0000"));
  const anyTold = fc.record({
    runId: anyText,
    scraperId: anyText,
    status: anyText,
    costNanoUsd: anyCost,
    itemCount: fc.option(fc.nat()),
    usageDetails: fc.option(fc.dictionary(anyText, fc.oneof(anyText, fc.double({ noNaN: true, min: -1e9, max: 1e9 })))),
    createdAtMs: anyStart,
    finishedAtMs: fc.option(anyStart),
  });
  const anyRun = fc.tuple(anyTold, anyReading).map(([told, reading]) => ({ ...told, ...reading }));
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(anyRun, { selector: ({ runId }) => runId, maxLength: 5 }), async (told) => {
      const userId = freshUsers()("alice");
      await importRuns(writers[0], userId, told);
      for (const { settling, listedNanoUsd, goneAtMs, origin, ...run } of told) {
        expect(await writers[1].findRun(userId, run.runId)).toEqual({
          ...run,
          usageDetails: JSON.parse(JSON.stringify(run.usageDetails)),
          source: "import",
          settledAtMs: settling.settledAtMs,
          repriced: settling.repriced,
          isGone: goneAtMs !== null,
          origin,
          actor: null,
        });
        const reading = (await writers[1].readingsOf(userId, [run.runId])).get(run.runId);
        const { usageDetails: _, itemCount: __, ...known } = run;
        expect(reading).toEqual({ ...known, ...settling, listedNanoUsd, goneAtMs, importId: expect.any(Number) });
      }
    }),
    { numRuns: examples(80) },
  );
});

test("a run that arrives a hundred times at once from two writers is one row", async () => {
  const userId = freshUsers()("alice");
  const run = fc.sample(anyReport, 1)[0];
  if (run === undefined) throw new Error("There is no sample");
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      writers[index % 2 === 0 ? 0 : 1].recordRuns(userId, [{ ...run, costNanoUsd: 7n }]),
    ),
  );
  expect(answers.flat().filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(await writers[0].totalsOfAll(userId)).toEqual({ costNanoUsd: 7n, runs: 1, runsWithoutCost: 0 });
});
