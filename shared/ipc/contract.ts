import type { ApifyConnection } from "../api/apify-connection.ts";
import type { ImportAnswer, ImportStatus } from "../api/backfill.ts";
import type { Breakdown } from "../api/breakdown.ts";
import type { ExportQuery } from "../api/export.ts";
import type { Reconciliation } from "../api/reconciliation.ts";
import type { ScraperRunDetails, ScraperRunsAnswer } from "../api/scraper-runs.ts";
import type { SpendingChart } from "../api/spending-chart.ts";
import type { RangeSummary, Summary } from "../api/summary.ts";
import type { Grouping } from "../domain/breakdown.ts";
import type { AlertSettings, SnoozeChoice } from "../domain/budget/alert.ts";
import type { Language } from "../domain/money.ts";
import type { Period, ShownPeriod, TimeRange } from "../domain/period.ts";
import type { RunFilter } from "../domain/run-filter.ts";
import type { RunSort, SortOrder } from "../domain/run-order.ts";
import type { ErrorCode, ErrorDetails } from "../errors.ts";
import type { AlertsView, BudgetChoice, BudgetView, TestOutcome, WebhookOutcome } from "./budgets.ts";
import type { Preferences } from "./preferences.ts";
import type { ExportOutcome, ExportProgress } from "./export.ts";
import type { CommandId } from "./commands.ts";
import type { AccountEntry, AccountReading } from "./accounts.ts";
import type { RememberedScreen } from "./remembered-screen.ts";
import type { UpdateCopies, UpdateStatus } from "./updates.ts";

/** A request from the window that main answers. */
export interface Call<Input, Output> {
  readonly kind: "call";
  readonly types?: (input: Input) => Output;
}

/** A message from main to the window. */
export interface Push<Payload> {
  readonly kind: "push";
  readonly types?: (payload: Payload) => void;
}

const call = <Input, Output>(): Call<Input, Output> => ({ kind: "call" });
const push = <Payload>(): Push<Payload> => ({ kind: "push" });

/** What became of an account's token. Only `kept` and `this-session` hold one that can be used. */
export type CredentialState = "kept" | "this-session" | "missing" | "locked" | "unavailable" | "refused";

export type Session =
  | { readonly kind: "signed-out" }
  | { readonly kind: "sample" }
  | { readonly kind: "apify"; readonly username: string; readonly credential: CredentialState }
  | {
      readonly kind: "server";
      /** The team server's origin. */
      readonly address: string;
      readonly email: string;
      readonly name: string;
      readonly credential: CredentialState;
    };

/** What the person approves in the browser, so that this computer is signed in to a team server. */
export interface ServerCode {
  /** The server's origin. */
  readonly address: string;
  readonly userCode: string;
  readonly expiresAt: string;
  /** Whether the server has stopped answering meanwhile; it is asked again. */
  readonly isServerAway: boolean;
}

/** Why a sign-in to a team server failed: `details.problem` of its error. */
export const SERVER_PROBLEMS = [
  "address",
  "insecure",
  "no-network",
  "unknown-host",
  "no-answer",
  "certificate",
  "redirected",
  "not-decompte",
  "other-address",
  "troubled",
  "busy",
  "denied",
  "expired",
] as const;
export type ServerProblem = (typeof SERVER_PROBLEMS)[number];

/**
 * How the connection stands: one word for the window and the tray alike. Instants are ISO 8601.
 * `token-refused` and `no-token` speak of the account's own token, Apify's or the team server's; the latter says which way
 * the keychain answered. Of a team server, `offline`, `rate-limited` and `not-allowed` are between it and Apify, and
 * `server-apify-refused` is its token for Apify. `failing` stands for every other reason.
 */
export type Connection =
  | { readonly kind: "fine" }
  | { readonly kind: "refreshing" }
  | { readonly kind: "rate-limited"; readonly until: string }
  | { readonly kind: "offline"; readonly since: string }
  | { readonly kind: "server-offline"; readonly since: string }
  | { readonly kind: "server-limited"; readonly until: string }
  | { readonly kind: "server-apify-refused" }
  | { readonly kind: "token-refused" }
  | { readonly kind: "not-allowed" }
  | { readonly kind: "no-token"; readonly credential: "missing" | "locked" | "unavailable" }
  | { readonly kind: "failing"; readonly code: ErrorCode; readonly since: string };

