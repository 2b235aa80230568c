import { asc, eq, or } from "drizzle-orm";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { AppError } from "../../shared/errors.ts";
import type { Auth } from "./auth.ts";
import { endAccess } from "./end-access.ts";
import { type IdentityDatabase, tablesOf } from "./identity-database.ts";
import { ledgerUserIdOf } from "./ledger-user-id.ts";
import { makeOneTimePassword } from "./one-time-password.ts";

/** What the server's commands do with users. */
export interface Users {
  /** @throws AppError `invalid_request` when the address or the ledger's id is taken or not valid. */
  add(email: string, options?: NewUser): Promise<{ readonly oneTimePassword: string }>;
  /** A new password for someone who lost theirs. Their sessions end; their API keys stay. @throws AppError `not_found` */
  reset(email: string): Promise<{ readonly oneTimePassword: string }>;
  /** Takes everything that opens a door; the ledger's rows stay. @throws AppError `not_found` */
  remove(email: string): Promise<void>;
  list(): Promise<readonly ListedUser[]>;
  /** @throws AppError `not_found` */
  idOf(email: string): Promise<string>;
}

export interface NewUser {
  /** The `user_id` that their rows in the ledger have already; without one they get an id of their own. */
  readonly userId?: string;
  readonly name?: string;
}

export interface ListedUser {
  readonly email: string;
  readonly name: string;
  readonly userId: string;
  readonly createdAt: Date;
  /** Until when their one-time password holds; null once they have chosen their own. */
  readonly oneTimeUntil: Date | null;
}

const ONE_TIME_MS = 7 * 24 * 60 * 60 * 1_000;
const LONGEST_NAME = 200;
const LONGEST_USER_ID = 255;

const emailSchema = z.email().transform((email) => email.toLowerCase());
const nameSchema = z.string().trim().min(1).max(LONGEST_NAME);
const userIdSchema = z.string().min(1).max(LONGEST_USER_ID);

export function createUsers(
  identityDatabase: IdentityDatabase,
  { auth, now }: { readonly auth: Auth; readonly now: () => number },
): Users {
  const { database, tables } = tablesOf(identityDatabase);
  const { user } = tables;

  async function idOf(email: string): Promise<string> {
    const found = await database
      .select({ id: user.id })
      .from(user)
      .where(eq(user.email, parse(emailSchema, email, EMAIL)));
    const [one] = found;
    if (one === undefined) throw new AppError("not_found", `There is no user with the address ${email}`);
    return one.id;
  }

  async function giveOneTimePassword(accountId: string): Promise<string> {
    const { password, internalAdapter } = await auth.$context;
    const oneTimePassword = makeOneTimePassword();
    const hash = await password.hash(oneTimePassword);
    await internalAdapter.updateUser(accountId, { oneTimeUntil: new Date(now() + ONE_TIME_MS) });
    const account = await internalAdapter.findCredentialAccount(accountId);
    if (account === null) {
      const credential = { userId: accountId, accountId, providerId: "credential", password: hash };
      await internalAdapter.createAccount(credential);
    } else {
      await internalAdapter.updateAccount(account.id, { password: hash });
    }
    return oneTimePassword;
  }

  return {
    idOf,
    async add(address, options = {}) {
      const email = parse(emailSchema, address, EMAIL);
      const id = randomUUID();
      const ledgerUserId = await ledgerUserIdOf(
        identityDatabase,
        parse(userIdSchema, options.userId ?? id, `The user id must have 1 to ${LONGEST_USER_ID} letters`),
      );
      const name = parse(nameSchema, options.name ?? email, `The name must have 1 to ${LONGEST_NAME} letters`);
      const taken = await database
        .select({ email: user.email })
        .from(user)
        .where(or(eq(user.email, email), eq(user.ledgerUserId, ledgerUserId)));
      for (const other of taken) {
        if (other.email === email)
          throw new AppError("invalid_request", `There is a user with the address ${email} already`);
        throw new AppError("invalid_request", `The user id ${ledgerUserId} is that of ${other.email} already`);
      }
      const { internalAdapter } = await auth.$context;
      const oneTimeUntil = new Date(now() + ONE_TIME_MS);
      const newUser = { id, email, name, ledgerUserId, oneTimeUntil, emailVerified: false };
      await internalAdapter.createUser(newUser, { method: "email-password" });
      return { oneTimePassword: await giveOneTimePassword(id) };
    },
    async reset(email) {
      const id = await idOf(email);
      await endAccess(auth, id);
      const oneTimePassword = await giveOneTimePassword(id);
      // For who came in meanwhile by the former password.
      await endAccess(auth, id);
      return { oneTimePassword };
    },
    async remove(email) {
      const id = await idOf(email);
      const { adapter } = await auth.$context;
      await adapter.deleteMany({ model: "apikey", where: [{ field: "referenceId", value: id }] });
      await endAccess(auth, id);
      await adapter.deleteMany({ model: "account", where: [{ field: "userId", value: id }] });
      await adapter.deleteMany({ model: "user", where: [{ field: "id", value: id }] });
    },
    async list() {
      return database
        .select({
          email: user.email,
          name: user.name,
          userId: user.ledgerUserId,
          createdAt: user.createdAt,
          oneTimeUntil: user.oneTimeUntil,
        })
        .from(user)
        .orderBy(asc(user.email));
    },
  };
}

const EMAIL = "The address must be an e-mail address such as marie@example.com";

function parse<Output>(schema: z.ZodType<Output>, value: unknown, rule: string): Output {
  const result = schema.safeParse(value);
  if (!result.success) throw new AppError("invalid_request", rule);
  return result.data;
}
