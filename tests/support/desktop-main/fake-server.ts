import type { ApiClient } from "../../../electron/main/api-client.ts";
import type { RememberedFigures } from "../../../electron/main/team-server/remembered-figures.ts";
import { createServerFigures, type ServerFigures } from "../../../electron/main/team-server/server-figures.ts";
import { AppError, type ErrorCode } from "../../../shared/errors.ts";
import { createFakeApi, type FakeApi } from "./fake-api.ts";

/** A team server without a network, its figures as main keeps them, and the file that remembers them. */
export interface FakeServer extends FakeApi {
  readonly figures: ServerFigures;
  /** What was asked of it, such as `summary all`. */
  readonly asked: string[];
  readonly file: { figures: RememberedFigures | null; writes: number };
  readonly closed: AbortController;
  /** From now on every question fails so. */
  fail(code: ErrorCode | null): void;
  /** The same for those whose name begins so. */
  failSome(name: string, code: ErrorCode): void;
  /** What the viewer's computer says. */
  readonly viewer: { nowMs: number; timeZone: string };
}

export function createFakeServer(remembered: RememberedFigures | null, nowMs: number): FakeServer {
  const fake = createFakeApi();
  const asked: string[] = [];
  const file: FakeServer["file"] = { figures: remembered, writes: 0 };
  const viewer = { nowMs, timeZone: "Europe/Paris" };
  const closed = new AbortController();
  let failure: ErrorCode | null = null;
  const failures = new Map<string, ErrorCode>();

  function asking<Arguments extends readonly unknown[], Answer>(
    name: string,
    answer: (...values: Arguments) => Promise<Answer>,
  ): (...values: Arguments) => Promise<Answer> {
    return async (...values) => {
      const told = values.filter((value) => value !== undefined);
      const question = [name, ...told.map((value) => JSON.stringify(value).replace(/^"|"$/g, ""))];
      asked.push(question.join(" "));
      const code = failure ?? failures.get(name);
      if (code !== undefined && code !== null) throw new AppError(code, "The server fails");
      return answer(...values);
    };
  }
  const { api: plain } = fake;
  const api: ApiClient = {
    summary: asking("summary", (...values) => plain.summary(...values)),
    rangeSummary: asking("range", (...values) => plain.rangeSummary(...values)),
    spendingChart: asking("chart", (...values) => plain.spendingChart(...values)),
    breakdown: asking("breakdown", (...values) => plain.breakdown(...values)),
    importStatus: asking("status", () => plain.importStatus()),
    refresh: asking("refresh", () => plain.refresh()),
    backfill: asking("backfill", (days, isReset) => plain.backfill(days, isReset)),
    cancelImport: asking("cancel", () => plain.cancelImport()),
    runs: asking("runs", (page) => plain.runs(page)),
    run: asking("run", (runId) => plain.run(runId)),
    exportRuns: asking("export", (filter) => plain.exportRuns(filter)),
    reconciliation: asking("reconciliation", (date) => plain.reconciliation(date)),
    spent: asking("spent", (span) => plain.spent(span)),
    days: asking("days", (scope) => plain.days(scope)),
    scrapers: asking("scrapers", () => plain.scrapers()),
    apifyConnection: asking("apify", () => plain.apifyConnection()),
    connectApify: asking("connect", (token) => plain.connectApify(token)),
    disconnectApify: asking("disconnect", () => plain.disconnectApify()),
  };
  const figures = createServerFigures({
    api,
    store: {
      read: () => file.figures,
      write(next) {
        file.figures = next;
        file.writes += 1;
      },
    },
    timeZone: () => viewer.timeZone,
    now: () => viewer.nowMs,
    closing: closed.signal,
  });
  return {
    ...fake,
    api,
    figures,
    asked,
    file,
    closed,
    fail: (code) => (failure = code),
    failSome: (name, code) => failures.set(name, code),
    viewer,
  };
}
