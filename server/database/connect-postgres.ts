import * as neon from "@neondatabase/serverless";
import { drizzle as drizzleNeon } from "drizzle-orm/neon-serverless";
import { drizzle as drizzlePg } from "drizzle-orm/node-postgres";
import pg from "pg";
import { WebSocket } from "ws";
import type { PooledDatabase, PostgresSession } from "../ledger/postgres/connect.ts";
import { databaseFailure } from "./database-failure.ts";
import type { DatabaseUrl } from "./database-url.ts";

export interface PostgresConnection {
  /** int8 and numeric come as text, so that no digit is lost. */
  readonly database: PooledDatabase;
  /** @throws AppError `ledger_unavailable` */
  openSession(): Promise<PostgresSession>;
  /** The pool's connections of this moment, and who waits for one. */
  poolState(): PoolState;
  close(): Promise<void>;
}

export interface PoolState {
  readonly open: number;
  readonly idle: number;
  readonly waiting: number;
}

export interface ConnectionLimits {
  readonly connections: number;
  readonly connectDeadlineMs: number;
  readonly queryDeadlineMs: number;
}

/** Neon wakes a sleeping database within seconds; no query of ours takes one. */
const LIMITS: ConnectionLimits = { connections: 10, connectDeadlineMs: 10_000, queryDeadlineMs: 15_000 };

/** Connects when the first query asks for it, and again whenever a connection was lost. */
export function connectPostgres(address: DatabaseUrl, limits: ConnectionLimits = LIMITS): PostgresConnection {
  const isNeon = address.driver === "neon";
  // Node has no WebSocket of its own before version 22.
  if (isNeon) neon.neonConfig.webSocketConstructor ??= WebSocket;

  const options = {
    connectionString: address.url,
    application_name: "decompte",
    max: limits.connections,
    connectionTimeoutMillis: limits.connectDeadlineMs,
    // Kept by the client. Poolers refuse a connection that asks the server to keep one.
    query_timeout: limits.queryDeadlineMs,
    keepAlive: true,
  };
  const neonPool = isNeon ? new neon.Pool(options) : null;
  // Neon's driver is `pg` with another socket below it, and gives rows in the same shape.
  const pool = (neonPool ?? new pg.Pool(options)) as unknown as pg.Pool;
  // Without a listener, a connection that is lost between two queries would end the process. The next query tells.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
    leaveWhenLate(client);
  });

  let closing: Promise<void> | undefined;
  return {
    database: neonPool ? drizzleNeon(neonPool) : drizzlePg(pool),
    async openSession() {
      const { connectionString: _, max: __, query_timeout: ___, ...rest } = options;
      const own = { ...rest, connectionString: address.directUrl };
      const neonClient = isNeon ? new neon.Client(own) : null;
      const client = (neonClient ?? new pg.Client(own)) as unknown as pg.Client;
      client.on("error", () => undefined);
      await client.connect().catch((error: unknown) => {
        throw databaseFailure(error, address.place);
      });
      let ending: Promise<void> | undefined;
      return {
        database: neonClient ? drizzleNeon(neonClient) : drizzlePg(client),
        query: (statement, values) => client.query(statement, values === undefined ? undefined : [...values]),
        end: () => (ending ??= client.end()),
      };
    },
    poolState: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => (closing ??= pool.end()),
  };
}

/**
 * A query over its deadline is given up, but its answer still comes: whoever got this connection next would wait for it.
 * So the connection is given up too.
 */
function leaveWhenLate(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: readonly unknown[]) => unknown;
  const watched = (...args: readonly unknown[]): unknown => {
    const answer = query(...args);
    if (answer instanceof Promise) {
      answer.catch((error: unknown) => {
        if (error instanceof Error && error.message === "Query read timeout")
          void (client as pg.PoolClient & pg.Client).end().catch(() => undefined);
      });
    }
    return answer;
  };
  client.query = watched as typeof client.query; // All of its overloads pass through.
}
