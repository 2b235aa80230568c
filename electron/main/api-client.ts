import type { z } from "zod";
import {
  APIFY_CONNECTION_PATH,
  type ApifyConnection,
  apifyConnectionSchema,
} from "../../shared/api/apify-connection.ts";
import {
  BACKFILL_PATH,
  importAnswerSchema,
  importStatusSchema,
  REFRESH_PATH,
  type ImportAnswer,
  type ImportStatus,
} from "../../shared/api/backfill.ts";
import { BREAKDOWN_PATH, breakdownSchema, type Breakdown } from "../../shared/api/breakdown.ts";
import { errorAnswerSchema } from "../../shared/api/error.ts";
import { EXPORT_PATH, type ExportQuery, TOTAL_COST_HEADER, TOTAL_RUNS_HEADER } from "../../shared/api/export.ts";
import { RECONCILIATION_PATH, reconciliationSchema, type Reconciliation } from "../../shared/api/reconciliation.ts";
import type { RunFilterQuery } from "../../shared/api/run-filter.ts";
import {
  SCRAPER_RUNS_PATH,
  type ScraperRunDetails,
  scraperRunDetailsSchema,
  type ScraperRunsAnswer,
  scraperRunsAnswerSchema,
} from "../../shared/api/scraper-runs.ts";
import { SCRAPERS_PATH, scrapersAnswerSchema, type ScrapersAnswer } from "../../shared/api/scrapers.ts";
import { SPENDING_CHART_PATH, spendingChartSchema, type SpendingChart } from "../../shared/api/spending-chart.ts";
import {
  type RangeSummary,
  rangeSummarySchema,
  SUMMARY_PATH,
  type Summary,
  summarySchema,
} from "../../shared/api/summary.ts";
import type { Grouping } from "../../shared/domain/breakdown.ts";
import type { DaySpending } from "../../shared/domain/budget/day-spending.ts";
import type { Span } from "../../shared/domain/day.ts";
import type { NanoUsd } from "../../shared/domain/money.ts";
import type { DateRange, Period, TimeRange } from "../../shared/domain/period.ts";
import type { RunFilter } from "../../shared/domain/run-filter.ts";
import type { RunSort, SortOrder } from "../../shared/domain/run-order.ts";
import { AppError } from "../../shared/errors.ts";

/** The HTTP contract as main calls it. Every failure is an AppError with the contract's code. */
export interface ApiClient {
  summary(period: Period, filter?: RunFilter): Promise<Summary>;
  rangeSummary(range: Range, filter?: RunFilter): Promise<RangeSummary>;
  spendingChart(timeRange: TimeRange, filter?: RunFilter): Promise<SpendingChart>;
  breakdown(by: Grouping, range: Partial<Range>, filter?: RunFilter): Promise<Breakdown>;
  importStatus(): Promise<ImportStatus>;
  /** Answers when the import has ended. */
  refresh(): Promise<ImportAnswer>;
  /** Answers when the import has ended. A reset reads every run again, and then removes imported rows that it did not meet. */
  backfill(days: number, isReset: boolean): Promise<ImportAnswer>;
  cancelImport(): Promise<void>;
  /** The newest runs, unless sorted. */
  runs(page: RunsPage): Promise<ScraperRunsAnswer>;
  run(runId: string): Promise<ScraperRunDetails>;
  /** A file of all runs of a filter. */
  exportRuns(asked: ExportAsked): Promise<ExportAnswer>;
  /** Of the billing cycle that holds a date, such as `2025-02-01`; of the present one without it. */
  reconciliation(date?: string): Promise<Reconciliation>;
  /** What the runs of a span cost. Bounds are milliseconds since the epoch: `fromMs` included, `toMs` excluded. */
  spent(asked: Span & Scope): Promise<{ readonly spentNanoUsd: NanoUsd; readonly runsWithoutCost: number }>;
  /** The last 90 days of a zone's calendar, today included, oldest first. */
  days(asked: Scope & { readonly timeZone: string }): Promise<readonly DaySpending[]>;
  /** The scrapers that have runs, the one of the newest run first. */
  scrapers(): Promise<ScrapersAnswer["scrapers"]>;
  /** A team server's connection to Apify for the user. Embedded there is none: the keychain has the token. */
  apifyConnection(): Promise<ApifyConnection>;
  /** @throws AppError `apify_token_refused`, … when Apify does not take the token */
  connectApify(token: string): Promise<ApifyConnection>;
  disconnectApify(): Promise<void>;
}

/** Whose runs count; null: all of them. */
interface Scope {
  readonly scraperId: string | null;
}

/** Dates or instants, both included. */
export type Range = DateRange;

/** As the contract takes it; without a range of all runs. */
export interface RunsPage extends Partial<Range>, RunFilter {
  readonly limit: number;
  readonly offset: number;
  readonly q?: string;
  readonly sort?: RunSort;
  readonly order?: SortOrder;
}

/** As the contract takes it, in the viewer's zone. */
export type ExportAsked = Readonly<
  Pick<ExportQuery, "format" | "decimal"> & Partial<Record<Exclude<keyof RunFilterQuery, "tz">, string>>
>;

export interface ExportAnswer {
  /** Of the runs that are there as it begins. */
  readonly totalRuns: number;
  /** The exact sum of their costs. */
  readonly totalCostNanoUsd: NanoUsd;
  /** The file, made as it is read. What fails half-way fails the reading. */
  readonly parts: ReadableStream<Uint8Array>;
}

