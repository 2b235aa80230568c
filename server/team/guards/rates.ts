import { createHash } from "node:crypto";
import { createMiddleware } from "hono/factory";
import type { Context } from "hono";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../../../shared/errors.ts";
import type { RequestState } from "../../routes/route-context.ts";
import { subscriberOf } from "./client-address.ts";

const MINUTE_S = 60;
/** Answers of 401 a minute to the same credentials: a service whose key was revoked does not shut out its neighbours. */
const REFUSALS_A_MINUTE = 60;

export interface Rate {
  /** @throws AppError `rate_limited` once there were too many */
  count(key: string): Promise<void>;
  /** The same without counting. */
  check(key: string): Promise<void>;
}

/** So many a minute, 0 for no limit, counted in this process. */
export function createRate(aMinute: number): Rate {
  if (aMinute === 0) return { count: async () => undefined, check: async () => undefined };
  const limiter = new RateLimiterMemory({ points: aMinute, duration: MINUTE_S });
  return {
    async count(key) {
      await limiter.consume(key).catch((reason: unknown) => {
        throw reason instanceof RateLimiterRes ? tooMany(reason) : reason;
      });
    },
    async check(key) {
      const state = await limiter.get(key);
      if (state !== null && state.consumedPoints >= aMinute) throw tooMany(state);
    },
  };
}

function tooMany({ msBeforeNext }: RateLimiterRes): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(msBeforeNext / 1_000));
  return new AppError("rate_limited", `Too many requests: try again in ${retryAfterSeconds} s`, {
    details: { retryAfterSeconds },
  });
}

/** What a watchdog asks for is always answered. */
const PROBES: ReadonlySet<string> = new Set(["/healthz", "/readyz"]);

/** Holds back an address that sends too much, and credentials of it that are refused too often. */
export const guardRates = (options: {
  readonly perAddress: number;
  readonly clientAddress: (context: Context) => string;
}) => {
  const requests = createRate(options.perAddress);
  const refusals = createRate(REFUSALS_A_MINUTE);
  const subscriberOfCall = (c: Context): string => subscriberOf(options.clientAddress(c));
  const credentialsOf = (c: Context): string => `${subscriberOfCall(c)} ${digest(c.req.header("authorization") ?? "")}`;
  /** As long as nobody was refused, nobody needs to be looked up. */
  let lastRefusalMs = -Infinity;
  return createMiddleware<RequestState>(async (c, next) => {
    if (PROBES.has(c.req.path)) return next();
    if (performance.now() - lastRefusalMs <= MINUTE_S * 1_000) await refusals.check(credentialsOf(c));
    if (options.perAddress > 0) await requests.count(subscriberOfCall(c));
    await next();
    if (c.res.status !== 401) return undefined;
    lastRefusalMs = performance.now();
    await refusals.count(credentialsOf(c)).catch(() => undefined);
    return undefined;
  });
};

const digest = (text: string): string => createHash("sha256").update(text).digest("base64url");
