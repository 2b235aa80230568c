import type { Account, ServerAccount } from "../../../electron/main/account-store.ts";
import { type Backoff, NO_BACKOFF } from "../../../electron/main/refresh-schedule.ts";
import type { SecretReading, SecretWriting } from "../../../electron/main/secret-vault.ts";
import { createSessionController, type SessionController } from "../../../electron/main/session-controller.ts";
import type { ServerDoor } from "../../../electron/main/workspace.ts";
import type { ApifyConnection } from "../../../shared/api/apify-connection.ts";
import type { ImportStatus } from "../../../shared/api/backfill.ts";
import { AppError, type ErrorCode } from "../../../shared/errors.ts";
import type { ConnectionStatus } from "../../../shared/ipc/connection.ts";
import type { Session } from "../../../shared/ipc/session.ts";
import type { RefreshMinutes } from "../../../shared/ipc/preferences.ts";
import { createFakeApi, type FakeApi } from "./fake-api.ts";
import { NO_BUDGETS } from "./no-budgets.ts";
import { createManualSchedule, type ManualSchedule } from "./manual-schedule.ts";

export interface FakeWorkspace extends FakeApi {
  /** `sample`, or the account's id. */
  readonly name: string;
  /** The token that it is connected with. */
  token: string | null;
  isClosed: boolean;
  /** Once it was closed. */
  isForgotten: boolean;
}

/** What the vault owes an answer for. */
export interface VaultQuestion<Answer> {
  readonly account: string;
  answer(answer: Answer): void;
  /** Tells what comes after the deadline. */
  tellLate(answer: Answer): void;
}

/** A session controller with everything around it in the test's hands. */
export interface ControllerBench {
  readonly controller: SessionController;
  readonly clock: ManualSchedule;
  /** The accounts file, in the order in which they were added, and which of them is the current one. */
  readonly accounts: () => readonly Account[];
  readonly currentAccountId: () => string | null;
  readonly workspaces: readonly FakeWorkspace[];
  /** The workspace that is open. */
  readonly workspace: () => FakeWorkspace;
  /** The sessions that were told, oldest first. */
  readonly told: readonly Session[];
  /** Whose figures were told to be open, oldest first; null: they were closed. */
  readonly opened: readonly (string | null)[];
  /** The token that each workspace was connected with when it was told to be open. */
  readonly tokensOpened: readonly (string | null)[];
  readonly signedOut: readonly string[];
  /** The statuses that were told, and how often the figures were said to be others. */
  readonly statuses: readonly ImportStatus[];
  readonly figures: () => number;
  /** The connections that were told, oldest first. */
  readonly connections: readonly (ConnectionStatus | null)[];
  /** Each account's failures in a row, as the file keeps them. */
  readonly backoffs: Map<string, Backoff>;
  /** What the person chose and whether the window is on screen. */
  readonly desk: { refreshMinutes: RefreshMinutes; isWindowVisible: boolean };
  /** What the keychain holds; it answers at once from here unless it is told to wait. */
  readonly secrets: Map<string, string>;
  readonly reads: readonly VaultQuestion<SecretReading>[];
  readonly writes: readonly VaultQuestion<SecretWriting>[];
  /** From now on, operations of the keychain wait until the test answers them. */
  holdKeychain(): void;
  /** From now on, the keychain answers this to each write and removal. */
  refuseWrites(answer: Exclude<SecretWriting, "done"> | null): void;
  /** From now on, Apify answers so to a token's check. */
  refuseTokens(code: ErrorCode | null): void;
  /** What the ledger of the next workspace tells of its last import. */
  presetStatus(status: Partial<ImportStatus>): void;
  /** Makes the next workspace fail to open. */
  failToOpen(code: ErrorCode | null): void;
}

export const NOW_MS = Date.parse("2026-11-22T10:00:00Z");

/** A token of the stand-in's form says whose it is: `camille-token-2` is the one of `camille-id`. */
const accountOfToken = (token: string) => {
  const username = token.split("-")[0] ?? "";
  return { id: `${username}-id`, username };
};

export const keptAccount = (username: string): Account => ({
  kind: "apify",
  id: `${username}-id`,
  username,
  isTokenKept: true,
  createdAt: new Date(NOW_MS).toISOString(),
});

export const keptServerAccount = (name: string): ServerAccount => ({
  kind: "server",
  id: `https://spend.example.org ${name}`,
  address: "https://spend.example.org",
  email: `${name}@example.org`,
  name,
  isTokenKept: true,
  createdAt: new Date(NOW_MS).toISOString(),
});

/** A team server's own connection to Apify, as the fake contract has it. */
function serverDoor({ api }: FakeApi): ServerDoor {
  let connection: ApifyConnection | null = null;
  return {
    apifyConnection: () => connection,
    connectToApify: async (token) => (connection = await api.connectApify(token)),
    disconnectFromApify: async () => (connection = await api.apifyConnection()),
  };
}

/**
 * @param signedIn the accounts of the last time; the first of them was shown.
 * @param backoffs of the last time, for a start after it.
 */
