import type { z } from "zod";
import { isAppError } from "../../../shared/errors.ts";
import {
  accountSchema,
  actorPageSchema,
  actorSchema,
  buildPageSchema,
  limitsSchema,
  monthlyUsageSchema,
  runDetailSchema,
  runPageSchema,
  type AccountLimits,
  type Actor,
  type ApifyAccount,
  type Build,
  type MonthlyUsage,
  type RunDetail,
  type RunPage,
} from "./answers.ts";
import { badAnswer, requestJson, type RequestOptions } from "./request.ts";
import { createServerClock } from "./server-clock.ts";
import { DEFAULT_MAX_ATTEMPTS, withRetry, type RetryOptions } from "./retry.ts";

export interface ApifyClientOptions extends RequestOptions, Pick<RetryOptions, "sleep" | "random"> {
  /** Six when left out. */
  readonly maxAttempts?: number;
}

export interface RunWindow {
  /** Both bounds are included, as Apify's are. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly offset: number;
}

/** The part of Apify's API that Décompte reads. Every failure is an AppError whose code begins with `apify_`, or `cancelled`. */
export interface ApifyClient {
  /** The time by Apify's clock, as far as its answers have told it. */
  now(): number;
  readAccount(signal?: AbortSignal): Promise<ApifyAccount>;
  /** What the plan allows, and the current billing cycle. */
  readLimits(signal?: AbortSignal): Promise<AccountLimits>;
  /** The usage of the billing cycle that holds the date, such as `2025-02-01`; of the current cycle without one. */
  readMonthlyUsage(date?: string, signal?: AbortSignal): Promise<MonthlyUsage>;
  /** A page of the account's runs that started in the window, newest first. */
  listRuns(window: RunWindow, signal?: AbortSignal): Promise<RunPage>;
  /** The run's detail; null when Apify does not have the run any more. */
  readRun(runId: string, signal?: AbortSignal): Promise<RunDetail | null>;
  /** A page of the builds that started at `fromMs` or later, newest first. `nextOffset` null is the last page. */
  listBuilds(
    page: { readonly fromMs: number; readonly offset: number },
    signal?: AbortSignal,
  ): Promise<{ readonly builds: readonly Build[]; readonly nextOffset: number | null }>;
  /** A page of the Actors that the account made or used. `nextOffset` null is the last page. */
  listActors(
    offset: number,
    signal?: AbortSignal,
  ): Promise<{ readonly actors: readonly Actor[]; readonly nextOffset: number | null }>;
  /** Null when Apify does not have the Actor any more, or does not show it. */
  readActor(actorId: string, signal?: AbortSignal): Promise<Actor | null>;
}

/** A user's connection to Apify, or null when there is none. */
export type ConnectionOf = (userId: string) => ApifyClient | null | Promise<ApifyClient | null>;

const PAGE_LIMIT = 1_000;
/** As long as Apify has never answered there may be no network at all, which a person is to learn within seconds. */
const ATTEMPTS_BEFORE_FIRST_ANSWER = 3;

export function createApifyClient(options: ApifyClientOptions): ApifyClient {
  const { sleep, random, maxAttempts = DEFAULT_MAX_ATTEMPTS } = options;
  const clock = createServerClock(options.now);
  let hasAnswered = false;
  const request: RequestOptions = {
    ...options,
    async fetch(url, init) {
      const response = await options.fetch(url, init);
      hasAnswered = true;
      // A page that asks to sign in to some network tells another clock.
      const isJson = response.headers.get("content-type")?.includes("json") === true;
      if (isJson) clock.observe(response.headers.get("date"));
      return response;
    },
  };

  async function get<Schema extends z.ZodType>(path: string, schema: Schema, signal?: AbortSignal) {
    const body = await withRetry(() => requestJson(request, path, signal), {
      sleep,
      random,
      signal,
      maxAttempts: () => (hasAnswered ? maxAttempts : Math.min(maxAttempts, ATTEMPTS_BEFORE_FIRST_ANSWER)),
    });
    const parsed = schema.safeParse((body as { data?: unknown } | null)?.data);
    if (parsed.success) return parsed.data;
    const field = parsed.error.issues[0]?.path.join(".") ?? "";
    throw badAnswer(path, field === "" ? "it has not the expected form" : `its field data.${field} is not as expected`);
  }

  return {
    now: () => clock.now(),
    readAccount: (signal) => get("/v2/users/me", accountSchema, signal),
    readLimits: (signal) => get("/v2/users/me/limits", limitsSchema, signal),

    readMonthlyUsage(date, signal) {
      const query = date === undefined ? "" : `?${new URLSearchParams({ date }).toString()}`;
      return get(`/v2/users/me/usage/monthly${query}`, monthlyUsageSchema, signal);
    },

    listRuns({ fromMs, toMs, offset }, signal) {
      const startedAfter = new Date(fromMs).toISOString();
      const startedBefore = new Date(toMs).toISOString();
      const path = pagePath("/v2/actor-runs", offset, { desc: "1", startedAfter, startedBefore });
      return get(path, runPageSchema, signal);
    },

    async readRun(runId, signal) {
      const path = `/v2/actor-runs/${encodeURIComponent(runId)}`;
      const detail = await get(path, runDetailSchema, signal).catch((error: unknown) => {
        if (isAppError(error, "not_found")) return null;
        throw error;
      });
      if (detail !== null && detail.id !== runId) throw badAnswer(path, "it is about another run");
      return detail;
    },

    async listBuilds({ fromMs, offset }, signal) {
      const page = await get(pagePath("/v2/actor-builds", offset, { desc: "1" }), buildPageSchema, signal);
      const builds = page.items.filter(({ startedAt }) => startedAt >= fromMs);
      // The endpoint takes no instant to begin from: a page that reaches further back is the last one.
      return { builds, nextOffset: builds.length < page.items.length ? null : nextOffset(page, offset) };
    },

    async listActors(offset, signal) {
      const page = await get(pagePath("/v2/actors", offset), actorPageSchema, signal);
      return { actors: page.actors, nextOffset: nextOffset(page, offset) };
    },

    async readActor(actorId, signal) {
      const path = `/v2/actors/${encodeURIComponent(actorId)}`;
      return get(path, actorSchema, signal).catch((error: unknown) => {
        if (isAppError(error, "not_found") || isAppError(error, "apify_forbidden")) return null;
        throw error;
      });
    },
  };
}

function pagePath(endpoint: string, offset: number, filter: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...filter, limit: String(PAGE_LIMIT), offset: String(offset) });
  return `${endpoint}?${query.toString()}`;
}

function nextOffset(page: { readonly limit: number; readonly items: readonly unknown[] }, offset: number) {
  return page.items.length < page.limit ? null : offset + page.items.length;
}
