import type { Identity } from "./account-store.ts";
import type { ApiClient } from "./api-client.ts";

/** One account's figures, or the sample's: an API to ask, and a connection to Apify that may come and go. */
export interface Workspace {
  readonly api: ApiClient;
  connect(token: string): void;
  disconnect(): void;
  /** Lets a running import go, to be taken up at the next start, and closes what is open. */
  close(): Promise<void>;
}

export interface WorkspaceOpener {
  /** @throws AppError `ledger_newer`, `ledger_unavailable` */
  openAccount(account: Identity): Promise<Workspace>;
  /** Invented runs in a ledger that is thrown away at its end. */
  openSample(): Promise<Workspace>;
  /** Whose token it is. @throws AppError `apify_…` */
  checkToken(token: string): Promise<{ readonly id: string; readonly username: string }>;
}
