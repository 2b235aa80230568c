import { apiKey } from "@better-auth/api-key";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { bearer } from "better-auth/plugins/bearer";
import { deviceAuthorization } from "better-auth/plugins/device-authorization";
import { signedDevices } from "./device-plugin.ts";
import { atRestBy, hashingSecrets } from "./hashed-at-rest.ts";
import {
  DEVICE_CODE_MINUTES,
  LONGEST_KEY_NAME,
  LONGEST_PASSWORD,
  SESSION_SECONDS,
  SHORTEST_PASSWORD,
} from "./limits.ts";
import { tablesOf, type IdentityDatabase } from "./identity-database.ts";

export interface AuthOptions {
  readonly database: IdentityDatabase;
  /** The origin that people and devices reach the server at. */
  readonly baseUrl: string;
  readonly secret: string;
  readonly onTrouble: (message: string, cause: unknown) => void;
}

/** The one client of the device authorization. */
const DESKTOP_CLIENT = "decompte-desktop";
export const API_KEY_PREFIX = "dk_";

const SHORTEST_SECRET = 32;
const SHOWN_KEY_LETTERS = 4;

/** better-auth as the team server uses it. Its options are its own names of what `docs/identity.md` describes. */
export function createAuth({ database: identityDatabase, baseUrl, secret, onTrouble }: AuthOptions) {
  if (secret.length < SHORTEST_SECRET) throw new Error(`The secret must have at least ${SHORTEST_SECRET} characters`);
  const { database, tables } = tablesOf(identityDatabase);
  const adapter = drizzleAdapter(database, {
    provider: identityDatabase.dialect === "postgres" ? "pg" : "sqlite",
    schema: tables,
  });
  const isHttps = baseUrl.startsWith("https:");
  return betterAuth({
    appName: "Décompte",
    baseURL: baseUrl,
    basePath: "/api/auth",
    secret,
    database: hashingSecrets(adapter, atRestBy(secret)),
    emailAndPassword: {
      enabled: true,
      // Users are made by the command only.
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
    },
    user: {
      additionalFields: {
        ledgerUserId: { type: "string", required: true, input: false },
        oneTimeUntil: { type: "date", required: false, input: false },
      },
    },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    verification: { storeIdentifier: "hashed" },
    plugins: [
      bearer({ requireSignature: true }),
      deviceAuthorization({
        expiresIn: `${DEVICE_CODE_MINUTES}m`,
        verificationUri: "/device",
        validateClient: (clientId) => clientId === DESKTOP_CLIENT,
      }),
      signedDevices(),
      apiKey({
        defaultPrefix: API_KEY_PREFIX,
        maximumNameLength: LONGEST_KEY_NAME,
        startingCharactersConfig: { charactersLength: API_KEY_PREFIX.length + SHOWN_KEY_LETTERS },
        // Requests are limited where all of them pass, not by a write to the database for each.
        rateLimit: { enabled: false },
      }),
    ],
    rateLimit: { enabled: false },
    advanced: {
      // With this prefix a browser takes the cookie from this very host and over https only.
      cookiePrefix: isHttps ? "__Host-decompte" : "decompte",
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", secure: isHttps },
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { disableIpTracking: true },
    },
    telemetry: { enabled: false },
    onAPIError: { throw: true },
    logger: {
      level: "error",
      log: (_level, message, ...details: unknown[]) => onTrouble(message, details[0]),
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;
