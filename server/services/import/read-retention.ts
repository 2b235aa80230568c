import { isAppError } from "../../../shared/errors.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { ApifyClient } from "../../sources/apify/client.ts";

const READ_AGAIN_AFTER_MS = 24 * 60 * 60 * 1000;

interface RetentionContext {
  readonly ledger: Pick<Ledger, "history" | "saveRetention">;
  readonly client: Pick<ApifyClient, "readLimits" | "now">;
  readonly userId: string;
  readonly signal: AbortSignal;
}

/**
 * For how many days Apify keeps the account's runs, asked for once a day. Null when that is not known: a token of limited
 * permissions may not read it, and the import goes on without.
 *
 * @throws AppError `apify_token_refused`, `apify_rate_limited`, `cancelled`
 */
export async function readRetention({ ledger, client, userId, signal }: RetentionContext): Promise<number | null> {
  const { retentionDays, retentionReadAtMs } = await ledger.history(userId);
  const sinceMs = retentionReadAtMs === null ? Number.POSITIVE_INFINITY : client.now() - retentionReadAtMs;
  if (sinceMs >= 0 && sinceMs < READ_AGAIN_AFTER_MS) return retentionDays;
  const read = await client.readLimits(signal).then(
    (limits) => limits.retentionDays,
    (error: unknown) => {
      if (isAppError(error, "apify_forbidden") || isAppError(error, "apify_bad_answer")) return null;
      if (isAppError(error, "apify_unreachable")) return null;
      throw error;
    },
  );
  await ledger.saveRetention(userId, read, client.now());
  return read ?? retentionDays;
}