export interface ConnectionStatus {
  readonly connection: Connection;
  /** Up to when the figures are known: when the ledger last agreed with Apify, or was last read from the team server. */
  readonly lastCompletedAt: string | null;
  /** Null while nothing is planned: paused, by hand only, or without a token. */
  readonly nextRefreshAt: string | null;
}

/** What is known of the ledger on this computer. */
export interface LedgerHealth {
  /** Since when its file is known to be damaged, ISO 8601; null as far as is known it is whole. */
  readonly damagedSince: string | null;
  /** The file's path; its backups lie beside it. */
  readonly file: string;
}

/** Of a billing cycle and of chosen days it is a range's. */
export type ShownSummary = Summary | RangeSummary;

/** Which figures: of a period, and of the runs that a filter lets pass. A billing cycle that can't be known fails with why. */
export interface FiguresAsked {
  readonly period: ShownPeriod;
  readonly filter: RunFilter;
}

/** A file of runs. */
export interface RunsExportAsked extends FiguresAsked, Pick<ExportQuery, "format" | "decimal"> {
  readonly q: string | null;
}

/** One page of the runs. */
export interface RunsAsked extends FiguresAsked {
  /** Some letters of the Actor's name, title or id, or of the run's id; null: of any. */
  readonly q: string | null;
  readonly sort: RunSort;
  readonly order: SortOrder;
  readonly limit: number;
  readonly offset: number;
}

/** What the window is told of where it runs. */
export interface Environment {
  /** The one that is spoken, chosen or the system's. */
  readonly language: Language;
  /** Whose days and times are shown, chosen or the system's. */
  readonly timeZone: string;
  readonly systemTimeZone: string;
  readonly areAmountsHidden: boolean;
  readonly version: string;
}

/** Whether the system starts Décompte when the person logs in; `unavailable` where nobody knows how it is started. */
export type LoginLaunch = "on" | "off" | "unavailable";

export interface LedgerBackup {
  /** The file's name, without its folder. */
  readonly name: string;
  readonly bytes: number;
}

/** A file that was chosen to be restored: whose runs it holds, or why it can't take the ledger's place. */
export type LedgerToRestore = { readonly name: string } & (
  | {
      readonly kind: "fit";
      readonly accounts: readonly {
        /** Null for an account that is not signed in here. */
        readonly name: string | null;
        readonly runs: number;
        readonly newestAt: string | null;
      }[];
    }
  | { readonly kind: "newer" | "foreign" | "damaged" | "unreadable" }
);

export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      readonly error: { readonly code: ErrorCode; readonly message: string; readonly details?: ErrorDetails };
    };

