import type { ApifyConnection } from "../../shared/api/apify-connection.ts";
import type { ImportAnswer, ImportStatus } from "../../shared/api/backfill.ts";
import type { Summary } from "../../shared/api/summary.ts";
import type { BudgetBook } from "../../shared/domain/budget/budget-book.ts";
import type { Period } from "../../shared/domain/period.ts";
import type { RunFilter } from "../../shared/domain/run-filter.ts";
import type { Identity } from "./account-store.ts";
import type { ApiClient } from "./api-client.ts";

/** What the window and the tray read, and what budgets are measured by: `spent` and `days` fail rather than remember. */
export interface Figures extends Pick<
  ApiClient,
  | "rangeSummary"
  | "spendingChart"
  | "breakdown"
  | "importStatus"
  | "runs"
  | "run"
  | "exportRuns"
  | "reconciliation"
  | "spent"
  | "days"
  | "scrapers"
> {
  /** Null: nothing is known of the period as it is now, such as of today while the server is away. */
  summary(period: Period, filter?: RunFilter): Promise<Summary | null>;
}

/** What brings the figures up to date. Its failures are AppErrors. */
export interface Imports extends Pick<ApiClient, "importStatus" | "cancelImport"> {
  /** How long to wait between two questions after a running import's progress. */
  readonly progressIntervalMs: number;
  /**
   * Answers when the figures are up to date; null where no import was needed for that, or nobody counted.
   *
   * @param isByHand whether the person asked for it.
   */
  refresh(isByHand: boolean): Promise<ImportAnswer | null>;
  /** Answers when the import has ended; null where nobody counted. */
  backfill(days: number, isReset: boolean): Promise<ImportAnswer | null>;
}

/** One account's figures, or the sample's, and a connection to where they come from, which may come and go. */
export interface Workspace {
  readonly figures: Figures;
  readonly imports: Imports;
  /** What the account wants to spend at most, and what was announced of it: on this computer, wherever the figures are. */
  readonly budgets: BudgetBook;
  connect(token: string): void;
  disconnect(): void;
  /** Up to when the figures are known, given how the last import ended. */
  knownAt(status: ImportStatus | null): string | null;
  /** What a team server keeps for the person; null where the figures are this computer's. */
  readonly server: ServerDoor | null;
  /** Lets a running import go, to be taken up at the next start, and closes what is open. */
  close(): Promise<void>;
  /** The account signs out: what was only remembered of it goes, and its session ends. Called once it is closed. */
  forget(): Promise<void>;
}

/** An account's budgets by themselves. */
export interface AccountBudgets {
  readonly budgets: BudgetBook;
  close(): Promise<void>;
}

/** A team server's own connection to Apify for the person, without which only others record runs there. */
export interface ServerDoor {
  /** As it was last known; null where the server does not tell it. */
  apifyConnection(): ApifyConnection | null;
  /** @throws AppError `apify_token_refused`, `server_unreachable`, … */
  connectToApify(token: string): Promise<ApifyConnection>;
  disconnectFromApify(): Promise<ApifyConnection>;
}

export interface WorkspaceOpener {
  /** Does not wait for the network. @throws AppError `ledger_newer`, `ledger_unavailable` */
  openAccount(account: Identity): Promise<Workspace>;
  /** Invented runs in a ledger that is thrown away at its end. */
  openSample(): Promise<Workspace>;
  /** Whose token it is. @throws AppError `apify_…` */
  checkToken(token: string): Promise<{ readonly id: string; readonly username: string }>;
}
