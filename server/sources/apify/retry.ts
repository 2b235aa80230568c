import { AppError, isAppError } from "../../../shared/errors.ts";

export interface RetryOptions {
  readonly signal?: AbortSignal | undefined;
  /** Waits, and rejects with the signal's reason when it aborts. */
  readonly sleep: (delayMs: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Asked after each failure. Six when left out. */
  readonly maxAttempts?: () => number;
}

/** Apify can be asked again: it was busy, broken or out of reach. */
export class RetryableError extends Error {
  override readonly name = "RetryableError";
  readonly failure: AppError;
  readonly retryAfterMs: number | undefined;

  constructor(failure: AppError, retryAfterMs?: number) {
    super(failure.message);
    this.failure = failure;
    this.retryAfterMs = retryAfterMs;
  }
}

export const DEFAULT_MAX_ATTEMPTS = 6;
const FIRST_DELAY_MS = 500;
const LONGEST_RETRY_AFTER_MS = 60_000;

/**
 * Runs `attempt` until it answers or its attempts are used up. Apify's own advice: wait between one and two delays, and double
 * the delay each time. A `Retry-After` is waited for in full; one of more than a minute ends the attempts instead.
 */
export async function withRetry<Value>(attempt: () => Promise<Value>, options: RetryOptions): Promise<Value> {
  const maxAttempts = options.maxAttempts ?? (() => DEFAULT_MAX_ATTEMPTS);
  for (let count = 1; ; count += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof RetryableError)) throw error;
      const { failure, retryAfterMs } = error;
      if (count >= maxAttempts() || (retryAfterMs ?? 0) > LONGEST_RETRY_AFTER_MS) throw failure;
      const backoffMs = FIRST_DELAY_MS * 2 ** (count - 1) * (1 + options.random());
      await options.sleep(Math.max(backoffMs, retryAfterMs ?? 0), options.signal).catch((reason: unknown) => {
        throw isAppError(reason) ? reason : new AppError("cancelled", "The import was cancelled", { cause: reason });
      });
    }
  }
}

/** Milliseconds of a `Retry-After` header, given in seconds or as a date. */
export function parseRetryAfter(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  const delayMs = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - nowMs;
  return Number.isFinite(delayMs) ? Math.max(0, delayMs) : undefined;
}
