import pLimit from "p-limit";
import type { ApifyDelivery, DeliveryOutcome } from "../../../shared/api/apify-webhook.ts";
import { AppError, isAppError, type ErrorCode } from "../../../shared/errors.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { ConnectionOf } from "../../sources/apify/client.ts";
import { shareReads } from "../../share-reads.ts";
import { importedRun } from "../../sources/apify/transform.ts";

export interface RunDeliveriesOptions {
  readonly ledger: Pick<Ledger, "readingsOf" | "commitReadings">;
  readonly connectionOf: ConnectionOf;
  /** Aborts when a delivery must be answered; 20 s after it came when left out. */
  readonly deadline?: () => AbortSignal;
}

/** Takes what Apify's webhooks deliver: each tells only that a run is worth reading. */
export interface RunDeliveries {
  /**
   * Reads the run at Apify and keeps it. Deliveries of a run that come before a reading begins share it; one that comes
   * later may tell of what it did not see, and gets the next.
   *
   * @throws AppError where the same delivery may succeed later
   */
  receive(
    owner: { readonly userId: string; readonly accountId: string },
    delivery: ApifyDelivery,
  ): Promise<DeliveryOutcome>;
  /** Lets go of the readings; Apify delivers again. */
  stop(): Promise<void>;
}

interface Question {
  readonly userId: string;
  readonly accountId: string;
  readonly runId: string;
}

/** Apify gives up on an answer after half a minute. */
const ANSWERED_WITHIN_MS = 20_000;
const CONCURRENT_READINGS = 16;
const RUN_ID_FORM = /^\w{1,64}$/;
/** The token, not the moment, stands in the way: another delivery would fail alike, and the import tells the user. */
const OF_THE_TOKEN: readonly ErrorCode[] = [
  "apify_not_connected",
  "apify_token_refused",
  "apify_forbidden",
  "apify_bad_answer",
];

export function createRunDeliveries(options: RunDeliveriesOptions): RunDeliveries {
  const { ledger, connectionOf, deadline = () => AbortSignal.timeout(ANSWERED_WITHIN_MS) } = options;
  const readings = new Set<Promise<DeliveryOutcome>>();
  const limit = pLimit(CONCURRENT_READINGS);
  const stopped = new AbortController();

  async function read({ userId, accountId, runId }: Question): Promise<DeliveryOutcome> {
    const signal = AbortSignal.any([deadline(), stopped.signal]);
    try {
      return await limit(async () => {
        signal.throwIfAborted();
        const client = await connectionOf(userId);
        const detail = (await client?.readRun(runId, signal)) ?? null;
        if (client === null || detail === null || detail.userId !== accountId) return "ignored";
        const known = (await ledger.readingsOf(userId, [runId])).get(runId) ?? null;
        await ledger.commitReadings(userId, [importedRun(detail, { listed: null, known, readAtMs: client.now() })]);
        return "recorded";
      });
    } catch (error) {
      if (stopped.signal.aborted) throw new AppError("ledger_unavailable", "The server is stopping", { cause: error });
      if (signal.aborted) throw new AppError("apify_unreachable", "Apify did not answer in time", { cause: error });
      if (isAppError(error) && OF_THE_TOKEN.includes(error.code)) return "ignored";
      throw error;
    }
  }

  // One after the other, so that what was read first is written first.
  const keyOf = ({ userId, accountId, runId }: Question) => `${runId} ${accountId} ${userId}`;
  const shareRead = shareReads(read, { keyOf, mostAtOnce: 1 });

  return {
    async receive({ userId, accountId }, { eventType, eventData, resource }) {
      const runId = eventData?.actorRunId ?? resource?.id ?? "";
      if (!eventType.startsWith("ACTOR.RUN.") || !RUN_ID_FORM.test(runId)) return "ignored";
      const outcome = shareRead({ userId, accountId, runId });
      readings.add(outcome);
      return outcome.finally(() => readings.delete(outcome));
    },

    async stop() {
      stopped.abort();
      await Promise.allSettled(readings);
    },
  };
}
