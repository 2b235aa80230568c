import { createApifyClient } from "../../../server/sources/apify/client.ts";
import { isAppError, type AppError } from "../../../shared/errors.ts";

export const TOKEN = "apify_api_canary0000000000000000000000000000";
export const NOW = Date.parse("2026-11-22T10:00:00Z");

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  Response.json(body, { status, headers });
export const apifyError = (status: number, type: string): Response =>
  json({ error: { type, message: `About ${type}` } }, status);

/** A client whose requests a function answers; it waits for nothing and keeps what it would have waited. */
export function clientOver(
  answer: (request: Request, attempt: number) => Response | Promise<Response>,
  token = TOKEN,
  maxAttempts?: number,
) {
  const requests: Request[] = [];
  const waits: number[] = [];
  const client = createApifyClient({
    baseUrl: "https://api.apify.test/",
    token,
    ...(maxAttempts !== undefined && { maxAttempts }),
    now: () => NOW,
    random: () => 0,
    sleep: async (delayMs) => {
      waits.push(delayMs);
    },
    fetch: async (url, init) => {
      const request = new Request(url, init);
      requests.push(request);
      return answer(request, requests.length);
    },
  });
  return { client, requests, waits };
}

export async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!isAppError(failure)) throw new Error("Expected a failure with a code", { cause: failure });
  return failure;
}
