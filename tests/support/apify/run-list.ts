import type { Page } from "./list-query.ts";
import { isSettled, runDetail, runShort, type Viewer } from "./run-json.ts";
import type { StandInAccount } from "./stand-in-account.ts";
import type { StandInRun } from "./stand-in-run.ts";

export interface RunFilter {
  readonly statuses: ReadonlySet<string> | undefined;
  readonly startedAfterMs: number | undefined;
  readonly startedBeforeMs: number | undefined;
  /** One Actor's runs, those of other users included; otherwise all runs of the user. */
  readonly actorId: string | undefined;
}

/** The JSON of each run, made once for each way to show it. A changed run is a new object. */
const texts = new Map<string, WeakMap<StandInRun, string>>();

function cachedText(run: StandInRun, variant: string, make: () => object): string {
  let textsOfVariant = texts.get(variant);
  if (textsOfVariant === undefined) texts.set(variant, (textsOfVariant = new WeakMap()));
  let text = textsOfVariant.get(run);
  if (text === undefined) textsOfVariant.set(run, (text = JSON.stringify(make())));
  return text;
}

/** The envelope with the whole run in it. The duration of a run that goes on is never cached. */
export function runDetailText(run: StandInRun, nowMs: number, viewer: Viewer): string {
  const make = (): object => ({ data: runDetail(run, nowMs, viewer) });
  if (run.finishedAtMs === null) return JSON.stringify(make());
  return cachedText(run, `${viewer} ${isSettled(run, nowMs) ? "settled" : "unsettled"}`, make);
}

/** The envelope with one page of the runs that pass the filter. */
export function runListText(account: StandInAccount, filter: RunFilter, page: Page, nowMs: number): string {
  const runs = matchingRuns(account, filter);
  const { listCost } = account;
  const items = pageOf(runs, page).map((run) =>
    cachedText(run, `${listCost} ${isSettled(run, nowMs) ? "settled" : "unsettled"}`, () =>
      runShort(run, nowMs, listCost),
    ),
  );
  return listText(runs.length, page, items);
}

/** The envelope of any list whose items are JSON texts. */
export function listText(total: number, { offset, limit, isDescending }: Page, items: readonly string[]): string {
  const head = { total, offset, limit, desc: isDescending, count: items.length };
  return `{"data":${JSON.stringify(head).slice(0, -1)},"items":[${items.join(",")}]}}`;
}

export function pageOf<Item>(ascending: readonly Item[], { offset, limit, isDescending }: Page): Item[] {
  if (!isDescending) return ascending.slice(offset, offset + limit);
  const end = Math.max(0, ascending.length - offset);
  return ascending.slice(Math.max(0, end - limit), end).toReversed();
}

function matchingRuns(account: StandInAccount, filter: RunFilter): readonly StandInRun[] {
  const { statuses, startedAfterMs, startedBeforeMs, actorId } = filter;
  const first = startedAfterMs === undefined ? 0 : account.firstIndexFrom(startedAfterMs);
  const end = startedBeforeMs === undefined ? undefined : account.firstIndexFrom(startedBeforeMs + 1);
  return account.runs.slice(first, end).filter((run) => {
    const isListed = actorId === undefined ? run.userId === account.userId : run.actorId === actorId;
    return isListed && (statuses === undefined || statuses.has(run.status));
  });
}
