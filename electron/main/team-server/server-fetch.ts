import { AppError } from "../../../shared/errors.ts";
import type { NetworkFetch } from "./ask-server.ts";

const DEADLINE_MS = 20_000;

export interface ServerFetchOptions {
  readonly fetch: NetworkFetch;
  /** For an answer of any length: it resolves as that begins. */
  readonly stream: NetworkFetch;
  /** The server's origin: the token goes nowhere else. */
  readonly address: string;
  /** Null while there is none. */
  readonly token: () => string | null;
  /** Ends every request. */
  readonly closing: AbortSignal;
  /** Whether the answer comes only once an import has ended. */
  readonly isLong: (request: Request) => boolean;
  /** Whether the answer is read as it comes, for as long as its reader likes. */
  readonly isStreamed: (request: Request) => boolean;
}

/** The network as the API client takes it: each request carries the account's token. */
export function createServerFetch(options: ServerFetchOptions): (request: Request) => Promise<Response> {
  const { address, closing } = options;
  return async (request) => {
    const token = options.token();
    if (new URL(request.url).origin !== address) throw new Error("The request is not one to this server");
    if (token === null) throw new AppError("keychain_unavailable", "The token is not there yet");
    const body = await request.text();
    const isStreamed = options.isStreamed(request);
    const fetch = isStreamed ? options.stream : options.fetch;
    const hasNoDeadline = isStreamed || options.isLong(request);
    const signal = hasNoDeadline ? closing : AbortSignal.any([closing, AbortSignal.timeout(DEADLINE_MS)]);
    try {
      return await fetch(request.url, {
        method: request.method,
        headers: {
          accept: "application/json",
          authorization: `Bearer ${token}`,
          ...(body !== "" && { "content-type": "application/json" }),
        },
        ...(body !== "" && { body }),
        signal,
      });
    } catch (cause) {
      throw new AppError("server_unreachable", "The team's server does not answer", { cause });
    }
  };
}

/** What stands for an answer that no Décompte server gave: a proxy's page, another program's. */
export function foreignAnswer(status: number): AppError {
  if (status === 401) return new AppError("unauthorized", "The session is no longer valid");
  if (status === 429) return new AppError("rate_limited", "The server asks to slow down");
  if (status >= 500) return new AppError("server_unreachable", `The server answered with status ${status}`);
  return new AppError("server_bad_answer", `The server gave an unexpected answer with status ${status}`);
}
