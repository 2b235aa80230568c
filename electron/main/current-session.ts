import type { ImportStatus } from "../../shared/api/backfill.ts";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import type { ConnectionStatus } from "../../shared/ipc/connection.ts";
import type { CredentialState, Session } from "../../shared/ipc/session.ts";
import type { Account } from "./account-store.ts";
import type { BackoffStore } from "./backoff-store.ts";
import type { TokenReading } from "./credentials.ts";
import { openFigures, type OpenFigures } from "./open-figures.ts";
import type { RefresherSurroundings } from "./refresher.ts";
import type { Workspace } from "./workspace.ts";

export interface CurrentSessionOptions extends RefresherSurroundings {
  readonly backoffs: BackoffStore;
  readonly onSession: (session: Session) => void;
  /** Other figures than before are open. */
  readonly onWorkspace: (opened: OpenFigures) => void;
  /** The figures that were open are closed from now on. */
  readonly onClose: () => void;
  readonly onStatus: (status: ImportStatus) => void;
  /** Told each time that it is another one; null for the sample and while nobody is signed in. */
  readonly onConnection: (status: ConnectionStatus | null) => void;
  readonly onFigures: () => void;
}

/** The session of the moment and its open figures: one account's, the sample's, or none. */
export interface CurrentSession {
  session(): Session;
  /** Null while nobody is signed in. */
  figures(): OpenFigures | null;
  /** @throws AppError `unauthorized` when nobody is signed in. */
  needFigures(): OpenFigures;
  /** Puts other figures in the place of those that are open. */
  open(workspace: Workspace, account: Account | null): Promise<OpenFigures>;
  close(): Promise<void>;
  change(next: Session): Session;
  changeCredential(account: Account, credential: CredentialState): Session;
  /** What follows from how the account's token was read; nothing, where other figures than `mine` are open by now. */
  connect(mine: OpenFigures, account: Account, reading: TokenReading): Session;
  /** Unless nobody looks, or other figures than `mine` are open by now. */
  refreshByItself(mine: OpenFigures): void;
  /** The keychain took the account's token after all. */
  keptLate(account: Account): void;
  /** Null for the sample and while nobody is signed in. */
  connectionStatus(): ConnectionStatus | null;
  pause(): void;
  resume(): void;
}

export function createCurrentSession(options: CurrentSessionOptions): CurrentSession {
  let session: Session = { kind: "signed-out" };
  let open: OpenFigures | null = null;
  let isPaused = false;
  let toldConnection = "null";

  function change(next: Session): Session {
    session = next;
    options.onSession(session);
    tellConnection();
    return session;
  }

  const changeCredential = (account: Account, credential: CredentialState) => change(sessionOf(account, credential));

  function connectionStatus(): ConnectionStatus | null {
    return open === null || !("credential" in session) ? null : open.connection(session.credential);
  }

  function tellConnection(): void {
    const status = connectionStatus();
    const next = JSON.stringify(status);
    if (next === toldConnection) return;
    toldConnection = next;
    options.onConnection(status);
  }

  function failed(mine: OpenFigures, code: ErrorCode): void {
    if (mine.account === null || code !== REFUSALS[mine.account.kind]) return;
    mine.disconnect();
    changeCredential(mine.account, "refused");
  }

  async function close(): Promise<void> {
    const closing = open;
    open = null;
    if (closing === null) return;
    options.onClose();
    await closing.close();
  }

  return {
    session: () => session,
    figures: () => open,
    needFigures() {
      if (open === null) throw new AppError("unauthorized", "Nobody is signed in");
      return open;
    },
    async open(workspace, account) {
      await close();
      const mine = openFigures({
        workspace,
        account,
        backoffs: options.backoffs,
        surroundings: options,
        listener: {
          onStatus: options.onStatus,
          onFigures: options.onFigures,
          onFailure: (code) => failed(mine, code),
          onConnection: tellConnection,
        },
      });
      open = mine;
      options.onWorkspace(mine);
      if (account !== null) void mine.readFirstStatus();
      return mine;
    },
    close,
    change,
    changeCredential,
    connect(mine, account, reading) {
      if (open !== mine) return session;
      if (!("token" in reading)) return changeCredential(account, reading.credential);
      const connected = changeCredential(account, reading.credential);
      mine.connect(reading.token);
      return connected;
    },
    refreshByItself(mine) {
      if (open === mine && !isPaused) mine.resume();
    },
    keptLate(account) {
      if (open === null || open.account?.id !== account.id) return;
      open.account = account;
      if ("credential" in session && session.credential === "this-session") changeCredential(account, "kept");
    },
    connectionStatus,
    pause() {
      isPaused = true;
      open?.refresher.pause();
    },
    resume() {
      isPaused = false;
      open?.resume();
    },
  };
}

/** By what an account's own token is refused. What a team server's token for Apify is refused by is not its user's. */
const REFUSALS = { apify: "apify_token_refused", server: "unauthorized" } as const satisfies Record<string, ErrorCode>;

function sessionOf(account: Account, credential: CredentialState): Session {
  if (account.kind === "apify") return { kind: "apify", username: account.username, credential };
  const { address, email, name } = account;
  return { kind: "server", address, email, name, credential };
}
