import pLimit from "p-limit";
import type { ApifyConnection } from "../../shared/api/apify-connection.ts";
import type { ImportAnswer } from "../../shared/api/backfill.ts";
import { AppError } from "../../shared/errors.ts";
import { ACCOUNT_COLOURS, type AccountEntry } from "../../shared/ipc/accounts.ts";
import type { ConnectionStatus } from "../../shared/ipc/connection.ts";
import type { Session } from "../../shared/ipc/session.ts";
import type { Account, AccountStore, Identity } from "./account-store.ts";
import { createCredentials, type TokenReading } from "./credentials.ts";
import { createCurrentSession, type CurrentSessionOptions } from "./current-session.ts";
import type { OpenFigures } from "./open-figures.ts";
import { NO_BACKOFF } from "./refresh-schedule.ts";
import type { SecretVault } from "./secret-vault.ts";
import type { Figures, ServerDoor, Workspace, WorkspaceOpener } from "./workspace.ts";

export interface SessionControllerOptions extends CurrentSessionOptions {
  readonly accounts: AccountStore;
  readonly vault: SecretVault;
  readonly opener: WorkspaceOpener;
  /** Its token has left the keychain. */
  readonly onSignedOut: (accountId: string) => void;
}

/** Who is signed in, and what follows from it: which figures are read, with which token, and whether they are refreshed. */
export interface SessionController {
  start(options: { readonly isSample: boolean }): Promise<void>;
  session(): Session;
  /** All that are signed in; one of them is shown, and only that one is refreshed. */
  accounts(): readonly AccountEntry[];
  /** @throws AppError `unauthorized` when nobody is signed in. */
  figures(): Figures;
  /** With an Apify token. */
  signIn(token: string): Promise<Session>;
  openSample(): Promise<Session>;
  /** Shows another of the accounts. @throws AppError `not_found` when it is signed in no more */
  switchAccount(accountId: string): Promise<Session>;
  /** As one of a team server's people, with the token that the server gave. */
  signInToServer(identity: Identity, token: string): Promise<Session>;
  retryKeychain(): Promise<Session>;
  /**
   * Signs the shown account out, or leaves the sample, and shows the next account if there is one.
   *
   * @throws AppError `keychain_unavailable` when the token can't be taken out of the keychain.
   */
  signOut(): Promise<Session>;
  /** Null for the sample and while nobody is signed in. */
  connectionStatus(): Promise<ConnectionStatus | null>;
  refresh(): Promise<void>;
  importHistory(days: number, isReset: boolean): Promise<ImportAnswer | null>;
  cancelImport(): Promise<void>;
  /** The shown team server's connection to Apify; null where there is none to tell of. */
  apifyConnection(): ApifyConnection | null;
  /** Has the shown team server import with this token. @throws AppError `not_found` where no team server is shown */
  connectServerToApify(token: string): Promise<ApifyConnection>;
  disconnectServerFromApify(): Promise<ApifyConnection>;
  /** The day or the zone is another now: figures that were read elsewhere are those of a former one. */
  turnDay(): void;
  pauseRefreshing(): void;
  resumeRefreshing(): void;
  /** The person's choice or the window's visibility is another now. */
  replanRefreshing(): void;
  stop(): Promise<void>;
}