/** Everything that crosses between the window and main. Preload and both ends are derived from it. */
export const ipcContract = {
  getEnvironment: call<void, Environment>(),
  getSession: call<void, Session>(),
  signInWithApify: call<{ readonly token: string }, Session>(),
  retryKeychain: call<void, Session>(),
  openSampleData: call<void, Session>(),
  /**
   * Signs in to the team server at a typed address, once the person has approved that in the browser; the code is told
   * meanwhile. Fails with a `ServerProblem` in its details, or `cancelled`.
   */
  signInToServer: call<{ readonly address: string }, Session>(),
  cancelServerSignIn: call<void, void>(),
  /** Null while no sign-in waits. */
  getServerCode: call<void, ServerCode | null>(),
  copyServerCode: call<void, void>(),
  /** Opens the server's page for the code in the browser again. */
  openServerPage: call<void, void>(),
  /** Signs the shown account out, or leaves the sample; the answer is the session that comes in its place. */
  signOut: call<void, Session>(),
  getAccounts: call<void, readonly AccountEntry[]>(),
  switchAccount: call<{ readonly accountId: string }, Session>(),
  setAccountColour: call<{ readonly accountId: string; readonly colour: number }, void>(),
  /** What is known of every account, in their order. Nobody is asked for anything newer. */
  readAccounts: call<{ readonly period: Period; readonly timeRange: TimeRange }, readonly AccountReading[]>(),
  openApifyTokenPage: call<void, void>(),
  /** Null: nothing is known of the period as it is now, such as of today while the team server is away. */
  getSummary: call<FiguresAsked, ShownSummary | null>(),
  getSpendingChart: call<{ readonly timeRange: TimeRange; readonly filter: RunFilter }, SpendingChart>(),
  /** What the runs cost by what they have in common, the dearest first. */
  getBreakdown: call<FiguresAsked & { readonly by: Grouping }, Breakdown>(),
  getImportStatus: call<void, ImportStatus>(),
  refresh: call<void, void>(),
  /**
   * Lists the last days again, 1 to 365; runs that are known and settled cost no further request, except in a reset. Null
   * where the import has ended and nobody counted.
   */
  importHistory: call<{ readonly days: number; readonly isReset: boolean }, ImportAnswer | null>(),
  cancelImport: call<void, void>(),
  /** Null for the sample, which has no connection. */
  getConnection: call<void, ConnectionStatus | null>(),
  /** The shown team server's connection to Apify for this person; null where there is none to tell of. */
  getApifyConnection: call<void, ApifyConnection | null>(),
  /** Has the team server import from Apify with a token that it keeps. */
  connectServerToApify: call<{ readonly token: string }, ApifyConnection>(),
  disconnectServerFromApify: call<void, ApifyConnection>(),
  getRuns: call<RunsAsked, ScraperRunsAnswer>(),
  /** With what was read of its cost over time. */
  getRun: call<{ readonly runId: string }, ScraperRunDetails>(),
  /** Opens the run's page of Apify's console in the browser. */
  openRunInConsole: call<{ readonly runId: string }, void>(),
  /**
   * Writes a file that the person chooses, one at a time; answers when it is there, or is not to be. `exportProgressed` tells
   * of it from when the file is chosen.
   */
  exportRuns: call<RunsExportAsked, ExportOutcome>(),
  cancelExport: call<void, void>(),
  /** Shows the file that was exported last in the system's file manager. */
  showExportedFile: call<void, void>(),
  getReconciliation: call<void, Reconciliation>(),
  /** With what was last read of each, in the order in which they were made. */
  getBudgets: call<void, readonly BudgetView[]>(),
  createBudget: call<BudgetChoice, BudgetView>(),
  changeBudget: call<{ readonly budgetId: string; readonly choice: BudgetChoice }, BudgetView>(),
  deleteBudget: call<{ readonly budgetId: string }, void>(),
  /** Takes a deletion back. */
  restoreBudget: call<{ readonly budgetId: string }, BudgetView>(),
  /** The scrapers that a budget can be for, by name. */
  getScrapers: call<void, readonly { readonly scraperId: string; readonly name: string }[]>(),
  /** The address is kept in the keychain, since such addresses are secrets; null takes it away. The answer holds the signing secret, once. */
  setWebhook: call<{ readonly budgetId: string; readonly url: string | null }, { readonly secret: string | null }>(),
  sendTestWebhook: call<{ readonly budgetId: string }, WebhookOutcome>(),
  /** The page itself may not reach the clipboard. */
  copyText: call<{ readonly text: string }, void>(),
  /** A PNG, not larger than a window's picture. */
  copyImage: call<{ readonly png: Uint8Array }, void>(),
  getAlerts: call<void, AlertsView>(),
  /** Null: all of them. */
  acknowledgeAlerts: call<{ readonly alertIds: readonly string[] }, void>(),
  /** `window` is for a budget alone. */
  snoozeAlerts: call<{ readonly budgetId: string | null; readonly choice: SnoozeChoice }, void>(),
  endSnooze: call<{ readonly budgetId: string | null }, void>(),
  setAlertSettings: call<AlertSettings, void>(),
  sendTestNotification: call<void, TestOutcome>(),
  getPreferences: call<void, Preferences>(),
  setPreferences: call<Partial<Preferences>, Preferences>(),
  getLoginLaunch: call<void, LoginLaunch>(),
  setLoginLaunch: call<{ readonly isOn: boolean }, LoginLaunch>(),
  getLedgerHealth: call<void, LedgerHealth>(),
  /** Shows the ledger's file in the system's file manager. */
  showLedgerFile: call<void, void>(),
  /** Starts the application anew, with a new ledger in the place of this one, which is set aside beside it. */
  replaceLedger: call<void, void>(),
  /** Copies the ledger as it is now to where the person chooses; null where none was chosen. */
  backUpLedger: call<void, LedgerBackup | null>(),
  getUpdateCopies: call<void, UpdateCopies>(),
  /**
   * Inspects a copy of a ledger's file: of the named one of `getUpdateCopies`, or, without a name, of one that the person
   * chooses; null where there is none.
   */
  chooseLedgerToRestore: call<{ readonly copyName: string | null }, LedgerToRestore | null>(),
  cancelRestore: call<void, void>(),
  /** Starts the application anew, with the ledger that was chosen in the place of this one, which is set aside beside it. */
  restoreLedger: call<void, void>(),
  /** What helps whoever looks into a failure, in lines and without secrets. */
  getDiagnostics: call<void, string>(),
  /** Copies what was told last, to the letter. */
  copyDiagnostics: call<void, void>(),
  getUpdateStatus: call<void, UpdateStatus>(),
  /** Answers once the feed was read; a download goes on after that. */
  checkForUpdates: call<void, UpdateStatus>(),
  /** Starts the application anew as the version that is ready, once no import runs. */
  installUpdate: call<void, void>(),
  /** Opens the page where the known release's packages are in the browser. */
  openDownloadPage: call<void, void>(),
  /** The person has seen that another version is installed. */
  acknowledgeUpdate: call<void, void>(),
  /**
   * The page says, before anything else, that it has come so far as to run its script, and whether the remembered first
   * screen is in the picture.
   */
  pageOpened: call<{ readonly isScreenRemembered: boolean }, void>(),
  /** What is to be shown at the next start until then, if it is still true by then. */
  rememberScreen: call<RememberedScreen, void>(),
  /** The window says that its figures are on screen. */
  figuresPainted: call<void, void>(),

  sessionChanged: push<Session>(),
  serverCodeChanged: push<ServerCode | null>(),
  importStatusChanged: push<ImportStatus>(),
  connectionChanged: push<ConnectionStatus | null>(),
  preferencesChanged: push<Preferences>(),
  environmentChanged: push<Environment>(),
  ledgerHealthChanged: push<LedgerHealth>(),
  updateStatusChanged: push<UpdateStatus>(),
  exportProgressed: push<ExportProgress>(),
  /** Budgets, what was read of them, or alerts are other ones now. */
  budgetsChanged: push<void>(),
  /** A notification was clicked: this budget is to be shown, or the alerts. */
  alertOpened: push<{ readonly budgetId: string | null }>(),
  /** Chosen from the menu bar. */
  commandChosen: push<CommandId>(),
  /** The ledger, the day or the zone changed: every figure is to be read again. */
  figuresChanged: push<void>(),
} as const;

type Contract = typeof ipcContract;
type NamesOf<Kind> = { [Name in keyof Contract]: Contract[Name] extends { kind: Kind } ? Name : never }[keyof Contract];

export type CallName = NamesOf<"call">;
export type PushName = NamesOf<"push">;
export type CallInput<Name extends CallName> = Contract[Name] extends Call<infer Input, unknown> ? Input : never;
export type CallOutput<Name extends CallName> = Contract[Name] extends Call<never, infer Output> ? Output : never;
export type PushPayload<Name extends PushName> = Contract[Name] extends Push<infer Payload> ? Payload : never;

/** What preload puts on `window.desktop`. */
export type DesktopBridge = {
  readonly [Name in CallName]: (input: CallInput<Name>) => Promise<Result<CallOutput<Name>>>;
} & {
  /** Subscribes to a push; the answer ends the subscription. */
  readonly [Name in PushName as `on${Capitalize<Name>}`]: (
    listener: (payload: PushPayload<Name>) => void,
  ) => () => void;
};

/** The channel of a contract entry, so that nothing else can be called by accident. */
export const channelOf = (name: CallName | PushName): string => `decompte:${name}`;
