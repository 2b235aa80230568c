import pLimit from "p-limit";
import type { ImportAnswer, ImportStatus } from "../../shared/api/backfill.ts";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import type { ConnectionStatus, CredentialState, Session } from "../../shared/ipc/contract.ts";
import type { Account, AccountStore } from "./account-store.ts";
import type { ApiClient } from "./api-client.ts";
import type { BackoffStore } from "./backoff-store.ts";
import { openFigures, type OpenFigures } from "./open-figures.ts";
import { NO_BACKOFF } from "./refresh-schedule.ts";
import type { RefresherSurroundings } from "./refresher.ts";
import type { SecretReading, SecretVault } from "./secret-vault.ts";
import type { Workspace, WorkspaceOpener } from "./workspace.ts";

export interface SessionControllerOptions extends RefresherSurroundings {
  readonly accounts: AccountStore;
  readonly backoffs: BackoffStore;
  readonly vault: SecretVault;
  readonly opener: WorkspaceOpener;
  readonly onSession: (session: Session) => void;
  /** Other figures than before are open. */
  readonly onWorkspace: () => void;
  readonly onStatus: (status: ImportStatus) => void;
  /** Told each time that it is another one; null for the sample and while nobody is signed in. */
  readonly onConnection: (status: ConnectionStatus | null) => void;
  readonly onFigures: () => void;
}

/** Who is signed in, and what follows from it: which figures are read, with which token, and whether they are refreshed. */
export interface SessionController {
  start(options: { readonly isSample: boolean }): Promise<void>;
  session(): Session;
  /** @throws AppError `unauthorized` when nobody is signed in. */
  api(): ApiClient;
  signIn(token: string): Promise<Session>;
  openSample(): Promise<Session>;
  retryKeychain(): Promise<Session>;
  /** @throws AppError `keychain_unavailable` when the token can't be taken out of the keychain. */
  signOut(): Promise<Session>;
  /** Null for the sample and while nobody is signed in. */
  connectionStatus(): Promise<ConnectionStatus | null>;
  refresh(): Promise<void>;
  importHistory(days: number, isReset: boolean): Promise<ImportAnswer>;
  cancelImport(): Promise<void>;
  pauseRefreshing(): void;
  resumeRefreshing(): void;
  /** The person's choice or the window's visibility is another now. */
  replanRefreshing(): void;
  stop(): Promise<void>;
}

