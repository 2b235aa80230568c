import { createApifyConnections, type ApifyConnections } from "../../../server/apify-connections/apify-connections.ts";
import { openApiDocument } from "../../../server/open-api/document.ts";
import { apifyConnectionRoutes } from "../../../server/routes/apify-connection.ts";
import { apifyWebhookRoutes } from "../../../server/routes/apify-webhook.ts";
import { identityRoutes } from "../../../server/routes/identity-routes.ts";
import { openApiRoutes } from "../../../server/routes/open-api.ts";
import { createImporter, type Importer } from "../../../server/services/import/importer.ts";
import { createRunDeliveries, type RunDeliveries } from "../../../server/services/import/run-deliveries.ts";
import { createApifyClient } from "../../../server/sources/apify/client.ts";
import { StandInAccount } from "../apify/stand-in-account.ts";
import { startApifyStandIn, type ApifyStandIn } from "../apify/stand-in.ts";
import { createTestApp, type TestApp } from "../ledger/test-app.ts";
import { openTeamDatabase, type Dialect, type TeamDatabase } from "./team-database.ts";

export const NOW = Date.parse("2026-11-22T10:00:00Z");
export const KEYS = { current: Buffer.alloc(32, 7).toString("base64"), previous: null };

export interface TeamBench {
  readonly database: TeamDatabase["database"];
  readonly standIn: ApifyStandIn;
  /** The Apify accounts of alice and of bob. */
  readonly accounts: { readonly alice: StandInAccount; readonly bob: StandInAccount };
  readonly connections: ApifyConnections;
  readonly importer: Importer;
  readonly deliveries: RunDeliveries;
  readonly app: TestApp;
  readonly now: () => number;
  readonly advance: (ms: number) => void;
  /** Connects by the contract, as the user would. */
  readonly connect: (userId: "alice" | "bob") => Promise<void>;
  /** Every row of every table, as text. */
  readonly dump: () => Promise<string>;
  readonly removeUser: (userId: string) => Promise<void>;
  /** The same contract by another server over the same database. */
  readonly second: (keys?: {
    readonly current: string;
    readonly previous: string | null;
  }) => Pick<TeamBench, "connections" | "app">;
  stop(): Promise<void>;
}

/** As in the app below, a header tells who calls. */
const toldByHeader = {
  async authenticate(request: Request) {
    const userId = request.headers.get("x-test-user");
    return userId === null ? null : { userId, email: `${userId}@example.com`, name: userId };
  },
  handle: async () => new Response(null, { status: 404 }),
};

/** The contract as the team server has it, over a fresh database and a stand-in of Apify with two accounts. */
export async function startTeamBench(
  options: { readonly dialect?: Dialect; readonly deadline?: () => AbortSignal } = {},
): Promise<TeamBench> {
  let nowMs = NOW;
  const now = () => nowMs;
  const accounts = {
    alice: new StandInAccount({ username: "alice-data" }),
    bob: new StandInAccount({ username: "bob-data" }),
  };
  const standIn = await startApifyStandIn({ accounts: Object.values(accounts), clock: now });
  const { database, dump, removeUser, remove } = await openTeamDatabase(options.dialect ?? "sqlite", now);
  const { ledger } = database;
  const createClient = (token: string) =>
    createApifyClient({
      baseUrl: standIn.baseUrl,
      token,
      now,
      random: () => 0,
      fetch: (url, init) => fetch(url, init),
      sleep: async (_, signal) => signal?.throwIfAborted(),
    });

  const build = (keys: { readonly current: string; readonly previous: string | null }) => {
    const connections = createApifyConnections({ database, keys, createClient, now });
    const { connectionOf } = connections;
    const importer = createImporter({ ledger, connectionOf, now });
    const deliveries = createRunDeliveries({
      ledger,
      connectionOf,
      ...(options.deadline && { deadline: options.deadline }),
    });
    const app = createTestApp({
      ledger,
      now,
      importer,
      connectionOf,
      openRoutes: [
        openApiRoutes(openApiDocument({ version: "0.0.0" })),
        apifyWebhookRoutes(connections, deliveries),
        identityRoutes({ identity: toldByHeader, addressOf: () => "192.0.2.1" }),
      ],
      userRoutes: [apifyConnectionRoutes(connections)],
    });
    return { connections, importer, deliveries, app };
  };
  const own = build(KEYS);
  return {
    ...own,
    database,
    standIn,
    accounts,
    now,
    advance: (ms) => {
      nowMs += ms;
    },
    async connect(userId) {
      const { token } = accounts[userId];
      const { status } = await own.app.send("PUT", "/api/apify-connection", { body: { token }, as: userId });
      if (status !== 200) throw new Error(`Connecting was answered with ${status}`);
    },
    dump,
    removeUser,
    second: (keys = KEYS) => build(keys),
    async stop() {
      await Promise.all([own.importer.stop(), own.deliveries.stop()]);
      await remove();
      await standIn.stop();
    },
  };
}
