import { AppError, isAppError } from "../../shared/errors.ts";
import type { ApifyClient } from "../sources/apify/client.ts";

interface Watcher {
  /** Whether the connection still stands; once it does not, nothing is asked any more. */
  readonly isOpen: () => boolean;
  readonly onRefused: () => Promise<void>;
}

type Method = (...args: readonly unknown[]) => unknown;

/** The same client, which tells when Apify refuses its token. */
export function watchedClient(client: ApifyClient, { isOpen, onRefused }: Watcher): ApifyClient {
  const watched =
    (method: Method): Method =>
    (...args) => {
      if (!isOpen()) return Promise.reject(new AppError("apify_not_connected", "No Apify account is connected"));
      const answer = method(...args);
      if (!(answer instanceof Promise)) return answer;
      return answer.catch(async (error: unknown) => {
        // That it can't be noted now must not hide what happened.
        if (isAppError(error, "apify_token_refused")) await onRefused().catch(() => undefined);
        throw error;
      });
    };
  const methods = Object.entries(client).map(([name, method]) => [name, watched(method as Method)]);
  return { ...Object.fromEntries(methods), now: () => client.now() } as ApifyClient; // Each stays what it was, but for being watched.
}

/** A connection whose token Apify refused: it is not asked with it again. */
export function refusedClient(now: () => number): ApifyClient {
  const refuse = () =>
    Promise.reject(new AppError("apify_token_refused", "Apify refused the token: connect with a new one"));
  return {
    now,
    readAccount: refuse,
    readLimits: refuse,
    readMonthlyUsage: refuse,
    listRuns: refuse,
    readRun: refuse,
    listBuilds: refuse,
    listActors: refuse,
    readActor: refuse,
  };
}
