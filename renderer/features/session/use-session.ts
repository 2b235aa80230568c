import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { Session } from "../../../shared/ipc/session.ts";
import { adoptSession } from "../../query-client.ts";
import { sessionQuery } from "../../queries.ts";

export function useSession(): Session | undefined {
  return useQuery(sessionQuery).data;
}

export interface SessionChange<Arguments extends readonly unknown[]> {
  /** Answers whether the session changed. */
  readonly run: (...values: Arguments) => Promise<boolean>;
  readonly isRunning: boolean;
  readonly error: AppError | null;
}

/**
 * A call that answers the next session, such as signing in.
 * No TanStack mutation: its cache would keep the arguments, and a token is among them.
 */
export function useSessionChange<Arguments extends readonly unknown[]>(
  change: (...values: Arguments) => Promise<Session>,
): SessionChange<Arguments> {
  const client = useQueryClient();
  const [isRunning, setIsRunning] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  const run = async (...values: Arguments): Promise<boolean> => {
    setIsRunning(true);
    setError(null);
    try {
      adoptSession(client, await change(...values));
      return true;
    } catch (failure) {
      setError(toAppError(failure));
      return false;
    } finally {
      setIsRunning(false);
    }
  };
  return { run, isRunning, error };
}
