import { createApifyConnections, type ApifyConnections } from "../../../server/apify-connections/apify-connections.ts";
import { createIdentity, type Identity } from "../../../server/identity/identity.ts";
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
import { emailOf, openTeamDatabase, type Dialect, type TeamDatabase } from "./team-database.ts";

export const NOW = Date.parse("2026-11-22T10:00:00Z");
export const KEYS = { current: Buffer.alloc(32, 7).toString("base64"), previous: null };

type Keys = { readonly current: string; readonly previous: string | null };

export interface TeamBench extends Pick<TeamDatabase, "database" | "dump"> {
  readonly standIn: ApifyStandIn;
  /** The Apify account of each user. */
  readonly accountOf: (userId: string) => StandInAccount;
  readonly accounts: { readonly alice: StandInAccount; readonly bob: StandInAccount };
  readonly identity: Identity;
  readonly connections: ApifyConnections;
  readonly importer: Importer;
  readonly deliveries: RunDeliveries;
  /** Whose callers sign in by API keys. */
  readonly app: TestApp;
  readonly now: () => number;
  readonly advance: (ms: number) => void;
  /** Connects by the contract, as the user would. */
  readonly connect: (userId: string) => Promise<void>;
  /** The same contract by another server over the same database. */
  readonly second: (keys?: Keys) => Pick<TeamBench, "connections" | "importer" | "app">;
  stop(): Promise<void>;
}

export interface TeamBenchOptions {
  readonly dialect?: Dialect;
  /** Users besides alice and bob. */
  readonly others?: readonly string[];
  readonly deadline?: () => AbortSignal;
}

/** The contract as the team server has it, over a fresh database and a stand-in of Apify with an account for each user. */
export async function startTeamBench(options: TeamBenchOptions = {}): Promise<TeamBench> {
  let nowMs = NOW;
  const now = () => nowMs;
  const users = ["alice", "bob", ...(options.others ?? [])];
  const accounts = new Map(users.map((name) => [name, new StandInAccount({ username: `${name}-data` })]));
  const accountOf = (userId: string): StandInAccount => {
    const account = accounts.get(userId);
    if (account === undefined) throw new Error(`${userId} is no user of this bench`);
    return account;
  };
  const standIn = await startApifyStandIn({ accounts: [...accounts.values()], clock: now });
  const { database, addUser, dump, remove } = await openTeamDatabase(options.dialect ?? "sqlite", now);
  for (const name of users) await addUser(name);
  const { ledger } = database;
  const identity = createIdentity({
    database,
    baseUrl: "http://decompte.test",
    secret: "a secret of the tests, long enough to sign with",
    now: Date.now,
    onTrouble: (message, cause) => {
      throw new Error(message, { cause });
    },
  });
  const apiKeys = new Map<string, Promise<{ readonly key: string }>>();
  async function headersOf(userId: string) {
    const made = apiKeys.get(userId) ?? identity.addKey(emailOf(userId));
    apiKeys.set(userId, made);
    return { authorization: `Bearer ${(await made).key}` };
  }
  const createClient = (token: string) =>
    createApifyClient({
      baseUrl: standIn.baseUrl,
      token,
      now,
      random: () => 0,
      fetch: (url, init) => fetch(url, init),
      sleep: async (_, signal) => signal?.throwIfAborted(),
    });

  const build = (keys: Keys) => {
    const connections = createApifyConnections({ database, keys, createClient, now });
    const { connectionOf } = connections;
    const importer = createImporter({ ledger, connectionOf, now });
    const { deadline } = options;
    const deliveries = createRunDeliveries({ ledger, connectionOf, ...(deadline && { deadline }) });
    const app = createTestApp({
      ledger,
      now,
      importer,
      connectionOf,
      signIn: { headersOf, authenticate: (request) => identity.authenticate(request) },
      openRoutes: [
        openApiRoutes(openApiDocument({ version: "0.0.0" })),
        identityRoutes({ identity, addressOf: () => "192.0.2.1" }),
        apifyWebhookRoutes(connections, deliveries),
      ],
      userRoutes: [apifyConnectionRoutes(connections)],
    });
    return { connections, importer, deliveries, app };
  };
  const own = build(KEYS);
  return {
    ...own,
    database,
    dump,
    standIn,
    accountOf,
    accounts: { alice: accountOf("alice"), bob: accountOf("bob") },
    identity,
    now,
    advance: (ms) => {
      nowMs += ms;
    },
    async connect(userId) {
      const { token } = accountOf(userId);
      const { status } = await own.app.send("PUT", "/api/apify-connection", { body: { token }, as: userId });
      if (status !== 200) throw new Error(`Connecting was answered with ${status}`);
    },
    second: (keys = KEYS) => build(keys),
    async stop() {
      await Promise.all([own.importer.stop(), own.deliveries.stop()]);
      await remove();
      await standIn.stop();
    },
  };
}
