import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type AppError, toAppError } from "../../../shared/errors.ts";
import type { CallInput } from "../../../shared/ipc/contract.ts";
import { desktop } from "../../desktop.ts";
import { importStatusQuery, sessionQuery } from "../../queries.ts";

export type ImportRequest = CallInput<"importHistory">;

interface FailureMoment {
  readonly atMs: number;
  /** Up to when the ledger was complete at that moment. */
  readonly lastCompletedAt: string | null;
}

/** An import of days that the person chose. Its progress comes with the import status, its end with the answer. */
export function useImportHistory() {
  const client = useQueryClient();
  const [failedAt, setFailedAt] = useState<FailureMoment | null>(null);
  const importHistory = useMutation({
    mutationFn: (request: ImportRequest) => desktop.importHistory(request),
    onError: () => {
      const status = client.getQueryData(importStatusQuery.queryKey);
      setFailedAt({ atMs: Date.now(), lastCompletedAt: status?.lastCompletedAt ?? null });
    },
  });
  const isOver = useIsOver(failedAt);
  const failure: AppError | null = importHistory.isError && !isOver ? toAppError(importHistory.error) : null;
  /** Why it did not complete, for as long as that says anything: an import that completes ends it, and a sign-in. */
  return { ...importHistory, failure };
}

export type ImportHistory = ReturnType<typeof useImportHistory>;

function useIsOver(failedAt: FailureMoment | null): boolean {
  const { data: status } = useQuery(importStatusQuery);
  const { data: session, dataUpdatedAt: sessionAtMs } = useQuery(sessionQuery);
  if (failedAt === null) return false;
  const hasCompleted = Date.parse(status?.lastCompletedAt ?? "") > Date.parse(failedAt.lastCompletedAt ?? EPOCH);
  const isSignedIn =
    session?.kind === "apify" && (session.credential === "kept" || session.credential === "this-session");
  return hasCompleted || (isSignedIn && sessionAtMs > failedAt.atMs);
}

const EPOCH = new Date(0).toISOString();
