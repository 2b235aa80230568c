import type { ErrorCode } from "../errors.ts";

/**
 * How the connection stands: one word for the window and the tray alike. Instants are ISO 8601.
 * `token-refused` and `no-token` speak of the account's own token, Apify's or the team server's; the latter says which way
 * the keychain answered. Of a team server, `offline`, `rate-limited` and `not-allowed` are between it and Apify, and
 * `server-apify-refused` is its token for Apify. `failing` stands for every other reason.
 */
export type Connection =
  | { readonly kind: "fine" }
  | { readonly kind: "refreshing" }
  | { readonly kind: "rate-limited"; readonly until: string }
  | { readonly kind: "offline"; readonly since: string }
  | { readonly kind: "server-offline"; readonly since: string }
  | { readonly kind: "server-limited"; readonly until: string }
  | { readonly kind: "server-apify-refused" }
  | { readonly kind: "token-refused" }
  | { readonly kind: "not-allowed" }
  | { readonly kind: "no-token"; readonly credential: "missing" | "locked" | "unavailable" }
  | { readonly kind: "failing"; readonly code: ErrorCode; readonly since: string };

export interface ConnectionStatus {
  readonly connection: Connection;
  /** Up to when the figures are known: when the ledger last agreed with Apify, or was last read from the team server. */
  readonly lastCompletedAt: string | null;
  /** Null while nothing is planned: paused, by hand only, or without a token. */
  readonly nextRefreshAt: string | null;
}
