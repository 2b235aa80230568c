/** Differences below this are the header's own coarseness, or the time that the answer was on its way. */
const COARSENESS_MS = 2_500;

/** Apify's clock, told by the `Date` of its answers: this computer's own may be hours or years off. */
export interface ServerClock {
  observe(dateHeader: string | null): void;
  now(): number;
}

export function createServerClock(localNow: () => number): ServerClock {
  let aheadMs = 0;
  return {
    observe(dateHeader) {
      const difference = Date.parse(dateHeader ?? "") - localNow();
      // An offset that still fits is kept: a clock that jumped to and fro would make intervals look longer.
      if (Number.isFinite(difference) && Math.abs(difference - aheadMs) > COARSENESS_MS) {
        aheadMs = Math.abs(difference) > COARSENESS_MS ? difference : 0;
      }
    },
    now: () => localNow() + aheadMs,
  };
}