export function createSessionController(options: SessionControllerOptions): SessionController {
  const { accounts, vault, opener } = options;
  /** Sign-in, sign-out and what else changes the session wait for each other. */
  const inTurn = pLimit(1);
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

  function connectionStatus(): ConnectionStatus | null {
    return open === null || session.kind !== "apify" ? null : open.connection(session.credential);
  }

  function tellConnection(): void {
    const status = connectionStatus();
    const next = JSON.stringify(status);
    if (next === toldConnection) return;
    toldConnection = next;
    options.onConnection(status);
  }

  function changeCredential(account: Account, credential: CredentialState): Session {
    return change({ kind: "apify", username: account.username, credential });
  }

  async function openWorkspace(workspace: Workspace, account: Account | null): Promise<OpenFigures> {
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
    options.onWorkspace();
    if (account !== null) void mine.readFirstStatus();
    return mine;
  }

  async function close(): Promise<void> {
    const closing = open;
    open = null;
    await closing?.close();
  }

  function failed(mine: OpenFigures, code: ErrorCode): void {
    if (mine.account === null || code !== "apify_token_refused") return;
    mine.disconnect();
    changeCredential(mine.account, "refused");
  }

  function refreshByItself(mine: OpenFigures): void {
    if (!isPaused) mine.resume();
  }

  async function readToken(mine: OpenFigures, account: Account): Promise<Session> {
    if (!account.isTokenKept) return changeCredential(account, "unavailable");
    const use = (reading: SecretReading): Session => {
      if (open !== mine) return session;
      if (reading.state !== "found") return changeCredential(account, reading.state);
      const connected = changeCredential(account, "kept");
      mine.connect(reading.secret);
      refreshByItself(mine);
      return connected;
    };
    return use(await vault.read(account.id, account.isTokenKept, use));
  }

  async function openSample(): Promise<Session> {
    await openWorkspace(await opener.openSample(), null);
    return change({ kind: "sample" });
  }

  async function signIn(token: string): Promise<Session> {
    const { id, username } = await opener.checkToken(token);
    const former = open?.account ?? null;
    const same = open !== null && former?.id === id ? open : null;
    // The ledger first: where it can't be opened, no token may stay behind in the keychain.
    const workspace = same === null ? await opener.openAccount(id) : null;
    const written = await vault.write(id, token, () => void inTurn(() => keptLate(account)));
    const wasKept = accounts.find(id)?.isTokenKept === true;
    const account: Account = {
      id,
      username,
      isTokenKept: written === "done" || wasKept,
      createdAt: new Date(options.now()).toISOString(),
    };
    if (former !== null && former.id !== id) await forget(former);
    accounts.save(account);
    const mine = await adopt(same, workspace, account);
    const connected = changeCredential(account, written === "done" ? "kept" : "this-session");
    mine.connect(token);
    // Whoever signs in asks for the figures by that, whatever holds up a refresh by itself. Its status tells how it ends.
    void mine.refresher.refresh().catch(() => undefined);
    refreshByItself(mine);
    return connected;
  }

  async function adopt(same: OpenFigures | null, workspace: Workspace | null, account: Account): Promise<OpenFigures> {
    if (same === null) return openWorkspace(workspace ?? (await opener.openAccount(account.id)), account);
    same.account = account;
    return same;
  }

  /** Another account takes this one's place: its token would lie in the keychain with nobody to take it out. */
  async function forget(account: Account): Promise<void> {
    const isTokenGone = !account.isTokenKept || (await vault.remove(account.id)) === "done";
    if (isTokenGone) removeAccount(account);
  }

  function removeAccount(account: Account): void {
    accounts.remove(account.id);
    options.backoffs.write(account.id, NO_BACKOFF);
  }

  /** The keychain took the token after all. Where the person has signed out or in again meanwhile, it must not stay. */
  async function keptLate(account: Account): Promise<void> {
    const signedIn = open?.account ?? null;
    if (open !== null && signedIn === account) {
      open.account = { ...account, isTokenKept: true };
      accounts.save(open.account);
      if (session.kind === "apify" && session.credential === "this-session") changeCredential(open.account, "kept");
    } else if (signedIn?.id !== account.id || !signedIn.isTokenKept) await vault.remove(account.id);
  }

  async function signOut(): Promise<Session> {
    const account = open?.account ?? null;
    if (account?.isTokenKept === true && (await vault.remove(account.id)) !== "done") {
      throw new AppError("keychain_unavailable", "The keychain did not let go of the token: unlock it and try again");
    }
    if (account !== null) removeAccount(account);
    await close();
    return change({ kind: "signed-out" });
  }

  function current(): OpenFigures {
    if (open === null) throw new AppError("unauthorized", "Nobody is signed in");
    return open;
  }

  return {
    async start({ isSample }) {
      const account = accounts.current();
      if (isSample) await inTurn(openSample);
      else if (account !== null) {
        const mine = await openWorkspace(await opener.openAccount(account.id), account);
        changeCredential(account, "kept");
        // The figures do not wait for the keychain.
        void inTurn(() => readToken(mine, account));
      }
    },
    session: () => session,
    api: () => current().api,
    signIn: (token) => inTurn(() => signIn(token)),
    openSample: () => inTurn(openSample),
    retryKeychain: () =>
      inTurn(async () => {
        const mine = current();
        return mine.account === null ? session : readToken(mine, mine.account);
      }),
    signOut: () => inTurn(signOut),
    async connectionStatus() {
      if (session.kind === "apify") await open?.readFirstStatus();
      return connectionStatus();
    },
    async refresh() {
      await current().refresher.refresh();
    },
    importHistory: async (days, isReset) => current().refresher.importDays(days, isReset),
    async cancelImport() {
      await current().refresher.cancel();
    },
    pauseRefreshing() {
      isPaused = true;
      open?.refresher.pause();
    },
    resumeRefreshing() {
      isPaused = false;
      if (open !== null) refreshByItself(open);
    },
    replanRefreshing() {
      open?.refresher.replan();
    },
    stop: close,
  };
}
