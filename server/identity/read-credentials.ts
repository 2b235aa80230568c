import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { createHash } from "node:crypto";
import type { Caller, Person } from "./caller.ts";
import type { AtRest } from "./hashed-at-rest.ts";
import type { IdentityTables } from "./identity-database.ts";
import { SESSION_SECONDS } from "./limits.ts";
import { shareReads } from "../share-reads.ts";

export interface CredentialReader {
  /**
   * Whose session it is, by its token; null when it is none, over or revoked. The end of a device's session is put off by
   * its use, written at most once a day; a browser's is not. Nobody waits for that writing, or fails with it.
   */
  session(token: string): Promise<Person | null>;
  /** The owner of an API key; null when it is none, over or revoked. */
  key(key: string): Promise<Caller | null>;
}

const SESSION_MS = SESSION_SECONDS * 1_000;
const PROLONGED_EVERY_MS = 24 * 60 * 60 * 1_000;
const KEY_USE_NOTED_EVERY_MS = 60 * 60 * 1_000;
/** After a note that could not be written, in a database that is read-only or slow. */
const NOTED_AGAIN_AFTER_MS = 60 * 1_000;

/** As the plugin keeps it. */
const hashOfKey = (key: string) => createHash("sha256").update(key).digest("base64url");

/**
 * Reads sessions and keys by one query each, as the database has them at that moment: nothing is remembered, so what was
 * revoked is refused at once. Requests that come together share a query.
 */
export function createCredentialReader(
  { database, tables }: IdentityTables,
  { atRest, now }: { readonly atRest: AtRest; readonly now: () => number },
): CredentialReader {
  const { session, apikey, user } = tables;
  const isBefore = (instant: Date | null, ageMs = 0) => instant !== null && instant.getTime() <= now() - ageMs;

  const noteBeside = notingBeside(now);

  // Built once: every request asks one of them.
  const { id: accountId, ledgerUserId, email, name, oneTimeUntil } = user;
  const sessionByToken = database
    .select({
      session: { id: session.id, expiresAt: session.expiresAt, updatedAt: session.updatedAt },
      user: { accountId, ledgerUserId, email, name, oneTimeUntil },
    })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(eq(session.token, sql.placeholder("hash")))
    .limit(1)
    .prepare("decompte_session");
  const keyByHash = database
    .select({
      key: { id: apikey.id, expiresAt: apikey.expiresAt, lastRequest: apikey.lastRequest },
      user: { ledgerUserId, email, name },
    })
    .from(apikey)
    .innerJoin(user, eq(user.id, apikey.referenceId))
    .where(and(eq(apikey.key, sql.placeholder("hash")), eq(apikey.enabled, true)))
    .limit(1)
    .prepare("decompte_key");

  async function readSession(token: string): Promise<Person | null> {
    const [found] = await sessionByToken.execute({ hash: atRest("token", token) });
    if (found === undefined || isBefore(found.session.expiresAt)) return null;
    const { id, expiresAt, updatedAt } = found.session;
    const isOfDevice = expiresAt.getTime() - updatedAt.getTime() > 2 * PROLONGED_EVERY_MS;
    if (isOfDevice && isBefore(updatedAt, PROLONGED_EVERY_MS)) noteBeside(id, () => prolong(id));
    const { ledgerUserId: userId, oneTimeUntil: passwordUntil, ...told } = found.user;
    return { userId, ...told, sessionId: id, mustChangePassword: passwordUntil !== null };
  }

  async function prolong(sessionId: string): Promise<void> {
    const longAgo = new Date(now() - PROLONGED_EVERY_MS);
    await database
      .update(session)
      .set({ expiresAt: new Date(now() + SESSION_MS), updatedAt: new Date(now()) })
      .where(and(eq(session.id, sessionId), lt(session.updatedAt, longAgo)));
  }

  async function readKey(key: string): Promise<Caller | null> {
    const [found] = await keyByHash.execute({ hash: hashOfKey(key) });
    if (found === undefined || isBefore(found.key.expiresAt)) return null;
    const { id, lastRequest } = found.key;
    if (lastRequest === null || isBefore(lastRequest, KEY_USE_NOTED_EVERY_MS)) noteBeside(id, () => noteUse(id));
    const { ledgerUserId: userId, ...told } = found.user;
    return { userId, ...told };
  }

  async function noteUse(keyId: string): Promise<void> {
    const longAgo = new Date(now() - KEY_USE_NOTED_EVERY_MS);
    await database
      .update(apikey)
      .set({ lastRequest: new Date(now()) })
      .where(and(eq(apikey.id, keyId), or(isNull(apikey.lastRequest), lt(apikey.lastRequest, longAgo))));
  }

  return { session: shareReads(readSession), key: shareReads(readKey) };
}

/** Writes one note of an id at a time, while the answer goes on its way. */
function notingBeside(now: () => number): (id: string, write: () => Promise<void>) => void {
  const notBefore = new Map<string, number>();
  return (id, write) => {
    if (now() < (notBefore.get(id) ?? 0)) return;
    notBefore.set(id, Infinity);
    void write().then(
      () => notBefore.delete(id),
      () => notBefore.set(id, now() + NOTED_AGAIN_AFTER_MS),
    );
  };
}
