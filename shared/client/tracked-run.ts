import type { RecordRunBody } from "../api/scraper-runs.ts";

/** What is known of a run before it ends. */
export interface TrackedRun<Result> {
  /** The Actor, such as `apify/instagram-scraper`. */
  readonly scraperId: string;
  /** The feature that runs it. */
  readonly source: string;
  /** What the result tells of the run. Without it, a run of Apify's own client is understood. */
  readonly describe?: (result: Result) => Partial<RecordRunBody>;
}

interface Beginning {
  readonly scraperId: string;
  readonly source: string;
  readonly startedAtMs: number;
  /** For work that came to its end without telling a run's id. */
  readonly ownId: string;
}

/** A run that came to its end, well or badly. */
export function endedRun(begun: Beginning, told: Partial<RecordRunBody>): RecordRunBody {
  return {
    runId: begun.ownId,
    status: "SUCCEEDED",
    costUsd: null,
    createdAt: new Date(begun.startedAtMs).toISOString(),
    ...told,
    scraperId: begun.scraperId,
    source: begun.source,
  };
}

/** Work that threw. The failure's kind is told; its text may hold anything. */
export function failedRun(begun: Beginning, error: unknown): RecordRunBody {
  const kind = error instanceof Error ? error.name : typeof error;
  return endedRun(begun, { ...apifyRun(error), status: "FAILED", usageDetails: { error: kind } });
}

/** What an object tells in the way of Apify's runs: `id`, `status`, `startedAt`, `usageTotalUsd`. */
export function apifyRun(value: unknown): Partial<RecordRunBody> {
  if (typeof value !== "object" || value === null) return {};
  const { id, status, startedAt, usageTotalUsd } = value as Readonly<Record<string, unknown>>;
  const startedAtMs = startedAt instanceof Date ? startedAt.getTime() : Date.parse(String(startedAt));
  return {
    ...(typeof id === "string" && { runId: id }),
    ...(typeof status === "string" && { status }),
    ...(Number.isFinite(startedAtMs) && { createdAt: new Date(startedAtMs).toISOString() }),
    // Just after its end a run may say zero, which is not known rather than free.
    ...(typeof usageTotalUsd === "number" && usageTotalUsd > 0 && { costUsd: usageTotalUsd }),
  };
}
