import { RateLimiterMemory } from "rate-limiter-flexible";

/** How often something may be tried. Counted in this process: several servers count each for themselves. */
export interface Attempts {
  /** Counts an attempt for each key. Answers null, or after how many seconds another one is let through. */
  count(keys: Readonly<Partial<Record<AttemptKey, string>>>): Promise<number | null>;
  /** Forgets what was counted, after the right answer. */
  forget(key: AttemptKey, value: string): Promise<void>;
}

type AttemptKey = keyof typeof LIMITS;

const WINDOW_SECONDS = 10 * 60;

/** Within ten minutes. */
const LIMITS = {
  signInAddress: 30,
  /** An address and an e-mail together: nobody can lock another person out from elsewhere. */
  signInEmail: 10,
  signInEmailAnywhere: 200,
  passwordAccount: 10,
  codeAddress: 60,
  codeAccount: 20,
  newCodeAddress: 60,
} as const;

export function createAttempts(): Attempts {
  const limiters = Object.fromEntries(
    Object.entries(LIMITS).map(([keyPrefix, points]) => [
      keyPrefix,
      new RateLimiterMemory({ keyPrefix, points, duration: WINDOW_SECONDS }),
    ]),
  ) as Record<AttemptKey, RateLimiterMemory>; // Each limit has one.

  async function count(key: AttemptKey, value: string): Promise<number> {
    const { msDuration } = limiters[key];
    const used = await limiters[key].penalty(value);
    return used.consumedPoints > limiters[key].points ? Math.min(used.msBeforeNext, msDuration) : 0;
  }

  return {
    async count(keys) {
      const entries = Object.entries(keys) as [AttemptKey, string][];
      const waits = await Promise.all(entries.map(([key, value]) => count(key, value)));
      const longest = Math.max(...waits);
      return longest > 0 ? Math.ceil(longest / 1_000) : null;
    },
    async forget(key, value) {
      await limiters[key].delete(value);
    },
  };
}
