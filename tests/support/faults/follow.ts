import { expect } from "vitest";
import { MINUTE_MS, SECOND_MS, type FaultBench } from "./fault-bench.ts";

const SHORTEST_MS = 15 * SECOND_MS;
const REGULAR_MS = 5 * MINUTE_MS;

/** Refreshes at a fixed pace for so long, whatever is due. */
export async function refreshFor(bench: FaultBench, ms: number, everyMs = REGULAR_MS): Promise<void> {
  for (let passedMs = 0; passedMs < ms; passedMs += everyMs) {
    bench.clock.advance(everyMs);
    expect(await bench.refresh()).toBeNull();
  }
}

/** Refreshes when the next reading is due, until every cost is settled. */
export async function refreshUntilSettled(bench: FaultBench, mostRefreshes = 40): Promise<number> {
  for (let count = 0; count <= mostRefreshes; count += 1) {
    const { nextReadingAt } = await bench.status();
    if (nextReadingAt === null) return count;
    bench.clock.advance(Math.max(Date.parse(nextReadingAt) - bench.clock.now(), SHORTEST_MS));
    expect(await bench.refresh()).toBeNull();
  }
  throw new Error(`Not every cost is settled after ${mostRefreshes} refreshes`);
}
