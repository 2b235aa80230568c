import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { nanoUsd } from "../../../support/apify/ledger-totals.ts";
import { generateRuns } from "../../../support/apify/generate-runs.ts";
import { StandInAccount } from "../../../support/apify/stand-in-account.ts";
import { differencesFromApify } from "../../../support/ledger/compare-with-apify.ts";
import { examples } from "../../../support/ledger/test-ledger.ts";
import { startImportBench, type ImportBench } from "../../../support/ledger/import-bench.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const refresh = (bench: ImportBench) => bench.importer.refresh("alice");
const isDetail = ({ path }: { readonly path: string }) => /^\/v2\/actor-runs\/./.test(path);

/** Refreshes when the ledger says that a reading is due, and every hour, for so long. */
async function followFor(bench: ImportBench, durationMs: number): Promise<void> {
  for (const endMs = bench.now() + durationMs; bench.now() < endMs;) {
    const { nextReadAtMs } = await bench.ledger.openReadings("alice", bench.now());
    const waitMs = Math.min((nextReadAtMs ?? Infinity) - bench.now(), HOUR_MS, endMs - bench.now());
    bench.advance(Math.max(waitMs, SECOND_MS));
    await refresh(bench);
  }
}

/** A search that is charged by event: Apify accounts for its pages some time after the end. */
const SEARCH = { actorId: "nFJndFXA5zjCTuudP", startUsd: 0.0015, pageUsd: 0.0035 };

interface Life {
  readonly startsAfterMs: number;
  readonly lastsMs: number;
  readonly pages: number;
  readonly settlesAfterMs: number;
  readonly firstCost: "zero" | "start";
  readonly status: "SUCCEEDED" | "FAILED" | "ABORTED" | "TIMED-OUT";
  /** So long after its end it goes on, for a minute and another page. */
  readonly resurrectedAfterMs: number | null;
}

const anyLife: fc.Arbitrary<Life> = fc.record({
  startsAfterMs: fc.integer({ min: -20 * HOUR_MS, max: 2 * HOUR_MS }),
  lastsMs: fc.oneof(fc.integer({ min: SECOND_MS, max: MINUTE_MS }), fc.integer({ min: MINUTE_MS, max: 6 * HOUR_MS })),
  pages: fc.integer({ min: 1, max: 400 }),
  settlesAfterMs: fc.oneof(fc.integer({ min: 0, max: 15 * SECOND_MS }), fc.integer({ min: 0, max: 10 * MINUTE_MS })),
  firstCost: fc.constantFrom("zero", "start"),
  status: fc.constantFrom("SUCCEEDED", "SUCCEEDED", "FAILED", "ABORTED", "TIMED-OUT"),
  resurrectedAfterMs: fc.option(fc.integer({ min: MINUTE_MS, max: 12 * HOUR_MS }), { freq: 2 }),
});

const costUsd = (pages: number) => SEARCH.startUsd + pages * SEARCH.pageUsd;
const charged = (pages: number) => ({ "apify-actor-start": 1, "search-page-scraped": pages });

/** A run that lives on the stand-in: told what time it is, it is what it is to be by then. */
class LivingRun {
  readonly life: Life;
  readonly #account: StandInAccount;
  readonly #startedAtMs: number;
  #id: string | null = null;

  constructor(account: StandInAccount, life: Life) {
    this.life = life;
    this.#account = account;
    this.#startedAtMs = NOW + life.startsAfterMs;
  }

  get id(): string | null {
    return this.#id;
  }

  live(nowMs: number): void {
    if (nowMs < this.#startedAtMs) return;
    const { life } = this;
    const endMs = this.#startedAtMs + life.lastsMs;
    if (this.#id === null) {
      const run = { actorId: SEARCH.actorId, startedAtMs: this.#startedAtMs, status: "RUNNING" as const };
      this.#id = this.#account.addRun({ ...run, costUsd: 0.001, chargedEventCounts: charged(0) }).id;
    }
    const goesOnAtMs = life.resurrectedAfterMs === null ? Infinity : endMs + life.resurrectedAfterMs;
    if (nowMs >= goesOnAtMs + MINUTE_MS) this.#end(goesOnAtMs + MINUTE_MS, life.pages + 1);
    else if (nowMs >= goesOnAtMs) this.#run();
    else if (nowMs >= endMs) this.#end(endMs, life.pages);
  }

  #end(finishedAtMs: number, pages: number): void {
    const { settlesAfterMs, firstCost, status } = this.life;
    this.#account.updateRun(this.#id ?? "", {
      status,
      finishedAtMs,
      costUsd: costUsd(pages),
      chargedEventCounts: charged(pages),
      settles: { atMs: finishedAtMs + settlesAfterMs, firstCostUsd: firstCost === "zero" ? 0 : SEARCH.startUsd },
    });
  }

  #run(): void {
    this.#account.updateRun(this.#id ?? "", { status: "RUNNING", finishedAtMs: null, settles: null });
  }
}

