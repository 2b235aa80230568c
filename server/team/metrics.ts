import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { PoolState } from "../database/connect-postgres.ts";
import { toAppError } from "../../shared/errors.ts";
import type { Importer } from "../services/import/importer.ts";
import type { RequestCounts } from "./observe.ts";

export interface Metrics extends RequestCounts {
  readonly registry: Registry;
  /** Tells the pool's state whenever the metrics are asked for. */
  watchPool(poolState: () => PoolState): void;
  /** The same importer, whose imports are counted. */
  counting(importer: Importer): Importer;
}

const DURATION_BUCKETS_S = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: "decompte_http_request_duration_seconds",
    help: "How long requests took, by their route's pattern",
    labelNames: ["method", "route", "status"] as const,
    buckets: DURATION_BUCKETS_S,
    registers,
  });
  const inFlight = new Gauge({
    name: "decompte_http_requests_in_flight",
    help: "Requests that are being answered",
    registers,
  });
  const running = new Gauge({ name: "decompte_imports_running", help: "Imports that are under way", registers });
  const imports = new Counter({
    name: "decompte_imports_total",
    help: "Imports that came to an end, by how: completed, or the code of the failure",
    labelNames: ["outcome"] as const,
    registers,
  });
  let poolState: (() => PoolState) | null = null;
  const connections = new Gauge({
    name: "decompte_database_connections",
    help: "Connections of the database's pool, and requests that wait for one",
    labelNames: ["state"] as const,
    registers,
    collect() {
      for (const [state, amount] of Object.entries(poolState?.() ?? {})) connections.set({ state }, amount);
    },
  });
  const recorded = new Counter({
    name: "decompte_imported_runs_total",
    help: "Runs that completed imports wrote",
    registers,
  });

  async function count<Answer extends { readonly runsRecorded: number }>(work: () => Promise<Answer>): Promise<Answer> {
    running.inc();
    try {
      const answer = await work();
      imports.inc({ outcome: "completed" });
      recorded.inc(answer.runsRecorded);
      return answer;
    } catch (error) {
      imports.inc({ outcome: toAppError(error).code });
      throw error;
    } finally {
      running.dec();
    }
  }

  return {
    registry,
    requestStarted: () => inFlight.inc(),
    requestEnded({ method, route, status, durationMs }) {
      inFlight.dec();
      duration.observe({ method, route, status }, durationMs / 1_000);
    },
    watchPool(next) {
      poolState = next;
    },
    counting: (importer) => ({
      ...importer,
      backfill: (userId, options) => count(() => importer.backfill(userId, options)),
      refresh: (userId) => count(() => importer.refresh(userId)),
    }),
  };
}
