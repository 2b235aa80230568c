import { boolean, integer, pgSchema, text, timestamp } from "drizzle-orm/pg-core";

// The tables as `resources/migrations/postgres` makes them, each field under better-auth's name of it.

const decompte = pgSchema("decompte");

const instant = (name: string) => timestamp(name, { withTimezone: true });

const lifetime = {
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
};

const user = decompte.table("user", {
  id: text("id").primaryKey(),
  email: text("email").notNull(),
  emailVerified: boolean("email_verified").notNull(),
  name: text("name").notNull(),
  image: text("image"),
  ledgerUserId: text("ledger_user_id").notNull(),
  oneTimeUntil: instant("one_time_until"),
  ...lifetime,
});

const account = decompte.table("account", {
  id: text("id").primaryKey(),
  userId: text("user_id").notNull(),
  accountId: text("account_id").notNull(),
  providerId: text("provider_id").notNull(),
  password: text("password"),
  accessToken: text("access_token"),
  refreshToken: text("refresh_token"),
  idToken: text("id_token"),
  accessTokenExpiresAt: instant("access_token_expires_at"),
  refreshTokenExpiresAt: instant("refresh_token_expires_at"),
  scope: text("scope"),
  ...lifetime,
});

const session = decompte.table("session", {
  id: text("id").primaryKey(),
  token: text("token").notNull(),
  userId: text("user_id").notNull(),
  expiresAt: instant("expires_at").notNull(),
  ipAddress: text("ip_address"),
  userAgent: text("user_agent"),
  ...lifetime,
});

const verification = decompte.table("verification", {
  id: text("id").primaryKey(),
  identifier: text("identifier").notNull(),
  value: text("value").notNull(),
  expiresAt: instant("expires_at").notNull(),
  ...lifetime,
});

const deviceCode = decompte.table("device_code", {
  id: text("id").primaryKey(),
  deviceCode: text("device_code").notNull(),
  userCode: text("user_code").notNull(),
  userId: text("user_id"),
  status: text("status").notNull(),
  clientId: text("client_id"),
  scope: text("scope"),
  userAgent: text("user_agent"),
  pollingInterval: integer("polling_interval"),
  lastPolledAt: instant("last_polled_at"),
  expiresAt: instant("expires_at").notNull(),
});

const apikey = decompte.table("api_key", {
  id: text("id").primaryKey(),
  key: text("key").notNull(),
  referenceId: text("reference_id").notNull(),
  configId: text("config_id").notNull(),
  name: text("name"),
  prefix: text("prefix"),
  start: text("start"),
  enabled: boolean("enabled").notNull(),
  expiresAt: instant("expires_at"),
  lastRequest: instant("last_request"),
  requestCount: integer("request_count").notNull(),
  remaining: integer("remaining"),
  refillInterval: integer("refill_interval"),
  refillAmount: integer("refill_amount"),
  lastRefillAt: instant("last_refill_at"),
  rateLimitEnabled: boolean("rate_limit_enabled").notNull(),
  rateLimitTimeWindow: integer("rate_limit_time_window"),
  rateLimitMax: integer("rate_limit_max"),
  permissions: text("permissions"),
  metadata: text("metadata"),
  ...lifetime,
});

export const postgresTables = { user, account, session, verification, deviceCode, apikey };