/** Requests to the embedded application need a host by their form; nothing listens there. */
export const EMBEDDED_BASE_URL = "http://embedded.invalid";

export interface ApiClientOptions {
  /** The embedded application's, or the network's. */
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly baseUrl: string;
  /** What an answer means that is not the contract's. Embedded, that can only be a fault of ours. */
  readonly foreignAnswer?: (status: number) => AppError;
  /** The viewer's IANA zone, asked for with each request because it may change. */
  readonly timeZone: () => string;
}

const notTheContract = (status: number): AppError =>
  new AppError("internal", `The server answered with status ${status}`);

export function createApiClient({
  fetch,
  baseUrl,
  foreignAnswer = notTheContract,
  timeZone,
}: ApiClientOptions): ApiClient {
  async function send(
    method: string,
    path: string,
    query: Readonly<Record<string, string>> = {},
    body?: object,
  ): Promise<Response> {
    const url = new URL(path, baseUrl);
    url.search = new URLSearchParams(query).toString();
    const response = await fetch(new Request(url, { method, ...(body && { body: JSON.stringify(body) }) }));
    if (response.ok) return response;
    const answer = errorAnswerSchema.safeParse(await response.json().catch(() => undefined));
    if (!answer.success) throw foreignAnswer(response.status);
    const { code, message, details } = answer.data.error;
    throw new AppError(code, message, details ? { details } : {});
  }

  async function read<Schema extends z.ZodType>(schema: Schema, ...request: Parameters<typeof send>) {
    const response = await send(...request);
    const answer = schema.safeParse(await response.json().catch(() => undefined));
    if (!answer.success) throw foreignAnswer(response.status);
    return answer.data;
  }

  return {
    summary: (period, filter) => read(summarySchema, "GET", SUMMARY_PATH, { period, ...filter, tz: timeZone() }),
    rangeSummary: (range, filter) =>
      read(rangeSummarySchema, "GET", SUMMARY_PATH, { ...range, ...filter, tz: timeZone() }),
    spendingChart: (timeRange, filter) =>
      read(spendingChartSchema, "GET", SPENDING_CHART_PATH, { timeRange, ...filter, tz: timeZone() }),
    breakdown: (by, range, filter) =>
      read(breakdownSchema, "GET", BREAKDOWN_PATH, { by, ...range, ...filter, tz: timeZone() }),
    importStatus: () => read(importStatusSchema, "GET", BACKFILL_PATH),
    refresh: () => read(importAnswerSchema, "POST", REFRESH_PATH),
    backfill: (days, isReset) =>
      read(importAnswerSchema, "POST", BACKFILL_PATH, { days: String(days), reset: isReset ? "1" : "0" }),
    cancelImport: async () => void (await send("DELETE", BACKFILL_PATH)),
    runs: ({ limit, offset, ...asked }) =>
      read(scraperRunsAnswerSchema, "GET", SCRAPER_RUNS_PATH, {
        ...asked,
        limit: String(limit),
        offset: String(offset),
        tz: timeZone(),
      }),
    run: (runId) => read(scraperRunDetailsSchema, "GET", `${SCRAPER_RUNS_PATH}/${encodeURIComponent(runId)}`),
    async exportRuns(asked) {
      const { body, headers } = await send("GET", EXPORT_PATH, { ...asked, tz: timeZone() });
      const [runs, cost] = [headers.get(TOTAL_RUNS_HEADER), headers.get(TOTAL_COST_HEADER)];
      if (body === null || !isWholeNumber(runs) || !isWholeNumber(cost)) throw foreignAnswer(200);
      return { totalRuns: Number(runs), totalCostNanoUsd: BigInt(cost), parts: body };
    },
    reconciliation: (date) =>
      read(reconciliationSchema, "GET", RECONCILIATION_PATH, date === undefined ? {} : { date }),
    async spent({ fromMs, toMs, scraperId }) {
      const { totalCostNanoUsd, runsWithoutCost } = await read(scraperRunsAnswerSchema, "GET", SCRAPER_RUNS_PATH, {
        from: new Date(fromMs).toISOString(),
        // Both ends are included.
        to: new Date(toMs - 1).toISOString(),
        limit: "1",
        ...scopeQuery(scraperId),
      });
      return { spentNanoUsd: BigInt(totalCostNanoUsd), runsWithoutCost };
    },
    async days({ scraperId, timeZone: tz }) {
      const query = { timeRange: "90d", tz, ...scopeQuery(scraperId) };
      const chart = await read(spendingChartSchema, "GET", SPENDING_CHART_PATH, query);
      return chart.map(({ date, costNanoUsd, runsWithoutCost }) => ({
        date,
        costNanoUsd: BigInt(costNanoUsd),
        runsWithoutCost,
      }));
    },
    scrapers: async () => (await read(scrapersAnswerSchema, "GET", SCRAPERS_PATH)).scrapers,
    apifyConnection: () => read(apifyConnectionSchema, "GET", APIFY_CONNECTION_PATH),
    connectApify: (token) => read(apifyConnectionSchema, "PUT", APIFY_CONNECTION_PATH, {}, { token }),
    disconnectApify: async () => void (await send("DELETE", APIFY_CONNECTION_PATH)),
  };
}

const scopeQuery = (scraperId: string | null) => (scraperId === null ? {} : { scraperId });

const isWholeNumber = (text: string | null): text is string => text !== null && /^\d{1,30}$/.test(text);