export function createSessionController(options: SessionControllerOptions): SessionController {
  const { accounts, vault, opener, backoffs, now } = options;
  /** Sign-in, sign-out and what else changes the session wait for each other. */
  const inTurn = pLimit(1);
  const current = createCurrentSession(options);
  const credentials = createCredentials({
    accounts,
    vault,
    now,
    inTurn,
    onKeptLate: (account) => current.keptLate(account),
  });

  async function show(account: Account): Promise<Session> {
    const mine = await current.open(await opener.openAccount(account), account);
    accounts.makeCurrent(account.id);
    const shown = current.changeCredential(account, "kept");
    // The figures do not wait for the keychain.
    void inTurn(() => readToken(mine, account));
    return shown;
  }

  async function readToken(mine: OpenFigures, account: Account): Promise<Session> {
    const use = (reading: TokenReading): Session => {
      const session = current.connect(mine, account, reading);
      current.refreshByItself(mine);
      return session;
    };
    return use(await credentials.read(account, use));
  }

  const next = (): Account | null => accounts.current() ?? accounts.all()[0] ?? null;

  async function openSample(): Promise<Session> {
    await current.open(await opener.openSample(), null);
    return current.change({ kind: "sample" });
  }

  async function signIn(identity: Identity, token: string): Promise<Session> {
    // The ledger first: where it can't be opened, no token may stay behind in the keychain.
    const workspace = isShown(identity.id) ? null : await opener.openAccount(identity);
    const { account, isKept } = await credentials.keep(identity, token);
    accounts.makeCurrent(account.id);
    // Before it is opened: that reads how the last import ended, and whoever asks meanwhile shares a failure.
    workspace?.connect(token);
    const mine = await adopt(workspace, account);
    const connected = current.connect(mine, account, { credential: isKept ? "kept" : "this-session", token });
    // Whoever signs in asks for the figures by that, whatever holds up a refresh by itself. Its status tells how it ends.
    void mine.refresher.refresh().catch(() => undefined);
    current.refreshByItself(mine);
    return connected;
  }

  const isShown = (accountId: string): boolean => current.figures()?.account?.id === accountId;

  async function adopt(workspace: Workspace | null, account: Account): Promise<OpenFigures> {
    if (workspace !== null) return current.open(workspace, account);
    const same = current.needFigures();
    same.account = account;
    return same;
  }

  async function signOut(): Promise<Session> {
    const mine = current.figures();
    const account = mine?.account ?? null;
    if (account !== null) {
      await credentials.forget(account);
      backoffs.write(account.id, NO_BACKOFF);
    }
    await current.close();
    if (account !== null) options.onSignedOut(account.id);
    // Ending a session at a server that does not answer must not hold up the person.
    if (account !== null) void mine?.forget();
    const remaining = next();
    return remaining === null ? current.change({ kind: "signed-out" }) : show(remaining);
  }

  return {
    async start({ isSample }) {
      const account = next();
      if (isSample) await inTurn(openSample);
      else if (account !== null) await inTurn(() => show(account));
    },
    session: () => current.session(),
    accounts: () => accounts.all().map((account, place) => entryOf(account, place, isShown(account.id))),
    figures: () => current.needFigures().figures,
    signIn: (token) => inTurn(async () => signIn({ kind: "apify", ...(await opener.checkToken(token)) }, token)),
    signInToServer: (identity, token) => inTurn(() => signIn(identity, token)),
    openSample: () => inTurn(openSample),
    switchAccount: (accountId) =>
      inTurn(async () => {
        const account = accounts.find(accountId);
        if (account === null) throw new AppError("not_found", "The account is not signed in");
        return isShown(accountId) ? current.session() : show(account);
      }),
    retryKeychain: () =>
      inTurn(async () => {
        const mine = current.needFigures();
        return mine.account === null ? current.session() : readToken(mine, mine.account);
      }),
    signOut: () => inTurn(signOut),
    async connectionStatus() {
      if ("credential" in current.session()) await current.figures()?.readFirstStatus();
      return current.connectionStatus();
    },
    async refresh() {
      await current.needFigures().refresher.refresh();
    },
    importHistory: async (days, isReset) => current.needFigures().refresher.importDays(days, isReset),
    async cancelImport() {
      await current.needFigures().refresher.cancel();
    },
    apifyConnection: () => current.needFigures().server?.apifyConnection() ?? null,
    async connectServerToApify(token) {
      const mine = current.needFigures();
      const connection = await doorOf(mine).connectToApify(token);
      void mine.refresher.refresh().catch(() => undefined);
      return connection;
    },
    disconnectServerFromApify: async () => doorOf(current.needFigures()).disconnectFromApify(),
    turnDay() {
      const mine = current.figures();
      if (mine?.server) current.refreshByItself(mine);
    },
    pauseRefreshing: () => current.pause(),
    resumeRefreshing: () => current.resume(),
    replanRefreshing() {
      current.figures()?.refresher.replan();
    },
    stop: () => current.close(),
  };
}

function doorOf({ server }: OpenFigures): ServerDoor {
  if (server === null) throw new AppError("not_found", "No team server is shown");
  return server;
}

function entryOf(account: Account, place: number, isShown: boolean): AccountEntry {
  const { id, colour = place % ACCOUNT_COLOURS } = account;
  if (account.kind === "apify") return { kind: "apify", id, username: account.username, colour, isShown };
  return { kind: "server", id, name: account.name, email: account.email, address: account.address, colour, isShown };
}
