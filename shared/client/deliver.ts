/** The part of the web's `fetch` that is needed. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface DeliveryOptions {
  readonly url: string;
  readonly apiKey: string;
  readonly fetch: Fetch;
  /** The most that a delivery may take, its retries included. */
  readonly timeLimitMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Waits, and rejects when the signal aborts. */
  readonly sleep: (delayMs: number, signal?: AbortSignal) => Promise<void>;
}

export interface DeliveryFailure {
  /** One of the contract's codes; `unreachable` without an answer, `aborted` by the caller's own signal. */
  readonly code: string;
  readonly message: string;
  readonly status: number | null;
  /** Which field the server refuses, such as `runs.17.costUsd`. */
  readonly parameter: string | null;
  /** Whether the same may succeed later. */
  readonly isPassing: boolean;
}

const MOST_ATTEMPTS = 6;
const ATTEMPT_LIMIT_MS = 10_000;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;

/**
 * Posts a body until it is acknowledged; null when it is. What may pass is tried again: no answer, 429, which is waited
 * for as `Retry-After` says, and 5xx. Nothing else is, and nothing once the time is used up. It never rejects.
 */
export async function deliver(body: string, options: DeliveryOptions): Promise<DeliveryFailure | null> {
  const { signal, now, random, sleep } = options;
  const untilMs = now() + options.timeLimitMs;
  for (let attempt = 1; ; attempt += 1) {
    const { failure, retryAfterMs } = await post(body, options, untilMs - now());
    if (failure === null || !failure.isPassing) return failure;
    if (signal?.aborted === true) return aborted;
    const backoffMs = Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), LONGEST_DELAY_MS) * (0.5 + random() / 2);
    const delayMs = Math.max(backoffMs, retryAfterMs);
    if (attempt >= MOST_ATTEMPTS || now() + delayMs >= untilMs) return failure;
    const isInterrupted = await sleep(delayMs, signal).then(
      () => false,
      () => true,
    );
    if (isInterrupted) return aborted;
  }
}

interface Attempt {
  readonly failure: DeliveryFailure | null;
  readonly retryAfterMs: number;
}

async function post(body: string, options: DeliveryOptions, leftMs: number): Promise<Attempt> {
  const { url, apiKey, fetch, signal, now } = options;
  try {
    const limit = AbortSignal.timeout(Math.max(1, Math.min(leftMs, ATTEMPT_LIMIT_MS)));
    const response = await fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json", accept: "application/json" },
      body,
      // A redirect would carry the key to a place that nobody chose.
      redirect: "error",
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    });
    // Read to its end, so that the connection can be used again; what was acknowledged stays so.
    const text = await response.text().catch(() => "");
    if (response.ok) return { failure: null, retryAfterMs: 0 };
    return { failure: failureOf(response.status, text), retryAfterMs: retryAfter(response, now()) };
  } catch (cause) {
    if (signal?.aborted === true) return { failure: aborted, retryAfterMs: 0 };
    const reason = cause instanceof Error ? cause.name : "no answer";
    return { failure: { ...unreachable, message: `Décompte can't be reached (${reason})` }, retryAfterMs: 0 };
  }
}

const unreachable = { code: "unreachable", status: null, parameter: null, isPassing: true } as const;

const aborted: DeliveryFailure = {
  code: "aborted",
  message: "The recording was aborted",
  status: null,
  parameter: null,
  isPassing: false,
};

function failureOf(status: number, text: string): DeliveryFailure {
  const error = errorOf(text);
  const parameter = error.details?.parameter;
  return {
    code: typeof error.code === "string" ? error.code : "unreachable",
    message: typeof error.message === "string" ? error.message : `The answer has the status ${status}`,
    status,
    parameter: typeof parameter === "string" ? parameter : null,
    isPassing: status === 429 || status >= 500,
  };
}

interface ErrorFields {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly details?: { readonly parameter?: unknown };
}

/** What stands between may answer anything at all. */
function errorOf(text: string): ErrorFields {
  try {
    return (JSON.parse(text) as { error?: ErrorFields } | null)?.error ?? {};
  } catch {
    return {};
  }
}

/** Milliseconds of a `Retry-After` header, given in seconds or as a date. */
function retryAfter(response: Response, nowMs: number): number {
  const header = response.headers.get("retry-after") ?? "";
  const seconds = header === "" ? Number.NaN : Number(header);
  const delayMs = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - nowMs;
  return Number.isFinite(delayMs) ? Math.max(0, delayMs) : 0;
}
