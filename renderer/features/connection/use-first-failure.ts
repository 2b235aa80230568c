import { useState } from "react";
import type { ImportStatus } from "../../../shared/api/backfill.ts";

/**
 * The status with the first of a row of same failures: each retry fails at a later time, but the trouble began with the first.
 */
export function useFirstFailure(status: ImportStatus | undefined): ImportStatus | undefined {
  const failure = status?.lastFailure ?? null;
  const [first, setFirst] = useState(failure);
  if (failure?.code !== first?.code) setFirst(failure);
  return status && first && failure && first.code === failure.code ? { ...status, lastFailure: first } : status;
}
