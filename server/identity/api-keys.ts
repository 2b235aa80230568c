import { and, count, desc, eq } from "drizzle-orm";
import { AppError } from "../../shared/errors.ts";
import type { Auth } from "./auth.ts";
import type { IdentityTables } from "./identity-database.ts";
import { LONGEST_KEY_NAME, MOST_KEYS } from "./limits.ts";

/** The API keys of a user, for services that record runs. They hold until they are revoked. */
export interface ApiKeys {
  /** The key itself is answered here and never again. @throws AppError `invalid_request` for a name, or too many keys. */
  create(accountId: string, name: string): Promise<{ readonly key: string }>;
  list(accountId: string): Promise<readonly ListedKey[]>;
  /** Nothing happens when it is not the user's. */
  revoke(accountId: string, keyId: string): Promise<void>;
}

export interface ListedKey {
  readonly id: string;
  readonly name: string;
  /** The first letters. */
  readonly start: string;
  readonly createdAt: Date;
  /** To the hour; null before its first use. */
  readonly usedAt: Date | null;
}

export function createApiKeys({ database, tables: { apikey } }: IdentityTables, auth: Auth): ApiKeys {
  return {
    async create(accountId, givenName) {
      const name = givenName.trim();
      if (name === "" || name.length > LONGEST_KEY_NAME) {
        throw new AppError("invalid_request", `The key's name must have 1 to ${LONGEST_KEY_NAME} letters`);
      }
      const [held] = await database.select({ keys: count() }).from(apikey).where(eq(apikey.referenceId, accountId));
      if ((held?.keys ?? 0) >= MOST_KEYS) {
        throw new AppError("invalid_request", `A user has at most ${MOST_KEYS} keys: revoke one first`);
      }
      const { key } = await auth.api.createApiKey({ body: { userId: accountId, name } });
      return { key };
    },
    async list(accountId) {
      const found = await database
        .select({
          id: apikey.id,
          name: apikey.name,
          start: apikey.start,
          createdAt: apikey.createdAt,
          usedAt: apikey.lastRequest,
        })
        .from(apikey)
        .where(eq(apikey.referenceId, accountId))
        .orderBy(desc(apikey.createdAt), desc(apikey.id));
      return found.map((each) => ({ ...each, name: each.name ?? "", start: each.start ?? "" }));
    },
    async revoke(accountId, keyId) {
      await database.delete(apikey).where(and(eq(apikey.id, keyId), eq(apikey.referenceId, accountId)));
    },
  };
}
