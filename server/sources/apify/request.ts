import { AppError, isAppError } from "../../../shared/errors.ts";
import { errorEnvelopeSchema } from "./answers.ts";
import { parseRetryAfter, RetryableError } from "./retry.ts";

export interface RequestOptions {
  readonly baseUrl: string;
  readonly token: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly now: () => number;
}

const REQUEST_TIMEOUT_MS = 30_000;
/** No header makes Décompte keep away for longer. */
const LONGEST_PAUSE_MS = 24 * 60 * 60 * 1_000;
const TOKEN_FORM = /^[\x21-\x7e]{1,512}$/;

/**
 * One `GET`, its body as JSON.
 *
 * @throws AppError whose code begins with `apify_`, `not_found` for what Apify says is gone, or `cancelled`
 * @throws RetryableError around such a failure when asking again may help
 */
export async function requestJson(options: RequestOptions, path: string, signal?: AbortSignal): Promise<unknown> {
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
    return rateLimited(parseRetryAfter(headers.get("retry-after"), nowMs), nowMs);
  }
  if (status === 408 || status >= 500) {
    return new RetryableError(
      new AppError("apify_unreachable", `Apify answered with status ${status}`, { details: { status } }),
    );
  }
  return badAnswer(path, `its status is ${status}`);
}

function rateLimited(retryAfterMs: number | undefined, nowMs: number): RetryableError {
  const message = "Apify asks to slow down";
  if (retryAfterMs === undefined) return new RetryableError(new AppError("apify_rate_limited", message));
  const retryAt = new Date(nowMs + Math.min(retryAfterMs, LONGEST_PAUSE_MS)).toISOString();
  return new RetryableError(new AppError("apify_rate_limited", message, { details: { retryAt } }), retryAfterMs);
}

/** Only Apify's own words say that a record is gone; any other 404 comes from something that is not Apify. */
function missing(path: string, text: string): AppError {
  try {
    const { error } = errorEnvelopeSchema.parse(JSON.parse(text));
    if (error.type === "record-not-found") return new AppError("not_found", "Apify has no such record");
  } catch {
    // Not Apify's envelope: told as a bad answer below.
  }
  return badAnswer(path, "its status is 404");
}

export function badAnswer(path: string, reason: string): AppError {
  const endpoint = path.replace(/\?.*/, "");
  return new AppError("apify_bad_answer", `Apify's answer to ${endpoint} can't be used: ${reason}`, {
    details: { endpoint },
  });
}
