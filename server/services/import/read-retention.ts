import { isAppError } from "../../../shared/errors.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { ApifyClient } from "../../sources/apify/client.ts";

const HOUR_MS = 60 * 60 * 1000;
const READ_AGAIN_AFTER_MS = 24 * HOUR_MS;
/** A failure may pass sooner than a permission is given. */
const FAILED_AGAIN_AFTER_MS = HOUR_MS;

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
    (limits) => ({ days: limits.retentionDays, atMs: client.now() }),
    (error: unknown) => {
      if (isAppError(error, "apify_forbidden")) return { days: null, atMs: client.now() };
      const canWait = isAppError(error, "apify_unreachable") || isAppError(error, "apify_bad_answer");
      if (canWait) return { days: null, atMs: client.now() - READ_AGAIN_AFTER_MS + FAILED_AGAIN_AFTER_MS };
      throw error;
    },
  );
  await ledger.saveRetention(userId, read.days, read.atMs);
  return read.days ?? retentionDays;
}
