import { nanoUsd } from "../apify/ledger-totals.ts";
import { seededRandom } from "../apify/random.ts";
import type { StandInRun } from "../apify/stand-in-run.ts";
import { expect } from "vitest";
import { readRows } from "../ledger/row-oracle.ts";
import { MINUTE_MS, SECOND_MS, type FaultBench } from "./fault-bench.ts";

export interface MovingAccount {
  /** Runs are appended, deleted, resurrected and ended: some of each. */
  stir(): void;
  /** Every run that goes on ends, at a higher cost. */
  endAll(): void;
  /** What the ledger holds of deleted runs, after it was found that it is nothing, unknown, or what they cost. */
  deletedInLedger(): Promise<ReadonlyMap<string, bigint | null>>;
}

/** An account that does not keep still while it is read. */
export function movingAccount(bench: FaultBench, seed: number): MovingAccount {
  const { account, clock } = bench;
  const random = seededRandom(seed);
  const deleted = new Map<string, StandInRun>();
  const running = new Set<string>();

  const pick = (): StandInRun => random.pick(account.runs);

  function append(): void {
    const startedAtMs = clock.now() - random.integer(0, 2) * SECOND_MS;
    account.addRun({ startedAtMs, finishedAtMs: startedAtMs + 500, costUsd: random.integer(1, 900) / 1e6 });
  }

  function remove(): void {
    const run = pick();
    account.deleteRun(run.id);
    deleted.set(run.id, run);
    running.delete(run.id);
  }

  function resurrect(): void {
    const { id } = pick();
    account.resurrect(id);
    running.add(id);
  }

  function end(id: string): void {
    const costUsd = (account.run(id)?.costUsd ?? 0) + 0.01;
    account.updateRun(id, { status: "SUCCEEDED", finishedAtMs: clock.now() - SECOND_MS, costUsd });
    running.delete(id);
  }

  return {
    stir() {
      for (let count = random.integer(1, 3); count > 0; count -= 1) append();
      for (let count = random.integer(0, 2); count > 0; count -= 1) remove();
      for (let count = random.integer(0, 2); count > 0; count -= 1) resurrect();
      const [first] = running;
      if (first !== undefined && random.fraction() < 0.5) end(first);
    },
    endAll() {
      clock.advance(MINUTE_MS);
      for (const id of running) end(id);
    },
    async deletedInLedger() {
      const found = (await readRows(bench.sql)).filter(({ runId }) => deleted.has(runId));
      for (const { runId, costNanoUsd } of found) {
        const costUsd = deleted.get(runId)?.costUsd ?? null;
        expect([null, costUsd === null ? null : nanoUsd(costUsd)]).toContain(costNanoUsd);
      }
      return new Map(found.map(({ runId, costNanoUsd }) => [runId, costNanoUsd]));
    },
  };
}
