import type { ErrorAnswer } from "../../shared/api/error.ts";
import type { AppError, ErrorCode } from "../../shared/errors.ts";

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
  ledger_unavailable: 503,
  ledger_damaged: 503,
  server_unreachable: 502,
  internal: 500,
} as const satisfies Readonly<Record<ErrorCode, number>>;

export const statusOf = (code: ErrorCode) => STATUS_OF[code];

export function errorAnswer({ code, message, details }: AppError, requestId: string): ErrorAnswer {
  const copied = details && Object.fromEntries(Object.entries(details).map(([key, value]) => [key, mutable(value)]));
  return { error: { code, message, requestId, ...(copied && { details: copied }) } };
}

const mutable = (value: string | number | readonly string[]) => (typeof value === "object" ? [...value] : value);
