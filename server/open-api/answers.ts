import type { z } from "zod";
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from "zod-openapi";
import { errorAnswerSchema } from "../../shared/api/error.ts";
import type { ErrorCode } from "../../shared/errors.ts";
import { statusOf } from "../routes/error-answer.ts";

/** What any route below `/api` may answer besides its own. */
const OF_EVERY_ROUTE = ["unauthorized", "rate_limited", "internal", "ledger_unavailable"] as const;

const WHEN: Partial<Readonly<Record<ErrorCode, string>>> = {
  invalid_request: "a parameter, a field or the body is wrong; `details.parameter` names it",
  unauthorized: "the caller is not known",
  forbidden: "the caller may not do this",
  not_found: "there is no such thing, or it is another user's",
  payload_too_large: "the body is too large",
  rate_limited: "too many requests; `Retry-After` tells how long to wait",
  import_running: "the user's import is running already",
  cancelled: "the import was cancelled, or let go of by a stop",
  apify_not_connected: "there is no token to ask Apify with",
  apify_token_refused: "Apify answered 401: a new token is needed",
  apify_forbidden: "Apify answered 403",
  apify_rate_limited: "Apify answered 429 until the attempts were used up",
  apify_unreachable: "Apify gave no answer, or one of its own failures",
  apify_bad_answer: "the answer is not Apify's, or can't be true",
  ledger_unavailable: "the ledger can't be opened, read or written now",
  internal: "a fault of the server; its text is in the log alone",
};

export function json(schema: z.ZodType, description: string, example?: unknown): ZodOpenApiResponseObject {
  const content = { "application/json": { schema, ...(example !== undefined && { example }) } };
  return { description, headers: requestIdHeader, content };
}

export const noContent = (description: string): ZodOpenApiResponseObject => ({ description, headers: requestIdHeader });

/** The failures of a route that asks who calls: those of every route, and its own. */
export function failures(...own: readonly ErrorCode[]): ZodOpenApiResponsesObject {
  return openFailures(...OF_EVERY_ROUTE, ...own);
}

/** The failures of a route that answers anyone. */
export function openFailures(...codes: readonly ErrorCode[]): ZodOpenApiResponsesObject {
  const grouped = new Map<number, readonly ErrorCode[]>();
  for (const code of new Set(codes)) {
    const status = statusOf(code);
    grouped.set(status, [...(grouped.get(status) ?? []), code]);
  }
  const answers = [...grouped].map(([status, ofStatus]) => {
    const description = ofStatus.map((code) => `\`${code}\`: ${WHEN[code] ?? "it failed"}`).join(". ");
    return [status, json(errorAnswerSchema, description, exampleOf(ofStatus))] as const;
  });
  return Object.fromEntries(answers) as ZodOpenApiResponsesObject; // Its keys are statuses, as the map's are.
}

function exampleOf([code]: readonly ErrorCode[]): unknown {
  const requestId = "6f1f0c7e-0f5c-4b8e-9d0e-3b0f7a1c2d3e";
  return { error: { code, message: "What a person may read", requestId } };
}

const requestIdHeader = {
  "X-Request-Id": { description: "The request's id, as in the log", schema: { type: "string" as const } },
};