test("whatever lives runs lead and whenever they are looked at, each ends settled at its cost to the nano-dollar", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyLife, { minLength: 1, maxLength: 8 }),
      fc.array(
        fc.oneof(fc.integer({ min: SECOND_MS, max: MINUTE_MS }), fc.integer({ min: MINUTE_MS, max: 3 * HOUR_MS })),
        {
          maxLength: 12,
        },
      ),
      async (lives, stepsMs) => {
        const account = new StandInAccount();
        const bench = await startImportBench(account, NOW);
        try {
          const runs = lives.map((life) => new LivingRun(account, life));
          const look = async () => {
            for (const run of runs) run.live(bench.now());
            await refresh(bench);
            // What is settled is right, whatever is still to come; a run that goes on is found by a sweep.
            for (const { id, life } of runs.filter((run) => run.life.resurrectedAfterMs === null)) {
              const found = id === null ? null : await bench.ledger.findRun("alice", id);
              if (found === null || found.settledAtMs === null) continue;
              expect(found.costNanoUsd).toBe(nanoUsd(costUsd(life.pages)));
            }
          };
          await look();
          for (const stepMs of stepsMs) {
            bench.advance(stepMs);
            await look();
          }
          bench.advance(22 * HOUR_MS);
          await look();
          // A day without readings that are due: the sweeps alone find what went on.
          bench.advance(DAY_MS);
          await look();
          await followFor(bench, HOUR_MS);

          expect(await differencesFromApify(bench)).toEqual([]);
          expect(await bench.ledger.openReadings("alice", bench.now())).toEqual({
            nextReadAtMs: null,
            runsInProgress: 0,
            unsettledRuns: 0,
          });
          bench.standIn.forgetRequests();
          bench.advance(5 * MINUTE_MS);
          await refresh(bench);
          expect(bench.standIn.requests.length).toBeLessThanOrEqual(2);
        } finally {
          await bench.stop();
        }
      },
    ),
    { numRuns: examples(40) },
  );
}, 240_000);

test("a day of runs that settle late costs few readings each, and nothing once they have settled", async () => {
  const runs = generateRuns({
    count: 200,
    seed: 23,
    from: new Date(NOW - DAY_MS),
    to: new Date(NOW - 2 * HOUR_MS),
    settling: { count: 200, afterMs: 8_000 },
  });
  const bench = await startImportBench(new StandInAccount({ runs }), NOW);
  onTestFinished(() => bench.stop());
  await refresh(bench);
  await followFor(bench, 2 * DAY_MS);

  expect(await differencesFromApify(bench)).toEqual([]);
  const readings = new Map<string, number>();
  for (const { path } of bench.standIn.requests.filter(isDetail)) readings.set(path, (readings.get(path) ?? 0) + 1);
  const told = bench.account.runs.filter(({ costUsd: usd }) => usd !== null);
  const countOf = ({ id }: { readonly id: string }) => readings.get(`/v2/actor-runs/${id}`) ?? 0;
  expect(Math.max(...told.map(countOf))).toBeLessThanOrEqual(2);
  expect(Math.max(...bench.account.runs.map(countOf))).toBeLessThanOrEqual(3);

  for (let count = 0; count < 20; count += 1) {
    bench.standIn.forgetRequests();
    bench.advance(5 * MINUTE_MS);
    await refresh(bench);
    expect(bench.standIn.requests.length).toBeLessThanOrEqual(2);
    expect(bench.standIn.requests.filter(isDetail)).toEqual([]);
  }
});

test("a run that lasts for days is read at most twice an hour once it is old, and ends settled", async () => {
  const bench = await startImportBench(new StandInAccount(), NOW);
  onTestFinished(() => bench.stop());
  const { id } = bench.account.addRun({ startedAtMs: NOW - MINUTE_MS, status: "RUNNING", costUsd: 0.01 });
  await refresh(bench);
  await followFor(bench, 6 * HOUR_MS);
  bench.standIn.forgetRequests();
  await followFor(bench, 3 * DAY_MS);
  expect(bench.standIn.requests.filter(isDetail).length).toBeLessThanOrEqual(3 * 24 * 2);
  expect((await bench.ledger.openReadings("alice", bench.now())).runsInProgress).toBe(1);

  bench.account.updateRun(id, { status: "SUCCEEDED", finishedAtMs: bench.now(), costUsd: 90 });
  await followFor(bench, HOUR_MS);
  expect(await bench.ledger.findRun("alice", id)).toMatchObject({
    status: "SUCCEEDED",
    costNanoUsd: 90_000_000_000n,
    settledAtMs: expect.any(Number),
  });
});
