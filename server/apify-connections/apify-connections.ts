import type { ApifyConnection, CreatedWebhook } from "../../shared/api/apify-connection.ts";
import { apifyWebhookPath } from "../../shared/api/apify-webhook.ts";
import { AppError, isAppError } from "../../shared/errors.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { ApifyAccount } from "../sources/apify/answers.ts";
import type { ApifyClient, ConnectionOf } from "../sources/apify/client.ts";
import { createConnectionStore, type StoredConnection } from "./connection-store.ts";
import type { ConnectionDatabase } from "./connection-tables.ts";
import { createTokenCipher, type EncryptionKeys } from "./token-cipher.ts";
import { refusedClient, watchedClient } from "./watched-client.ts";
import { hashOfWebhookSecret, isWebhookSecret, newWebhookSecret } from "./webhook-secret.ts";

export interface ApifyConnectionsOptions {
  readonly database: ConnectionDatabase & { readonly ledger: Pick<Ledger, "newestRunMs"> };
  readonly keys: EncryptionKeys;
  readonly createClient: (token: string) => ApifyClient;
  readonly now: () => number;
}

/** Whose webhook was called, and which Apify account its runs must be of. */
export interface WebhookOwner {
  readonly userId: string;
  readonly accountId: string;
}

/** Each user's connection to Apify. Tokens are kept encrypted, and leave here inside of clients alone. */
export interface ApifyConnections {
  readonly connectionOf: ConnectionOf;
  state(userId: string): Promise<ApifyConnection>;
  /** Asks Apify whose token it is, and keeps it. @throws AppError `invalid_request` for one that can't be, `apify_…` */
  connect(userId: string, token: string): Promise<ApifyConnection>;
  /** Forgets the token and the webhook. A running import fails, and goes on with the next connection. */
  disconnect(userId: string): Promise<void>;
  /** A new webhook, in place of the former. Its secret is told this once. @throws AppError `apify_not_connected` */
  createWebhook(userId: string): Promise<CreatedWebhook>;
  revokeWebhook(userId: string): Promise<void>;
  ownerOfWebhook(secret: string): Promise<WebhookOwner | null>;
  /** Users whose token Apify has not refused. */
  connectedUsers(): Promise<readonly string[]>;
  /** Encrypts by the current key what the previous one did; `unreadable` are those of neither. */
  renewEncryption(): Promise<{ readonly renewed: number; readonly unreadable: number }>;
}

interface OpenConnection {
  readonly sealedToken: string;
  readonly client: ApifyClient;
  readonly close: () => void;
}

export function createApifyConnections(options: ApifyConnectionsOptions): ApifyConnections {
  const { createClient, now } = options;
  const { ledger } = options.database;
  const store = createConnectionStore(options.database);
  const cipher = createTokenCipher(options.keys);
  const open = new Map<string, OpenConnection>();

  function close(userId: string): void {
    open.get(userId)?.close();
    open.delete(userId);
  }

  /** The same client as long as the token is the same: it knows Apify's clock. */
  function clientOf({ userId, sealedToken, keyId, refusedAtMs }: StoredConnection): ApifyClient | null {
    if (sealedToken === null || keyId === null) return null;
    const known = open.get(userId);
    if (known?.sealedToken === sealedToken) return refusedAtMs === null ? known.client : refusedClient(now);
    const token = cipher.open(userId, { sealedToken, keyId });
    if (token === null || refusedAtMs !== null) return refusedClient(now);
    const client = createClient(token);
    let isOpen = true;
    const watched = watchedClient(client, {
      isOpen: () => isOpen,
      onRefused: () => store.markRefused(userId, sealedToken, now()),
    });
    open.set(userId, { sealedToken, client: watched, close: () => void (isOpen = false) });
    return watched;
  }

  function stateOf(row: StoredConnection | null): ApifyConnection {
    if (row === null || row.sealedToken === null || row.keyId === null || row.connectedAtMs === null)
      return NOT_CONNECTED;
    const isReadable = cipher.open(row.userId, { sealedToken: row.sealedToken, keyId: row.keyId }) !== null;
    return {
      state: row.refusedAtMs === null && isReadable ? "connected" : "refused",
      username: row.username,
      connectedAt: iso(row.connectedAtMs),
      webhookCreatedAt: row.webhookCreatedAtMs === null ? null : iso(row.webhookCreatedAtMs),
    };
  }

  return {
    async connectionOf(userId) {
      const row = await store.find(userId);
      const client = row === null ? null : clientOf(row);
      // Another server over the same database may have disconnected.
      if (client === null) close(userId);
      return client;
    },

    state: async (userId) => stateOf(await store.find(userId)),

    async connect(userId, token) {
      const account = await accountOf(createClient(token));
      const before = await store.find(userId);
      // Runs of two accounts in one ledger: a reset by one would remove those of the other.
      const mayBeOtherAccount = before !== null && (await ledger.newestRunMs(userId)) === null;
      const connection = {
        userId,
        accountId: account.id,
        username: account.username,
        connectedAtMs: now(),
        ...cipher.seal(userId, token),
      };
      if (!(await store.save(connection, { mayBeOtherAccount }))) throw otherAccount(account, before);
      return stateOf(await store.find(userId));
    },

    async disconnect(userId) {
      await store.disconnect(userId);
      close(userId);
    },

    async createWebhook(userId) {
      const secret = newWebhookSecret();
      const createdAtMs = now();
      if (!(await store.saveWebhook(userId, hashOfWebhookSecret(secret), createdAtMs))) {
        throw new AppError("apify_not_connected", "No Apify account is connected");
      }
      return { path: apifyWebhookPath(secret), createdAt: iso(createdAtMs) };
    },

    revokeWebhook: (userId) => store.removeWebhook(userId),

    async ownerOfWebhook(secret) {
      if (!isWebhookSecret(secret)) return null;
      const row = await store.findByWebhook(hashOfWebhookSecret(secret));
      return row === null ? null : { userId: row.userId, accountId: row.accountId };
    },

    connectedUsers: () => store.connectedUsers(),

    async renewEncryption() {
      let renewed = 0;
      const rows = await store.sealedByOtherThan(cipher.keyId);
      for (const { userId, ...sealed } of rows) {
        const token = cipher.open(userId, sealed);
        if (token === null) continue;
        await store.reseal(userId, sealed.sealedToken, cipher.seal(userId, token));
        renewed += 1;
      }
      return { renewed, unreadable: rows.length - renewed };
    },
  };
}

const NOT_CONNECTED: ApifyConnection = { state: "none", username: null, connectedAt: null, webhookCreatedAt: null };

async function accountOf(client: ApifyClient): Promise<ApifyAccount> {
  return client.readAccount().catch((error: unknown) => {
    if (!isAppError(error, "apify_token_refused")) throw error;
    throw wrongToken("was refused by Apify", { reason: "apify_token_refused" }, error);
  });
}

function otherAccount(account: ApifyAccount, before: StoredConnection | null): AppError {
  const known = before === null ? "another account" : before.username;
  return wrongToken(`is of the Apify account ${account.username}, and this user's runs are of ${known}`, {
    reason: "other_account",
  });
}

function wrongToken(why: string, details: { readonly reason: string }, cause?: unknown): AppError {
  return new AppError("invalid_request", `Field "token" ${why}`, {
    cause,
    details: { parameter: "token", ...details },
  });
}

const iso = (ms: number): string => new Date(ms).toISOString();
