import type { RecordRunBody, ScraperRun } from "../../../shared/api/scraper-runs.ts";
import { nanoUsdFromUsd } from "../../../shared/domain/money.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { runAnswer } from "./run-answer.ts";

/** Records what a feature reports of a run, success or failure alike; once for each run, however often it is sent. */
export async function recordRun(
  { ledger, now }: { readonly ledger: Ledger; readonly now: () => number },
  { userId, body }: { readonly userId: string; readonly body: RecordRunBody },
): Promise<{ readonly run: ScraperRun; readonly isNew: boolean }> {
  const [recorded] = await ledger.recordRuns(userId, [
    {
      runId: body.runId,
      scraperId: body.scraperId,
      source: body.source,
      status: body.status,
      costNanoUsd: body.costUsd === null ? null : nanoUsdFromUsd(body.costUsd),
      itemCount: body.itemCount ?? null,
      usageDetails: body.usageDetails ?? null,
      createdAtMs: body.createdAt === undefined ? now() : Date.parse(body.createdAt),
    },
  ]);
  if (recorded === undefined) throw new Error("The ledger recorded a run and answered nothing");
  return { run: runAnswer(recorded.run), isNew: recorded.isNew };
}
