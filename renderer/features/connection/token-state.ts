import { assertNever } from "../../../shared/errors.ts";
import type { Connection } from "../../../shared/ipc/connection.ts";

/** Why a call to Apify can't be made now; null when it can. */
export type TokenObstacle = "needs-token" | "locked";

export function tokenObstacle(connection: Connection | undefined): TokenObstacle | null {
  switch (connection?.kind) {
    case "token-refused":
      return "needs-token";
    case "no-token":
      return connection.credential === "locked" ? "locked" : "needs-token";
    case undefined:
    case "fine":
    case "refreshing":
    case "rate-limited":
    case "offline":
    case "server-offline":
    case "server-limited":
    case "server-apify-refused":
    case "not-allowed":
    case "failing":
      return null;
    default:
      return assertNever(connection);
  }
}
