import type { ErrorAnswer } from "../../shared/api/error.ts";
import { AppError, toAppError, type ErrorCode } from "../../shared/errors.ts";
import type { Router } from "./route-context.ts";

const STATUS_OF = {
  invalid_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  payload_too_large: 413,
  rate_limited: 429,
  import_running: 409,
  cancelled: 409,
  apify_not_connected: 409,
  apify_token_refused: 502,
  apify_forbidden: 502,
  apify_rate_limited: 503,
  apify_unreachable: 502,
  apify_bad_answer: 502,
  keychain_unavailable: 503,
  ledger_newer: 503,
  ledger_unfit: 503,
  ledger_unavailable: 503,
  ledger_damaged: 503,
  server_unreachable: 502,
  server_bad_answer: 502,
  internal: 500,
} as const satisfies Readonly<Record<ErrorCode, number>>;

export const statusOf = (code: ErrorCode) => STATUS_OF[code];

/** Answers what no route knows, and every failure, by its code. `onUnexpected` is told of those that are not the caller's. */
export function answerFailures(app: Router, onUnexpected: (error: AppError, requestId: string) => void) {
  app.notFound((c) =>
    c.json(errorAnswer(new AppError("not_found", "There is no such resource"), c.get("requestId")), 404),
  );
  app.onError((error, c) => {
    const failure = toAppError(error);
    const status = statusOf(failure.code);
    if (status >= 500) onUnexpected(failure, c.get("requestId"));
    const retryAfterSeconds = failure.details?.["retryAfterSeconds"];
    if (retryAfterSeconds !== undefined) c.header("Retry-After", String(retryAfterSeconds));
    return c.json(errorAnswer(failure, c.get("requestId")), status);
  });
  return app;
}

function errorAnswer({ code, message, details }: AppError, requestId: string): ErrorAnswer {
  const copied = details && Object.fromEntries(Object.entries(details).map(([key, value]) => [key, mutable(value)]));
  return { error: { code, message, requestId, ...(copied && { details: copied }) } };
}

const mutable = (value: string | number | readonly string[]) => (typeof value === "object" ? [...value] : value);