export function createControllerBench(
  signedIn: readonly Account[] = [],
  backoffs: Map<string, Backoff> = new Map(),
): ControllerBench {
  const clock = createManualSchedule(NOW_MS);
  const connections: (ConnectionStatus | null)[] = [];
  const desk: ControllerBench["desk"] = { refreshMinutes: 5, isWindowVisible: true };
  const workspaces: FakeWorkspace[] = [];
  const told: Session[] = [];
  const tokensOpened: (string | null)[] = [];
  const opened: (string | null)[] = [];
  const signedOut: string[] = [];
  const statuses: ImportStatus[] = [];
  let figures = 0;
  const secrets = new Map<string, string>();
  const reads: VaultQuestion<SecretReading>[] = [];
  const writes: VaultQuestion<SecretWriting>[] = [];
  let accounts: readonly Account[] = signedIn;
  let currentId = signedIn[0]?.id ?? null;
  let isHeld = false;
  let refusal: SecretWriting | null = null;
  let tokenFailure: ErrorCode | null = null;
  let openFailure: ErrorCode | null = null;
  let firstStatus: Partial<ImportStatus> = {};
  function openWorkspace(name: string, kind: Account["kind"] = "apify") {
    if (openFailure !== null) throw new AppError(openFailure, "The ledger can't be opened");
    const fake = createFakeApi();
    fake.setStatus(firstStatus);
    const workspace: FakeWorkspace = { ...fake, name, token: null, isClosed: false, isForgotten: false };
    workspaces.push(workspace);
    return {
      figures: fake.api,
      imports: { ...fake.api, progressIntervalMs: 500 },
      budgets: NO_BUDGETS,
      knownAt: (status: ImportStatus | null) => status?.lastCompletedAt ?? null,
      server: kind === "apify" ? null : serverDoor(fake),
      connect: (token: string) => void (workspace.token = token),
      disconnect: () => void (workspace.token = null),
      async close() {
        workspace.isClosed = true;
      },
      async forget() {
        workspace.isForgotten = workspace.isClosed;
      },
    };
  }

  const controller = createSessionController({
    accounts: {
      all: () => accounts,
      current: () => accounts.find(({ id }) => id === currentId) ?? null,
      find: (id) => accounts.find((account) => account.id === id) ?? null,
      save(account) {
        const isKnown = accounts.some(({ id }) => id === account.id);
        accounts = isKnown
          ? accounts.map((former) => (former.id === account.id ? account : former))
          : [...accounts, account];
      },
      makeCurrent: (id) => void (currentId = id),
      setColour: (id, colour) =>
        void (accounts = accounts.map((each) => (each.id === id ? { ...each, colour } : each))),
      remove(id) {
        accounts = accounts.filter((account) => account.id !== id);
        if (currentId === id) currentId = null;
      },
    },
    vault: {
      read(account, _isMarked, onUnlocked) {
        if (isHeld)
          return new Promise((answer) => reads.push({ account, answer, tellLate: (reading) => onUnlocked(reading) }));
        const secret = secrets.get(account);
        return Promise.resolve(secret === undefined ? { state: "missing" } : { state: "found", secret });
      },
      write(account, secret, onKept) {
        const keep = () => void secrets.set(account, secret);
        const tellLate = () => {
          keep();
          onKept();
        };
        if (isHeld) return new Promise((answer) => writes.push({ account, answer, tellLate }));
        writes.push({ account, answer: () => undefined, tellLate });
        if (refusal === null) keep();
        return Promise.resolve(refusal ?? "done");
      },
      async remove(account) {
        if (refusal !== null) return refusal;
        secrets.delete(account);
        return "done";
      },
      isWaiting: () => false,
    },
    opener: {
      openAccount: async ({ id, kind }) => openWorkspace(id, kind),
      openSample: async () => openWorkspace("sample"),
      async checkToken(token) {
        if (tokenFailure !== null) throw new AppError(tokenFailure, "Apify refused the token");
        return accountOfToken(token);
      },
    },
    onSession: (session) => told.push(session),
    onWorkspace({ account }) {
      opened.push(account?.id ?? "sample");
      tokensOpened.push(workspaces.at(-1)?.token ?? null);
    },
    onClose: () => opened.push(null),
    onSignedOut: (accountId) => signedOut.push(accountId),
    onStatus: (status) => statuses.push(status),
    onConnection: (status) => connections.push(status),
    onFigures: () => (figures += 1),
    backoffs: {
      read: (accountId) => backoffs.get(accountId) ?? NO_BACKOFF,
      write: (accountId, backoff) => backoffs.set(accountId, backoff),
    },
    schedule: clock.schedule,
    now: clock.now,
    random: () => 0,
    refreshMinutes: () => desk.refreshMinutes,
    isWindowVisible: () => desk.isWindowVisible,
  });

  return {
    controller,
    clock,
    accounts: () => accounts,
    currentAccountId: () => currentId,
    workspaces,
    workspace() {
      const open = workspaces.filter(({ isClosed }) => !isClosed);
      const [only] = open;
      if (only === undefined || open.length > 1) throw new Error(`${open.length} workspaces are open`);
      return only;
    },
    told,
    tokensOpened,
    opened,
    signedOut,
    statuses,
    figures: () => figures,
    connections,
    backoffs,
    desk,
    secrets,
    reads,
    writes,
    holdKeychain: () => (isHeld = true),
    refuseWrites: (answer) => (refusal = answer),
    refuseTokens: (code) => (tokenFailure = code),
    presetStatus: (status) => (firstStatus = status),
    failToOpen: (code) => (openFailure = code),
  };
}
