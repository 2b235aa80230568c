import type { ExportQuery } from "../../../shared/api/export.ts";
import type { Ledger, RunFilter, StoredRun, Totals } from "../../ledger/ledger.ts";
import { runAnswer } from "./run-answer.ts";
import { csvWriter } from "./run-csv.ts";
import { runFilter } from "./run-filter.ts";

/** A run's details may take 64 KiB. */
const PAGE_RUNS = 250;
/** Of so many runs that may still be given another start it is remembered that they were written. */
const MOST_REMEMBERED = 100_000;

export interface RunExport {
  /** Of the runs that are there as it begins. */
  readonly totals: Totals;
  /** The file's text, a page of runs at a time, read as it is asked for. */
  readonly parts: AsyncIterable<string>;
}

/** @throws AppError `invalid_request` when `from` lies after `to`. */
export async function exportRuns(
  { ledger }: { readonly ledger: Ledger },
  { userId, query }: { readonly userId: string; readonly query: ExportQuery },
): Promise<RunExport> {
  const filter = runFilter(query);
  const first = await ledger.listRuns(userId, filter, { limit: PAGE_RUNS });
  const pages = eachOnce(pagesFrom(ledger, userId, filter, first));
  return { totals: first.totals, parts: query.format === "csv" ? csvParts(pages, query) : jsonParts(pages) };
}

async function* pagesFrom(
  ledger: Ledger,
  userId: string,
  filter: RunFilter,
  first: Awaited<ReturnType<Ledger["pageOfRuns"]>>,
): AsyncGenerator<readonly StoredRun[]> {
  for (let page = first; ;) {
    yield page.runs;
    if (page.next === null) return;
    page = await ledger.pageOfRuns(userId, filter, { limit: PAGE_RUNS, after: page.next });
  }
}

/**
 * From the newest start to the oldest, what arrives later stays out. What a feature told of may be given an earlier start
 * by the import meanwhile, and would be met again there; what is settled may not.
 */
async function* eachOnce(pages: AsyncIterable<readonly StoredRun[]>): AsyncGenerator<readonly StoredRun[]> {
  const written = new Set<string>();
  for await (const runs of pages) {
    yield runs.filter(({ runId }) => !written.has(runId));
    for (const { runId, settledAtMs } of runs) if (settledAtMs === null) written.add(runId);
    for (const runId of written) {
      if (written.size <= MOST_REMEMBERED) break;
      written.delete(runId);
    }
  }
}

async function* csvParts(pages: AsyncIterable<readonly StoredRun[]>, query: ExportQuery): AsyncGenerator<string> {
  const { header, rowsOf } = csvWriter(query);
  yield header;
  for await (const runs of pages) if (runs.length > 0) yield rowsOf(runs);
}

async function* jsonParts(pages: AsyncIterable<readonly StoredRun[]>): AsyncGenerator<string> {
  yield "[";
  let separator = "\n";
  for await (const runs of pages) {
    if (runs.length === 0) continue;
    yield separator + runs.map((run) => JSON.stringify(runAnswer(run))).join(",\n");
    separator = ",\n";
  }
  yield "\n]\n";
}
