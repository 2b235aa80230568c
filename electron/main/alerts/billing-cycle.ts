import type { Reconciliation } from "../../../shared/api/reconciliation.ts";
import type { Span } from "../../../shared/domain/day.ts";

/** Reading it may ask Apify: no more often than this while it lasts. */
const KNOWN_FOR_MS = 6 * 60 * 60 * 1_000;

/** Apify's billing cycle, as far as it can be known; the last one where the present one can't. */
export function createBillingCycle(
  reconciliation: () => Promise<Reconciliation>,
  now: () => number,
): () => Promise<Span | null> {
  let known: Span | null = null;
  let readAtMs = 0;
  return async () => {
    const isKnown = known !== null && now() < known.toMs && Math.abs(now() - readAtMs) < KNOWN_FOR_MS;
    if (isKnown) return known;
    const answer = await reconciliation().catch(() => null);
    if (answer?.state !== "known") return known;
    const { startAt, endAt } = answer.cycle;
    known = { fromMs: Date.parse(startAt), toMs: Date.parse(endAt) };
    readAtMs = now();
    return known;
  };
}
