import type { z } from "zod";
import { AppError, isAppError } from "../../../shared/errors.ts";
import {
  accountSchema,
  errorEnvelopeSchema,
  runDetailSchema,
  runPageSchema,
  type ApifyAccount,
  type RunDetail,
  type RunPage,
} from "./answers.ts";
import { DEFAULT_MAX_ATTEMPTS, RetryableError, parseRetryAfter, withRetry, type RetryOptions } from "./retry.ts";

export interface ApifyClientOptions extends Pick<RetryOptions, "sleep" | "random"> {
  readonly baseUrl: string;
  readonly token: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly now: () => number;
  /** Six when left out. */
  readonly maxAttempts?: number;
}

export interface RunWindow {
  /** Both bounds are included, as Apify's are. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly offset: number;
}

/** The part of Apify's API that the import reads. Every failure is an AppError whose code begins with `apify_`, or `cancelled`. */
export interface ApifyClient {
  readAccount(signal?: AbortSignal): Promise<ApifyAccount>;
  /** A page of the account's runs that started in the window, newest first. */
  listRuns(window: RunWindow, signal?: AbortSignal): Promise<RunPage>;
  /** The run's detail; null when Apify does not have the run any more. */
  readRun(runId: string, signal?: AbortSignal): Promise<RunDetail | null>;
}

const PAGE_LIMIT = 1_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** As long as Apify has never answered there may be no network at all, which a person is to learn within seconds. */
const ATTEMPTS_BEFORE_FIRST_ANSWER = 3;
const TOKEN_FORM = /^[\x21-\x7e]{1,512}$/;

export function createApifyClient(options: ApifyClientOptions): ApifyClient {
  const { sleep, random, maxAttempts = DEFAULT_MAX_ATTEMPTS } = options;
  let hasAnswered = false;
  const request: ApifyClientOptions = {
    ...options,
    async fetch(url, init) {
      const response = await options.fetch(url, init);
      hasAnswered = true;
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
    readAccount: (signal) => get("/v2/users/me", accountSchema, signal),

    listRuns({ fromMs, toMs, offset }, signal) {
      const query = new URLSearchParams({
        desc: "1",
        limit: String(PAGE_LIMIT),
        offset: String(offset),
        startedAfter: new Date(fromMs).toISOString(),
        startedBefore: new Date(toMs).toISOString(),
      });
      return get(`/v2/actor-runs?${query.toString()}`, runPageSchema, signal);
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
  };
}

async function requestJson(options: ApifyClientOptions, path: string, signal?: AbortSignal): Promise<unknown> {
  // Whoever is given a header that it can't hold repeats it in its error, token and all.
  if (!TOKEN_FORM.test(options.token)) throw new AppError("apify_token_refused", "This can't be an Apify token");
  const abort = new AbortController();
  const onCancel = () => abort.abort(signal?.reason);
  // One controller and one timer, let go at the end: combined signals cost more than the request's own work.
  const timer = setTimeout(() => abort.abort(), REQUEST_TIMEOUT_MS);
  signal?.addEventListener("abort", onCancel);
  try {
    signal?.throwIfAborted();
    const response = await options.fetch(options.baseUrl.replace(/\/+$/, "") + path, {
      headers: { authorization: `Bearer ${options.token}`, accept: "application/json" },
      // A redirect would carry the token to a place that nobody chose.
      redirect: "error",
      signal: abort.signal,
    });
    return await readAnswer(path, response, options.now());
  } catch (cause) {
    if (signal?.aborted) throw new AppError("cancelled", "The import was cancelled", { cause });
    if (isAppError(cause) || cause instanceof RetryableError) throw cause;
    throw new RetryableError(new AppError("apify_unreachable", "Apify can't be reached", { cause }));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onCancel);
  }
}

async function readAnswer(path: string, response: Response, nowMs: number): Promise<unknown> {
  const text = await response.text();
  if (response.ok) return parseJson(path, text);
  throw failureOf(path, response, text, nowMs);
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badAnswer(path, "it is not JSON; a proxy or a sign-in page may stand between");
  }
}

function failureOf(path: string, response: Response, text: string, nowMs: number): Error {
  const { status, headers } = response;
  if (status === 401) return new AppError("apify_token_refused", "Apify refused the token");
  if (status === 403) return new AppError("apify_forbidden", "The token may not read this at Apify");
  if (status === 404) return missing(path, text);
  if (status === 429) {
    const failure = new AppError("apify_rate_limited", "Apify asks to slow down");
    return new RetryableError(failure, parseRetryAfter(headers.get("retry-after"), nowMs));
  }
  if (status === 408 || status >= 500) {
    return new RetryableError(new AppError("apify_unreachable", `Apify answered with status ${status}`));
  }
  return badAnswer(path, `its status is ${status}`);
}

/** Only Apify's own words say that a run is gone; any other 404 comes from something that is not Apify. */
function missing(path: string, text: string): AppError {
  try {
    const { error } = errorEnvelopeSchema.parse(JSON.parse(text));
    if (error.type === "record-not-found") return new AppError("not_found", "Apify has no such record");
  } catch {
    // Not Apify's envelope: told as a bad answer below.
  }
  return badAnswer(path, "its status is 404");
}

function badAnswer(path: string, reason: string): AppError {
  const endpoint = path.replace(/\?.*/, "");
  return new AppError("apify_bad_answer", `Apify's answer to ${endpoint} can't be used: ${reason}`, {
    details: { endpoint },
  });
}
