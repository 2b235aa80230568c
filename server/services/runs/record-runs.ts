import type { RecordRunBody, ScraperRun } from "../../../shared/api/scraper-runs.ts";
import { nanoUsdFromUsd } from "../../../shared/domain/money.ts";
import type { Ledger, LedgerRun } from "../../ledger/ledger.ts";
import { runAnswer } from "./run-answer.ts";

export interface RecordedRun {
  readonly run: ScraperRun;
  readonly isNew: boolean;
}

/**
 * Records what features report of runs, success or failure alike: all of them or none, once for each run, however often
 * it is sent. The answers are in the order of `bodies`.
 */
export async function recordRuns(
  { ledger, now }: { readonly ledger: Ledger; readonly now: () => number },
  { userId, bodies }: { readonly userId: string; readonly bodies: readonly RecordRunBody[] },
): Promise<readonly RecordedRun[]> {
  const nowMs = now();
  const runs = new Map<string, LedgerRun>();
  for (const body of bodies) {
    const run = reportedRun(body, nowMs);
    const before = runs.get(run.runId);
    runs.set(run.runId, before === undefined ? run : broughtUpToDate(before, run));
  }
  const recorded = new Map(
    (await ledger.recordRuns(userId, [...runs.values()])).map(({ run, isNew }) => [
      run.runId,
      { run: runAnswer(run), isNew },
    ]),
  );
  return bodies.map(({ runId }) => {
    const answer = recorded.get(runId);
    if (answer === undefined) throw new Error("The ledger recorded a run and answered nothing");
    // Of a run that is told of twice, the second telling is not the first recording.
    recorded.set(runId, { ...answer, isNew: false });
    return answer;
  });
}

/** @throws as `recordRuns` */
export async function recordRun(
  context: { readonly ledger: Ledger; readonly now: () => number },
  { userId, body }: { readonly userId: string; readonly body: RecordRunBody },
): Promise<RecordedRun> {
  const [recorded] = await recordRuns(context, { userId, bodies: [body] });
  if (recorded === undefined) throw new Error("A run was recorded and not answered");
  return recorded;
}

function reportedRun(body: RecordRunBody, nowMs: number): LedgerRun {
  return {
    runId: body.runId,
    scraperId: body.scraperId,
    source: body.source,
    status: body.status,
    costNanoUsd: body.costUsd === null ? null : nanoUsdFromUsd(body.costUsd),
    itemCount: body.itemCount ?? null,
    usageDetails: body.usageDetails ?? null,
    createdAtMs: body.createdAt === undefined ? nowMs : Date.parse(body.createdAt),
  };
}

/** What the ledger would hold had the two been sent one after the other. */
function broughtUpToDate(before: LedgerRun, run: LedgerRun): LedgerRun {
  return {
    ...run,
    costNanoUsd: run.costNanoUsd ?? before.costNanoUsd,
    itemCount: run.itemCount ?? before.itemCount,
    usageDetails: run.usageDetails ?? before.usageDetails,
    createdAtMs: before.createdAtMs,
  };
}
