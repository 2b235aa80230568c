import { assertNever } from "../../../shared/errors.ts";
import type { Connection } from "../../../shared/ipc/connection.ts";
import { type TokenObstacle, tokenObstacle } from "../connection/token-state.ts";

/** What an import waits for: a token, the keychain, or that Apify can be read again. */
export type ToldTrouble = TokenObstacle | "waits";

/**
 * The trouble that the connection's own banner tells, with its reason and its button, so that an import need not; null
 * where there is none.
 */
export function toldTrouble(connection: Connection | undefined): ToldTrouble | null {
  switch (connection?.kind) {
    case undefined:
    case "fine":
      return null;
    case "not-allowed":
    case "server-apify-refused":
      return "needs-token";
    case "token-refused":
    case "no-token":
      return tokenObstacle(connection);
    case "refreshing":
    case "rate-limited":
    case "offline":
    case "server-offline":
    case "server-limited":
    case "failing":
      return "waits";
    default:
      return assertNever(connection);
  }
}
