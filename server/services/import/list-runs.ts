import type { ListedRun } from "../../sources/apify/answers.ts";
import type { ApifyClient } from "../../sources/apify/client.ts";

export interface ListedPage {
  readonly runs: readonly ListedRun[];
  /** How many runs Apify counts from the page's first run on, to the start of the window. */
  readonly runsLeft: number;
}

/**
 * The runs of a window, newest first, each page beginning at the instant where the one before ended. No long offset is
 * walked, so a run that is deleted or appended meanwhile shifts nothing. Runs of the instant at a page's edge are
 * answered twice; the reader passes over them by id.
 */
export async function* listRuns(
  client: Pick<ApifyClient, "listRuns">,
  window: { readonly fromMs: number; readonly toMs: number },
  signal: AbortSignal,
): AsyncGenerator<ListedPage> {
  const seenAtEdge = new Set<string>();
  let toMs = window.toMs;
  let offset = 0;
  for (;;) {
    const page = await client.listRuns({ fromMs: window.fromMs, toMs, offset }, signal);
    const runs = page.items.filter((run) => !seenAtEdge.has(run.id));
    const runsMetBefore = offset + page.items.length - runs.length;
    if (runs.length > 0) yield { runs, runsLeft: Math.max(page.total - runsMetBefore, runs.length) };
    const last = page.items.at(-1);
    if (last === undefined || page.items.length < page.limit) return;

    if (last.startedAt < toMs) {
      seenAtEdge.clear();
      toMs = last.startedAt;
      offset = 0;
    } else {
      // A whole page of one instant: within it there is no other way than to count.
      offset += page.items.length;
    }
    for (const run of page.items) if (run.startedAt === toMs) seenAtEdge.add(run.id);
  }
}
