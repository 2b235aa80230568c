import pLimit from "p-limit";
import { DEFAULT_BACKFILL_DAYS, type ImportStatus } from "../../shared/api/backfill.ts";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import type { CredentialState, Session } from "../../shared/ipc/contract.ts";
import type { Account, AccountStore } from "./account-store.ts";
import type { ApiClient } from "./api-client.ts";
import { createRefresher, type Refresher } from "./refresher.ts";
import type { SecretReading, SecretVault } from "./secret-vault.ts";
import type { Workspace, WorkspaceOpener } from "./workspace.ts";

export interface SessionControllerOptions {
  readonly accounts: AccountStore;
  readonly vault: SecretVault;
  readonly opener: WorkspaceOpener;
  readonly onSession: (session: Session) => void;
  /** Other figures than before are open. */
  readonly onWorkspace: () => void;
  readonly onStatus: (status: ImportStatus) => void;
  readonly onFigures: () => void;
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
  readonly now: () => number;
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
  refresh(): Promise<void>;
  importHistory(): Promise<void>;
  cancelImport(): Promise<void>;
  pauseRefreshing(): void;
  resumeRefreshing(): void;
  stop(): Promise<void>;
}

interface Open {
  readonly workspace: Workspace;
  readonly refresher: Refresher;
  /** Null for the sample. */
  account: Account | null;
}

export function createSessionController(options: SessionControllerOptions): SessionController {
  const { accounts, vault, opener } = options;
  /** Sign-in, sign-out and what else changes the session wait for each other. */
  const inTurn = pLimit(1);
  let session: Session = { kind: "signed-out" };
  let open: Open | null = null;
  let isPaused = false;

  function change(next: Session): Session {
    session = next;
    options.onSession(session);
    return session;
  }

  function changeCredential(account: Account, credential: CredentialState): Session {
    return change({ kind: "apify", username: account.username, credential });
  }

  async function openWorkspace(workspace: Workspace, account: Account | null): Promise<Open> {
    await close();
    const mine: Open = {
      workspace,
      account,
      refresher: createRefresher({
        api: workspace.api,
        // An import may end after its figures were closed: what it tells is no longer what is on screen.
        onStatus: (status) => open === mine && options.onStatus(status),
        onFigures: () => open === mine && options.onFigures(),
        onFailure: (code) => failed(mine, code),
        schedule: options.schedule,
      }),
    };
    open = mine;
    options.onWorkspace();
    return mine;
  }

  async function close(): Promise<void> {
    const closing = open;
    open = null;
    closing?.refresher.pause();
    await closing?.workspace.close();
  }

  function failed(mine: Open, code: ErrorCode): void {
    if (open !== mine || mine.account === null || code !== "apify_token_refused") return;
    mine.refresher.pause();
    mine.workspace.disconnect();
    changeCredential(mine.account, "refused");
  }

  function connect(mine: Open, token: string): void {
    mine.workspace.connect(token);
    if (!isPaused) mine.refresher.resume();
  }

  async function readToken(mine: Open, account: Account): Promise<Session> {
    if (!account.isTokenKept) return changeCredential(account, "unavailable");
    const use = (reading: SecretReading): Session => {
      if (open !== mine) return session;
      if (reading.state !== "found") return changeCredential(account, reading.state);
      connect(mine, reading.secret);
      return changeCredential(account, "kept");
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
    connect(mine, token);
    return changeCredential(account, written === "done" ? "kept" : "this-session");
  }

  async function adopt(same: Open | null, workspace: Workspace | null, account: Account): Promise<Open> {
    if (same === null) return openWorkspace(workspace ?? (await opener.openAccount(account.id)), account);
    same.account = account;
    return same;
  }

  /** Another account takes this one's place: its token would lie in the keychain with nobody to take it out. */
  async function forget(account: Account): Promise<void> {
    const isTokenGone = !account.isTokenKept || (await vault.remove(account.id)) === "done";
    if (isTokenGone) accounts.remove(account.id);
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
    if (account !== null) accounts.remove(account.id);
    await close();
    return change({ kind: "signed-out" });
  }

  function current(): Open {
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
    api: () => current().workspace.api,
    signIn: (token) => inTurn(() => signIn(token)),
    openSample: () => inTurn(openSample),
    retryKeychain: () =>
      inTurn(async () => {
        const mine = current();
        return mine.account === null ? session : readToken(mine, mine.account);
      }),
    signOut: () => inTurn(signOut),
    async refresh() {
      await current().refresher.refresh();
    },
    async importHistory() {
      await current().refresher.importDays(DEFAULT_BACKFILL_DAYS);
    },
    async cancelImport() {
      await current().refresher.cancel();
    },
    pauseRefreshing() {
      isPaused = true;
      open?.refresher.pause();
    },
    resumeRefreshing() {
      isPaused = false;
      if (session.kind === "apify" && (session.credential === "kept" || session.credential === "this-session")) {
        open?.refresher.resume();
      }
    },
    stop: close,
  };
}
