import type { z } from "zod";
import type { ServerProblem } from "../../../shared/ipc/session.ts";
import { serverProblem } from "./server-problem.ts";

/** The network's, which resolves once an answer's body is there and follows no redirect. */
export type NetworkFetch = (url: string, init: RequestInit) => Promise<Response>;

export interface ServerQuestions {
  /**
   * Asks a server that nobody is signed in to yet, for an answer below 500.
   *
   * @throws AppError with a `ServerProblem`, or the signal's reason
   */
  readonly ask: (url: string, question?: Question) => Promise<ServerAnswer>;
}

export interface Question {
  readonly body?: object;
  readonly token?: string;
  readonly signal?: AbortSignal;
}

export interface ServerAnswer {
  readonly status: number;
  readonly body: unknown;
}

const DEADLINE_MS = 15_000;

export function createServerQuestions(options: {
  readonly fetch: NetworkFetch;
  /** Whether this computer has a network at all. */
  readonly isOnline: () => boolean;
}): ServerQuestions {
  async function answerTo(url: string, { body, token, signal }: Question): Promise<Response> {
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    try {
      return await options.fetch(url, {
        method: body === undefined ? "GET" : "POST",
        headers: {
          accept: "application/json",
          ...(body !== undefined && { "content-type": "application/json" }),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
      });
    } catch (cause) {
      signal?.throwIfAborted();
      throw serverProblem(problemOf(cause, options.isOnline()), { cause });
    }
  }

  return {
    async ask(url, question = {}) {
      const response = await answerTo(url, question);
      if (response.status === 429) throw serverProblem("busy");
      if (response.status >= 500) throw serverProblem("troubled");
      const body: unknown = await response.json().catch(() => undefined);
      return { status: response.status, body };
    },
  };
}

/** The answer's body as the contract has it. @throws AppError with the problem `not-decompte` */
export function parseAnswer<Schema extends z.ZodType>(
  schema: Schema,
  { status, body }: ServerAnswer,
): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (status === 200 && parsed.success) return parsed.data;
  throw serverProblem("not-decompte");
}

/** By the names that Chromium gives to what went wrong. */
function problemOf(cause: unknown, isOnline: boolean): ServerProblem {
  const text = cause instanceof Error ? cause.message : "";
  if (/ERR_CERT_|ERR_SSL_|ERR_BAD_SSL/.test(text)) return "certificate";
  if (/redirect/i.test(text)) return "redirected";
  if (!isOnline || /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_ACCESS_DENIED/.test(text)) return "no-network";
  if (/ERR_NAME_/.test(text)) return "unknown-host";
  return "no-answer";
}
