import { resolve } from "node:path";
import { ConfigurationError } from "./configuration-error.ts";
import { defaultDataFolder } from "./data-folder.ts";
import { keptSecrets, type Secrets } from "./first-secrets.ts";
import { isLoopbackName } from "./loopback.ts";
import { readVariables, type Environment } from "./variables.ts";

export interface Configuration {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Whether nothing but this computer can reach the server directly. */
  readonly isLoopback: boolean;
  /** The public origin; null: the address that it listens on. */
  readonly baseUrl: string | null;
  /** Null keeps everything in SQLite, in the data folder. */
  readonly databaseUrl: string | null;
  readonly dataFolder: string;
  readonly secrets: Secrets;
  readonly previousEncryptionKey: string | null;
  readonly allowedOrigins: readonly string[];
  /** Addresses and networks whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "silent";
  readonly isScheduleOn: boolean;
  readonly refreshMinutes: number;
  readonly metricsToken: string | null;
  /** Requests a minute; 0 for no limit. */
  readonly rateLimits: { readonly perUser: number; readonly perAddress: number };
  readonly apifyBaseUrl: string;
}

const DEFAULT_PORT = 4_747;
const DEFAULT_REFRESH_MINUTES = 5;
const DEFAULT_RATE_PER_USER = 1_200;
const DEFAULT_RATE_PER_ADDRESS = 3_000;

/**
 * The configuration that the environment asks for.
 *
 * @throws ConfigurationError with every problem at once
 */
export function readConfiguration(source: Readonly<Record<string, string | undefined>>): Configuration {
  const { environment, problems } = readVariables(source);
  const host = environment.HOST ?? "127.0.0.1";
  const isLoopback = isLoopbackName(host);
  const databaseUrl = environment.DATABASE_URL ?? null;
  const missing = missingOf(environment, source, { isLoopback, hasDatabase: databaseUrl !== null });
  if (problems.length + missing.length > 0) throw new ConfigurationError([...problems, ...missing]);

  const dataFolder = resolve(environment.DECOMPTE_DATA_DIR ?? defaultDataFolder(source));
  return {
    host,
    port: environment.PORT ?? DEFAULT_PORT,
    isLoopback,
    baseUrl: environment.DECOMPTE_BASE_URL ?? null,
    databaseUrl,
    dataFolder,
    secrets: secretsOf(environment, dataFolder),
    previousEncryptionKey: environment.DECOMPTE_ENCRYPTION_KEY_PREVIOUS ?? null,
    allowedOrigins: environment.DECOMPTE_ALLOWED_ORIGINS ?? [],
    trustedProxies: environment.DECOMPTE_TRUSTED_PROXIES ?? [],
    logLevel: environment.DECOMPTE_LOG_LEVEL ?? "info",
    isScheduleOn: environment.DECOMPTE_SCHEDULE !== "off",
    refreshMinutes: environment.DECOMPTE_REFRESH_MINUTES ?? DEFAULT_REFRESH_MINUTES,
    metricsToken: environment.DECOMPTE_METRICS_TOKEN ?? null,
    rateLimits: {
      perUser: environment.DECOMPTE_RATE_LIMIT_USER ?? DEFAULT_RATE_PER_USER,
      perAddress: environment.DECOMPTE_RATE_LIMIT_ADDRESS ?? DEFAULT_RATE_PER_ADDRESS,
    },
    apifyBaseUrl: environment.APIFY_API_BASE_URL ?? "https://api.apify.com",
  };
}

/** What others can reach, or what several servers share, is given its secrets: one that was made here is not known there. */
function missingOf(
  environment: Environment,
  source: Readonly<Record<string, string | undefined>>,
  { isLoopback, hasDatabase }: { readonly isLoopback: boolean; readonly hasDatabase: boolean },
): readonly string[] {
  const reason = isLoopback ? "DATABASE_URL is set" : "HOST is not this computer alone";
  const needed: readonly (keyof Environment)[] = [
    ...(isLoopback ? [] : (["DECOMPTE_BASE_URL"] as const)),
    ...(isLoopback && !hasDatabase ? [] : (["DECOMPTE_AUTH_SECRET", "DECOMPTE_ENCRYPTION_KEY"] as const)),
  ];
  // One that is there and wrong is told as wrong.
  return needed
    .filter((name) => environment[name] === undefined && (source[name] ?? "").trim() === "")
    .map((name) => `${name} is needed, since ${reason}.`);
}

function secretsOf(environment: Environment, dataFolder: string): Secrets {
  const { DECOMPTE_AUTH_SECRET: authSecret, DECOMPTE_ENCRYPTION_KEY: encryptionKey } = environment;
  if (authSecret !== undefined && encryptionKey !== undefined) return { authSecret, encryptionKey };
  const kept = keptSecrets(dataFolder);
  return { authSecret: authSecret ?? kept.authSecret, encryptionKey: encryptionKey ?? kept.encryptionKey };
}
