import type { ImportStatus } from "../../shared/api/backfill.ts";
import type { BudgetBook } from "../../shared/domain/budget/budget-book.ts";
import type { ErrorCode } from "../../shared/errors.ts";
import type { ConnectionStatus } from "../../shared/ipc/connection.ts";
import type { CredentialState } from "../../shared/ipc/session.ts";
import type { Account } from "./account-store.ts";
import type { BackoffStore } from "./backoff-store.ts";
import { connectionStatusOf } from "./connection.ts";
import { NO_BACKOFF, type Backoff } from "./refresh-schedule.ts";
import { createRefresher, type Refresher, type RefresherSurroundings } from "./refresher.ts";
import type { Figures, ServerDoor, Workspace } from "./workspace.ts";

export interface FiguresListener {
  readonly onStatus: (status: ImportStatus) => void;
  readonly onFigures: () => void;
  readonly onFailure: (code: ErrorCode) => void;
  /** How the connection stands may be another now. */
  readonly onConnection: () => void;
}

export interface OpenFiguresOptions {
  readonly workspace: Workspace;
  readonly account: Account | null;
  readonly backoffs: BackoffStore;
  readonly surroundings: RefresherSurroundings;
  readonly listener: FiguresListener;
}

/** The figures that are on screen, an account's or the sample's, and how they are kept up to date. */
export interface OpenFigures {
  /** Null for the sample. */
  account: Account | null;
  readonly figures: Figures;
  readonly budgets: BudgetBook;
  readonly refresher: Refresher;
  connect(token: string): void;
  disconnect(): void;
  /** Refreshes by itself from now on, given a token to ask with. */
  resume(): void;
  /** How the last import ended, read once, before anything is refreshed. */
  readFirstStatus(): Promise<void>;
  connection(credential: CredentialState): ConnectionStatus;
  /** Null where the figures are this computer's. */
  readonly server: ServerDoor | null;
  /** From now on nothing is told any more: an import may end after its figures were closed. */
  close(): Promise<void>;
  /** Once it is closed: the account has signed out. */
  forget(): Promise<void>;
}

export function openFigures(options: OpenFiguresOptions): OpenFigures {
  const { workspace, account, backoffs, surroundings, listener } = options;
  let isConnected = false;
  let isClosed = false;
  let status: ImportStatus | null = null;
  let firstStatus: Promise<void> | null = null;

  const refresher = createRefresher({
    ...surroundings,
    imports: workspace.imports,
    backoff: backoffOf(account, backoffs),
    onStatus(next) {
      status = next;
      listener.onStatus(next);
      listener.onConnection();
    },
    onFigures: () => isClosed || listener.onFigures(),
    onFailure: listener.onFailure,
    onState: listener.onConnection,
  });

  async function readStatus(): Promise<void> {
    const first = await workspace.figures.importStatus().catch(() => null);
    status ??= first;
    if (!isClosed) listener.onConnection();
  }

  return {
    account,
    figures: workspace.figures,
    budgets: workspace.budgets,
    server: workspace.server,
    refresher,
    connect(token) {
      workspace.connect(token);
      isConnected = true;
      refresher.changeConnection();
    },
    disconnect() {
      isConnected = false;
      refresher.pause();
      workspace.disconnect();
    },
    resume: () => isConnected && refresher.resume(),
    readFirstStatus: () => (firstStatus ??= readStatus()),
    connection: (credential) =>
      connectionStatusOf({
        ...refresher.state(),
        origin: account?.kind ?? "apify",
        status,
        knownAt: workspace.knownAt(status),
        credential,
        nowMs: surroundings.now(),
      }),
    async close() {
      isClosed = true;
      refresher.stop();
      await workspace.close();
    },
    forget: () => workspace.forget(),
  };
}

/** The sample has no connection that could fail. */
function backoffOf(account: Account | null, backoffs: BackoffStore) {
  if (account === null) return { read: () => NO_BACKOFF, write: () => undefined };
  return { read: () => backoffs.read(account.id), write: (next: Backoff) => backoffs.write(account.id, next) };
}
