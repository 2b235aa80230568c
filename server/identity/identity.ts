import { AppError } from "../../shared/errors.ts";
import { tellingDatabaseFailures } from "../database/database-failure.ts";
import { unauthorized } from "../unauthorized.ts";
import { createApiKeys, type ApiKeys, type ListedKey } from "./api-keys.ts";
import { createAttempts } from "./attempts.ts";
import { API_KEY_PREFIX, createAuth } from "./auth.ts";
import { createBrowserSignIn, type BrowserSignIn } from "./browser-sign-in.ts";
import type { Caller, Person } from "./caller.ts";
import { createDeviceRequests, type DeviceRequests } from "./device-requests.ts";
import { endSession } from "./end-access.ts";
import { isFromOurPages } from "./from-our-pages.ts";
import { atRestBy } from "./hashed-at-rest.ts";
import { tablesOf, type IdentityDatabase } from "./identity-database.ts";
import { createCredentialReader } from "./read-credentials.ts";
import { bearerOf, createRequestToken } from "./request-token.ts";
import { createSessions, type Sessions } from "./sessions.ts";
import { createUsers, type ListedUser, type NewUser } from "./users.ts";

/** Who is who on the team server. Every method throws AppError `ledger_unavailable` while the database is away. */
export interface Identity {
  /**
   * Whose request it is, by a session token or an API key in `Authorization: Bearer`, or by the cookie of the pages;
   * null when by none. A cookie counts for what our own pages send only.
   */
  authenticate(request: Request): Promise<Caller | null>;
  /** Who is signed in with this browser, also before they have chosen a password of their own. */
  personOf(request: Request): Promise<Person | null>;
  /**
   * What devices ask, below `/api/auth`; `address` is where the request comes from.
   *
   * @throws AppError `unauthorized`, `not_found` for what is not open there; `rate_limited` for too many codes
   */
  handle(request: Request, address: string): Promise<Response>;

  addUser(email: string, options?: NewUser): Promise<{ readonly oneTimePassword: string }>;
  resetPassword(email: string): Promise<{ readonly oneTimePassword: string }>;
  removeUser(email: string): Promise<void>;
  listUsers(): Promise<readonly ListedUser[]>;
  addKey(email: string, options?: { readonly name?: string }): Promise<{ readonly key: string }>;
  listKeys(email: string): Promise<readonly ListedKey[]>;
  /** @throws AppError `not_found` when the user has no such key */
  revokeKey(email: string, keyId: string): Promise<void>;

  readonly browser: BrowserSignIn;
  readonly devices: DeviceRequests;
  readonly sessions: Sessions;
  readonly keys: ApiKeys;
  /** The origin that people reach the server at. */
  readonly origin: string;
}

export interface IdentityOptions {
  readonly database: IdentityDatabase;
  readonly baseUrl: string;
  /** At least 32 characters. Another secret ends every session. */
  readonly secret: string;
  readonly now: () => number;
  /** Told of what goes wrong inside of better-auth. */
  readonly onTrouble: (message: string, cause: unknown) => void;
}

/** better-auth's endpoints that are open to devices; people have the pages. */
const NEW_CODE = "/api/auth/device/code";
const SIGN_OUT = "/api/auth/sign-out";
const OPEN_TO_DEVICES = new Set([NEW_CODE, "/api/auth/device/token", SIGN_OUT]);
const DEFAULT_KEY_NAME = "API";

export function createIdentity(options: IdentityOptions): Identity {
  const { database, baseUrl, secret, now } = options;
  const { origin } = new URL(baseUrl);
  const tables = tablesOf(database);
  const auth = createAuth({ ...options, baseUrl: origin });
  const attempts = createAttempts();
  const requestToken = createRequestToken(auth);
  const credentials = createCredentialReader(tables, { atRest: atRestBy(secret), now });
  const users = createUsers(database, { auth, now });
  const keys = createApiKeys(tables, auth);
  const browser = createBrowserSignIn({ auth, attempts, requestToken, now });

  async function personOf(request: Request): Promise<Person | null> {
    const token = await requestToken.ofCookie(request);
    return token === null ? null : credentials.session(token);
  }

  async function authenticate(request: Request): Promise<Caller | null> {
    const bearer = bearerOf(request);
    if (bearer?.startsWith(API_KEY_PREFIX)) return credentials.key(bearer);
    if (bearer !== null) {
      const token = await requestToken.ofBearer(bearer);
      return token === null ? null : callerOf(await credentials.session(token));
    }
    // A browser sends its cookie along with what other sites make it send, but then tells that they did.
    const isReading = request.method === "GET" || request.method === "HEAD";
    return isReading || isFromOurPages(request.headers, origin) ? callerOf(await personOf(request)) : null;
  }

  async function handle(request: Request, address: string): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (request.method !== "POST" || !OPEN_TO_DEVICES.has(pathname)) {
      if ((await authenticate(request)) === null) throw unauthorized(request);
      throw new AppError("not_found", "There is no such resource");
    }
    if (pathname === NEW_CODE) await countNewCode(address);
    if (pathname === SIGN_OUT) {
      const token = await requestToken.ofBearer(bearerOf(request) ?? "");
      if (token !== null) await endSession(auth, token);
    }
    const response = await auth.handler(request);
    if (response.status >= 500) throw new AppError("internal", "Unexpected failure");
    return response;
  }

  async function countNewCode(address: string): Promise<void> {
    const retryAfterSeconds = await attempts.count({ newCodeAddress: address });
    if (retryAfterSeconds === null) return;
    throw new AppError("rate_limited", "Too many codes were asked for: wait before asking again", {
      details: { retryAfterSeconds },
    });
  }

  const own = {
    authenticate,
    personOf,
    handle,
    addUser: (email: string, given?: NewUser) => users.add(email, given),
    resetPassword: (email: string) => users.reset(email),
    removeUser: (email: string) => users.remove(email),
    listUsers: () => users.list(),
    addKey: async (email: string, { name = DEFAULT_KEY_NAME }: { readonly name?: string } = {}) =>
      keys.create(await users.idOf(email), name),
    listKeys: async (email: string) => keys.list(await users.idOf(email)),
    async revokeKey(email: string, keyId: string) {
      const accountId = await users.idOf(email);
      const held = await keys.list(accountId);
      if (!held.some(({ id }) => id === keyId)) throw new AppError("not_found", `${email} has no such key`);
      await keys.revoke(accountId, keyId);
    },
  };
  const telling = <Methods extends object>(methods: Methods): Methods =>
    tellingDatabaseFailures(database.dialect, methods);
  return {
    ...telling(own),
    browser: telling(browser),
    devices: telling(createDeviceRequests({ auth, attempts, now })),
    sessions: telling(createSessions(tables, { now })),
    keys: telling(keys),
    origin,
  };
}

function callerOf(person: Person | null): Caller | null {
  if (person === null || person.mustChangePassword) return null;
  const { userId, email, name } = person;
  return { userId, email, name };
}
