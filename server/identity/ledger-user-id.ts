import { sql } from "drizzle-orm";
import { AppError } from "../../shared/errors.ts";
import type { IdentityDatabase } from "./identity-database.ts";

/**
 * A user's id as the ledger's table writes it, since sums are found by its text: a uuid's letters are small ones.
 *
 * @throws AppError `invalid_request` when the table can name no such user
 */
export async function ledgerUserIdOf(identityDatabase: IdentityDatabase, userId: string): Promise<string> {
  if (identityDatabase.dialect === "sqlite") return userId;
  const { rows } = await identityDatabase.database.execute<{ key: string | null }>(
    sql`select decompte.user_key(${userId})::text as key`,
  );
  const key = rows[0]?.key ?? null;
  if (key === null) {
    throw new AppError("invalid_request", `The table scraper_runs names users by uuid, and ${userId} is none`);
  }
  return key;
}
