import type { ApifyConnection } from "../../../shared/api/apify-connection.ts";
import type { ImportStatus } from "../../../shared/api/backfill.ts";
import { isFiltered, NO_FILTER } from "../../../shared/domain/run-filter.ts";
import { type ErrorCode, isAppError } from "../../../shared/errors.ts";
import type { ApiClient } from "../api-client.ts";
import type { Figures } from "../workspace.ts";
import { knownChart, knownSummary } from "./known-figures.ts";
import type { RememberedFigures, RememberedFiguresStore } from "./remembered-figures.ts";

export interface ServerFiguresOptions {
  readonly api: ApiClient;
  readonly store: Pick<RememberedFiguresStore, "read" | "write">;
  readonly timeZone: () => string;
  readonly now: () => number;
  /** Aborted once nothing is to be remembered any more. */
  readonly closing: AbortSignal;
}

/**
 * A team server's figures, all of one reading: the card, the curve and the tray can't disagree, and choosing another
 * period asks nobody. Until the first reading they are those of the last time.
 */
export interface ServerFigures extends Figures {
  known(): RememberedFigures | null;
  /** Reads all of them again. @throws AppError where that fails; what was known stays. */
  read(): Promise<void>;
  /** How the server's import stands while it is followed; null from its end on. */
  follow(status: ImportStatus | null): void;
  keepApify(connection: ApifyConnection): void;
  /** The server could not be asked: told with the status from now on, at the next start too, until a reading succeeds. */
  keepFailure(code: ErrorCode): void;
}

export function createServerFigures({ api, store, timeZone, now, closing }: ServerFiguresOptions): ServerFigures {
  let known: RememberedFigures | null = store.read();
  let followed: ImportStatus | null = null;
  let reading: Promise<void> | null = null;
  /** Whether the last reading succeeded. */
  let isServerThere = false;

  function keep(figures: RememberedFigures): void {
    known = figures;
    if (!closing.aborted) store.write(figures);
  }

  async function readOnce(): Promise<void> {
    const zone = timeZone();
    const [chart, all, status, apify] = await Promise.all([
      api.spendingChart("90d"),
      api.summary("all"),
      api.importStatus(),
      api.apifyConnection().catch(whereItIsNotTold),
    ]);
    keep({
      readAt: new Date(now()).toISOString(),
      timeZone: zone,
      chart,
      all,
      status,
      apify,
      reconciliation: known?.reconciliation ?? null,
    });
  }

  async function readAndTell(): Promise<void> {
    try {
      await readOnce();
      isServerThere = true;
    } catch (error) {
      isServerThere = false;
      throw error;
    } finally {
      reading = null;
    }
  }

  const read = (): Promise<void> => (reading ??= readAndTell());

  async function whatIsKnown(): Promise<RememberedFigures> {
    if (known === null) await read();
    if (known === null) throw new Error("A reading left nothing known");
    return known;
  }

  return {
    known: () => known,
    read,
    follow: (status) => void (followed = status),
    keepApify(apify) {
      if (known !== null) keep({ ...known, apify });
    },
    keepFailure(code) {
      if (known === null || closing.aborted) return;
      const former = known.status.lastFailure;
      const at = former?.code === code ? former.at : new Date(now()).toISOString();
      keep({ ...known, status: { ...known.status, lastFailure: { code, at, retryAt: null } } });
    },
    async summary(period, filter = NO_FILTER) {
      if (isFiltered(filter)) return api.summary(period, filter);
      return knownSummary(await whatIsKnown(), period, { nowMs: now(), timeZone: timeZone() });
    },
    rangeSummary: (range, filter) => api.rangeSummary(range, filter),
    async spendingChart(timeRange, filter = NO_FILTER) {
      if (isFiltered(filter)) return api.spendingChart(timeRange, filter);
      return knownChart(await whatIsKnown(), timeRange);
    },
    breakdown: (by, range, filter) => api.breakdown(by, range, filter),
    // An import that nobody follows any more may have ended long ago.
    importStatus: async () => followed ?? { ...(await whatIsKnown()).status, state: "idle", progress: null },
    runs: (page) => api.runs(page),
    run: (runId) => api.run(runId),
    exportRuns: (asked) => api.exportRuns(asked),
    spent: (asked) => api.spent(asked),
    days: (asked) => api.days(asked),
    scrapers: () => api.scrapers(),
    async reconciliation(date) {
      if (date !== undefined) return api.reconciliation(date);
      const remembered = known?.reconciliation ?? null;
      if (remembered !== null && !isServerThere) return remembered;
      try {
        const reconciliation = await api.reconciliation();
        if (known !== null) keep({ ...known, reconciliation });
        return reconciliation;
      } catch (error) {
        if (remembered === null) throw error;
        return remembered;
      }
    },
  };
}

const AWAY: ReadonlySet<ErrorCode> = new Set([
  "server_unreachable",
  "unauthorized",
  "rate_limited",
  "keychain_unavailable",
]);

/** A server that lacks this part, or has it out of order, still has its figures. */
function whereItIsNotTold(error: unknown): null {
  if (isAppError(error) && !AWAY.has(error.code)) return null;
  throw error;
}
