import { and, eq, isNotNull, isNull, ne, sql } from "drizzle-orm";
import { tellingDatabaseFailures } from "../database/database-failure.ts";
import { tablesOf, type ConnectionDatabase, type ConnectionRow } from "./connection-tables.ts";
import type { SealedToken } from "./token-cipher.ts";

export type StoredConnection = ConnectionRow;

export interface NewConnection extends SealedToken {
  readonly userId: string;
  readonly accountId: string;
  readonly username: string;
  readonly connectedAtMs: number;
}

/** The rows of the connections. A database that is away is told as `ledger_unavailable`. */
export interface ConnectionStore {
  find(userId: string): Promise<StoredConnection | null>;
  findByWebhook(webhookHash: string): Promise<StoredConnection | null>;
  /** Whether it was saved: a connection of another account is replaced only where that is said. */
  save(connection: NewConnection, options: { readonly mayBeOtherAccount: boolean }): Promise<boolean>;
  /** Marks the connection, unless another token has come since. */
  markRefused(userId: string, sealedToken: string, refusedAtMs: number): Promise<void>;
  /** Forgets the token and the webhook; the account stays known. */
  disconnect(userId: string): Promise<void>;
  /** False when there is no connection. */
  saveWebhook(userId: string, webhookHash: string, createdAtMs: number): Promise<boolean>;
  removeWebhook(userId: string): Promise<void>;
  /** Users whose token is not refused. */
  connectedUsers(): Promise<readonly string[]>;
  /** Rows that another key encrypted. */
  sealedByOtherThan(keyId: string): Promise<readonly (SealedToken & { readonly userId: string })[]>;
  /** Replaces a token by the same one, encrypted anew. */
  reseal(userId: string, before: string, after: SealedToken): Promise<void>;
}

export function createConnectionStore(source: ConnectionDatabase): ConnectionStore {
  const { database, connections } = tablesOf(source);
  const isOf = (userId: string) => eq(connections.userId, userId);
  const isConnected = isNotNull(connections.sealedToken);

  return tellingDatabaseFailures(source.dialect, {
    async find(userId) {
      const [row] = await database.select().from(connections).where(isOf(userId));
      return row ?? null;
    },

    async findByWebhook(webhookHash) {
      const [row] = await database.select().from(connections).where(eq(connections.webhookHash, webhookHash));
      return row ?? null;
    },

    async save(connection, { mayBeOtherAccount }) {
      const saved = await database
        .insert(connections)
        .values(connection)
        .onConflictDoUpdate({
          target: connections.userId,
          set: { ...connection, refusedAtMs: null },
          setWhere: mayBeOtherAccount ? sql`true` : eq(connections.accountId, connection.accountId),
        })
        .returning({ userId: connections.userId });
      return saved.length > 0;
    },

    async markRefused(userId, sealedToken, refusedAtMs) {
      await database
        .update(connections)
        .set({ refusedAtMs })
        .where(and(isOf(userId), eq(connections.sealedToken, sealedToken), isNull(connections.refusedAtMs)));
    },

    async disconnect(userId) {
      const nothing = { sealedToken: null, keyId: null, connectedAtMs: null, refusedAtMs: null };
      await database
        .update(connections)
        .set({ ...nothing, webhookHash: null, webhookCreatedAtMs: null })
        .where(isOf(userId));
    },

    async saveWebhook(userId, webhookHash, webhookCreatedAtMs) {
      const saved = await database
        .update(connections)
        .set({ webhookHash, webhookCreatedAtMs })
        .where(and(isOf(userId), isConnected))
        .returning({ userId: connections.userId });
      return saved.length > 0;
    },

    async removeWebhook(userId) {
      await database.update(connections).set({ webhookHash: null, webhookCreatedAtMs: null }).where(isOf(userId));
    },

    async connectedUsers() {
      const rows = await database
        .select({ userId: connections.userId })
        .from(connections)
        .where(and(isConnected, isNull(connections.refusedAtMs)))
        .orderBy(connections.userId);
      return rows.map(({ userId }) => userId);
    },

    async sealedByOtherThan(keyId) {
      const { userId, sealedToken, keyId: ownKeyId } = connections;
      const rows = await database
        .select({ userId, sealedToken, keyId: ownKeyId })
        .from(connections)
        .where(and(isConnected, ne(ownKeyId, keyId)));
      return rows.flatMap((row) =>
        row.sealedToken === null || row.keyId === null
          ? []
          : [{ userId: row.userId, sealedToken: row.sealedToken, keyId: row.keyId }],
      );
    },

    async reseal(userId, before, { sealedToken, keyId }) {
      await database
        .update(connections)
        .set({ sealedToken, keyId })
        .where(and(isOf(userId), eq(connections.sealedToken, before)));
    },
  });
}
