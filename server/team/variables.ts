import { isIP } from "node:net";
import { z } from "zod";
import { parseDatabaseUrl } from "../database/database-url.ts";
import { isLoopbackName } from "./loopback.ts";

const NUMBER_FORM = /^\d{1,5}$/;

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(NUMBER_FORM)
    .transform(Number)
    .refine((value) => value >= from && value <= to);

const isKey = (text: string): boolean => /^(?:[0-9a-f]{64}|[A-Za-z0-9+/]{43}=)$/i.test(text);

const isHttpAddress = (text: string, mayBePath: boolean): boolean => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") return false;
  if (!mayBePath && url.pathname !== "/") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopbackName(url.hostname));
};

function isDatabaseUrl(text: string): boolean {
  try {
    parseDatabaseUrl(text);
    return true;
  } catch {
    return false;
  }
}

const isNetwork = (text: string): boolean => {
  const [address = "", prefix, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
};

const listOf = (isItem: (text: string) => boolean) =>
  z
    .string()
    .transform((text) => text.split(",").map((item) => item.trim()))
    .refine((items) => items.every(isItem));

const TOKEN_FORM = /^[\x21-\x7e]{16,512}$/;

/** What the server reads from its environment: how each is parsed, and what is said when it is wrong. */
export const VARIABLES = {
  PORT: { schema: wholeNumber(0, 65_535), expected: "a port from 0 to 65535" },
  HOST: {
    schema: z.string().refine((text) => isIP(text) !== 0 || text === "localhost"),
    expected: "an IP address to listen on, such as 127.0.0.1 or 0.0.0.0",
  },
  DATABASE_URL: {
    schema: z.string().refine(isDatabaseUrl),
    expected: "an address such as postgres://user:password@host:5432/database",
  },
  DECOMPTE_DATA_DIR: { schema: z.string(), expected: "a folder" },
  DECOMPTE_BASE_URL: {
    schema: z
      .string()
      .refine((text) => isHttpAddress(text, false))
      .transform((text) => new URL(text).origin),
    expected: "the public address, https://host or, on this computer, http://localhost:port, without a path",
  },
  DECOMPTE_AUTH_SECRET: { schema: z.string().min(32).max(512), expected: "a text of at least 32 random characters" },
  DECOMPTE_ENCRYPTION_KEY: { schema: z.string().refine(isKey), expected: "32 random bytes in base64 or hexadecimal" },
  DECOMPTE_ENCRYPTION_KEY_PREVIOUS: {
    schema: z.string().refine(isKey),
    expected: "32 bytes in base64 or hexadecimal",
  },
  DECOMPTE_ALLOWED_ORIGINS: {
    schema: listOf((text) => isHttpAddress(text, false) && new URL(text).origin === text),
    expected: "origins such as https://dashboard.example, separated by commas",
  },
  DECOMPTE_TRUSTED_PROXIES: {
    schema: listOf(isNetwork),
    expected: "IP addresses or networks such as 10.0.0.0/8, separated by commas",
  },
  DECOMPTE_LOG_LEVEL: {
    schema: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]),
    expected: "one of fatal, error, warn, info, debug, silent",
  },
  DECOMPTE_REFRESH_MINUTES: { schema: wholeNumber(1, 1_440), expected: "a whole number of minutes from 1 to 1440" },
  DECOMPTE_SCHEDULE: { schema: z.enum(["on", "off"]), expected: "on or off" },
  DECOMPTE_METRICS_TOKEN: {
    schema: z.string().regex(TOKEN_FORM),
    expected: "a token of 16 printable characters or more",
  },
  DECOMPTE_RATE_LIMIT_USER: {
    schema: wholeNumber(0, 99_999),
    expected: "a whole number of requests a minute, 0 for none",
  },
  DECOMPTE_RATE_LIMIT_ADDRESS: {
    schema: wholeNumber(0, 99_999),
    expected: "a whole number of requests a minute, 0 for none",
  },
  APIFY_API_BASE_URL: {
    schema: z
      .string()
      .refine((text) => isHttpAddress(text, true))
      .transform((text) => text.replace(/\/+$/, "")),
    expected: "an https address, or an http one of this computer",
  },
} as const satisfies Readonly<Record<string, { readonly schema: z.ZodType; readonly expected: string }>>;

export type VariableName = keyof typeof VARIABLES;
export type Environment = { readonly [Name in VariableName]?: z.output<(typeof VARIABLES)[Name]["schema"]> };

/** Reads every variable; an empty one counts as absent. `problems` names those that are wrong, without their value. */
export function readVariables(source: Readonly<Record<string, string | undefined>>): {
  readonly environment: Environment;
  readonly problems: readonly string[];
} {
  const environment: Partial<Record<string, unknown>> = {};
  const problems: string[] = [];
  for (const [name, { schema, expected }] of Object.entries(VARIABLES)) {
    const text = source[name]?.trim();
    if (text === undefined || text === "") continue;
    const result = schema.safeParse(text);
    if (result.success) environment[name] = result.data;
    else problems.push(`${name} must be ${expected}.`);
  }
  return { environment, problems }; // Each is the output of its own schema.
}
