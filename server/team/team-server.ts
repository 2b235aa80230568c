import { setTimeout as wait } from "node:timers/promises";
import { isAppError, toAppError, type AppError } from "../../shared/errors.ts";
import { createApp } from "../app.ts";
import type { Configuration } from "./configuration.ts";
import { createFront, startingApp } from "./front.ts";
import { securityHeaders } from "./guards/headers.ts";
import { listen } from "./http-listener.ts";
import type { Logger } from "./logging.ts";
import { createMetrics } from "./metrics.ts";
import type { Surroundings, TeamParts } from "./parts.ts";

export interface TeamServerOptions {
  readonly configuration: Configuration;
  readonly logger: Logger;
  /** Tried again as long as it fails with `ledger_unavailable`. */
  readonly openParts: (surroundings: Surroundings) => Promise<TeamParts>;
}

export interface TeamServer {
  readonly address: string;
  /** Resolves once the database is open and every route answers. @throws AppError when it can't be used at all */
  readonly ready: Promise<void>;
  /** Answers what has been asked, lets go of imports, and closes the database. */
  stop(): Promise<void>;
}

const FINISH_WITHIN_MS = 15_000;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 15_000;

/** Listens at once, so that probes see a server that starts; the contract is there once the database is open. */
export async function startTeamServer({ configuration, logger, openParts }: TeamServerOptions): Promise<TeamServer> {
  const stopping = new AbortController();
  const metrics = createMetrics();
  const newFront = createFront({ configuration, logger, metrics, isStopping: () => stopping.signal.aborted });
  let app: Pick<ReturnType<typeof createApp>, "fetch"> = startingApp(newFront());
  let parts: TeamParts | null = null;

  const listener = await listen({
    host: configuration.host,
    port: configuration.port,
    fetch: (request, bindings) => app.fetch(request, bindings),
    headers: await securityHeaders({ isHttps: configuration.baseUrl?.startsWith("https:") === true }),
    onFailure: (error) => logger.error({ error }, "request failed outside of the contract"),
  });
  const { address } = listener;
  logger.info({ address, database: configuration.databaseUrl === null ? "sqlite" : "postgres" }, "listening");

  /** What is away comes back by itself; what is `internal` is a fault of ours. */
  const onUnexpectedError = (error: AppError, requestId: string): void =>
    logger[error.code === "internal" ? "error" : "warn"]({ requestId, error }, "request failed");

  async function open(): Promise<void> {
    for (let delayMs = FIRST_RETRY_MS; ; delayMs = Math.min(2 * delayMs, LAST_RETRY_MS)) {
      try {
        const { signal } = stopping;
        const baseUrl = configuration.baseUrl ?? address;
        parts = await openParts({ baseUrl, metrics, logger, signal, onUnexpectedError });
        break;
      } catch (error) {
        if (stopping.signal.aborted) return;
        if (!isAppError(error, "ledger_unavailable")) throw error;
        logger.warn({ error, retryInMs: delayMs }, "database not open");
        await wait(delayMs, undefined, { signal: stopping.signal }).catch(() => undefined);
        if (stopping.signal.aborted) return;
      }
    }
    app = createApp(
      {
        ...parts,
        now: Date.now,
        onUnexpectedError,
      },
      newFront(),
    );
    logger.info({ address }, "ready");
  }
  const ready = open();
  ready.catch((error: unknown) => logger.fatal({ error: toAppError(error) }, "database can't be used"));

  return {
    address,
    ready,
    async stop() {
      logger.info("stopping");
      stopping.abort();
      const closed = listener.stop(FINISH_WITHIN_MS);
      // What is being opened is given up; a connection that nobody answers is not waited for.
      await Promise.race([ready.catch(() => undefined), wait(FINISH_WITHIN_MS, undefined, { ref: false })]);
      await parts?.letGo();
      await closed;
      await parts?.close();
      logger.info("stopped");
    },
  };
}
