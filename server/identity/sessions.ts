import { and, desc, eq, gt } from "drizzle-orm";
import type { IdentityTables } from "./identity-database.ts";

/** The sessions of a user: browsers and desktop apps. */
export interface Sessions {
  list(accountId: string): Promise<readonly ListedSession[]>;
  /** Nothing happens when it is not the user's. */
  revoke(accountId: string, sessionId: string): Promise<void>;
}

export interface ListedSession {
  readonly id: string;
  /** What the browser or the app said of itself. */
  readonly userAgent: string;
  readonly createdAt: Date;
  /** To the day. */
  readonly usedAt: Date;
}

export function createSessions(
  { database, tables: { session } }: IdentityTables,
  { now }: { readonly now: () => number },
): Sessions {
  return {
    async list(accountId) {
      const found = await database
        .select({
          id: session.id,
          userAgent: session.userAgent,
          createdAt: session.createdAt,
          usedAt: session.updatedAt,
        })
        .from(session)
        .where(and(eq(session.userId, accountId), gt(session.expiresAt, new Date(now()))))
        .orderBy(desc(session.updatedAt), desc(session.createdAt));
      return found.map((each) => ({ ...each, userAgent: each.userAgent ?? "" }));
    },
    async revoke(accountId, sessionId) {
      await database.delete(session).where(and(eq(session.id, sessionId), eq(session.userId, accountId)));
    },
  };
}
