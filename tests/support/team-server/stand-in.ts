import { createApp } from "../../../server/app.ts";
import { newRouter } from "../../../server/routes/route-context.ts";
import { createImporter } from "../../../server/services/import/importer.ts";
import { recordRun } from "../../../server/services/runs/record-runs.ts";
import { createReconciler } from "../../../server/services/reconciliation/reconciler.ts";
import { type ApifyClient, createApifyClient } from "../../../server/sources/apify/client.ts";
import { type HttpListener, listen } from "../../../server/team/http-listener.ts";
import { APIFY_CONNECTION_PATH, type ApifyConnection } from "../../../shared/api/apify-connection.ts";
import { openTemporaryLedger } from "../ledger/temporary-ledger.ts";
import { createStandInIdentity, type StandInIdentity } from "./stand-in-identity.ts";

export interface AskedRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | null;
}

/** A team server with the real contract over a real ledger, whose people and whose presence are the test's. */
export interface TeamServerStandIn {
  readonly address: string;
  readonly identity: StandInIdentity;
  /** As one of the person's services does, an hour ago. */
  record(userId: string, runId: string, costUsd: number): Promise<void>;
  /** Each request so far. */
  readonly requests: readonly AskedRequest[];
  forgetRequests(): void;
  /** Nothing listens there any more. */
  leave(): Promise<void>;
  /** It listens again, at the same address. */
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

const HOST = "127.0.0.1";
const HOUR_MS = 3_600_000;

/** @param apifyUrl where it asks Apify, once it has been given a token */
export async function startTeamServer({ apifyUrl }: { readonly apifyUrl: string }): Promise<TeamServerStandIn> {
  const { ledger, remove } = await openTemporaryLedger();
  const connections = new Map<string, { readonly client: ApifyClient; readonly state: ApifyConnection }>();
  const connectionOf = (userId: string) => connections.get(userId)?.client ?? null;
  const now = Date.now;
  const importer = createImporter({ ledger, connectionOf, now });
  const reconciler = createReconciler({ ledger, connectionOf, now });
  let address = "";
  const identity = createStandInIdentity(() => address);
  const requests: AskedRequest[] = [];

  const apifyRoutes = newRouter()
    .get(APIFY_CONNECTION_PATH, (c) => c.json(connections.get(c.var.userId)?.state ?? NOT_CONNECTED))
    .put(APIFY_CONNECTION_PATH, async (c) => {
      const { token }: { token: string } = await c.req.json();
      const client = createApifyClient({
        baseUrl: apifyUrl,
        token,
        fetch,
        now,
        sleep: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
        random: Math.random,
        maxAttempts: 1,
      });
      const { username } = await client.readAccount();
      const connectedAt = new Date(now()).toISOString();
      const state: ApifyConnection = { ...NOT_CONNECTED, state: "connected", username, connectedAt };
      connections.set(c.var.userId, { client, state });
      return c.json(state);
    })
    .delete(APIFY_CONNECTION_PATH, (c) => {
      connections.delete(c.var.userId);
      return c.body(null, 204);
    });
  const app = createApp({
    ledger,
    importer,
    reconciler,
    authenticate: identity.authenticate,
    now,
    openRoutes: [identity.routes],
    userRoutes: [apifyRoutes],
    onUnexpectedError: (error) => console.error(error),
  });

  let listener: HttpListener | null = null;
  async function open(port: number): Promise<void> {
    listener = await listen({
      host: HOST,
      port,
      onFailure: (error) => console.error(error),
      fetch(request) {
        const { method, url, headers } = request;
        requests.push({ method, path: new URL(url).pathname, authorization: headers.get("authorization") });
        return app.fetch(request);
      },
    });
  }
  async function leave(): Promise<void> {
    await listener?.stop(0);
    listener = null;
  }
  await open(0);
  // The listener has just begun to listen.
  address = (listener as HttpListener | null)?.address ?? "";

  return {
    address,
    identity,
    async record(userId, runId, costUsd) {
      const createdAt = new Date(now() - HOUR_MS).toISOString();
      const body = { runId, scraperId: "scraper", source: "scraping", status: "SUCCEEDED", costUsd, createdAt };
      await recordRun({ ledger, now }, { userId, body });
    },
    requests,
    forgetRequests: () => void requests.splice(0),
    leave,
    comeBack: () => open(Number(new URL(address).port)),
    async stop() {
      await leave();
      await Promise.all([importer.stop(), reconciler.stop()]);
      await remove();
    },
  };
}

const NOT_CONNECTED: ApifyConnection = { state: "none", username: null, connectedAt: null, webhookCreatedAt: null };
