import type { ApifyConnection } from "../api/apify-connection.ts";
import type { ImportAnswer, ImportStatus } from "../api/backfill.ts";
import type { Breakdown } from "../api/breakdown.ts";
import type { Reconciliation } from "../api/reconciliation.ts";
import type { ScraperRunDetails, ScraperRunsAnswer } from "../api/scraper-runs.ts";
import type { SpendingChart } from "../api/spending-chart.ts";
import type { Grouping } from "../domain/breakdown.ts";
import type { AlertSettings, SnoozeChoice } from "../domain/budget/alert.ts";
import type { Period, TimeRange } from "../domain/period.ts";
import type { RunFilter } from "../domain/run-filter.ts";
import type { ErrorCode, ErrorDetails } from "../errors.ts";
import type { About, Licence } from "./about.ts";
import type { AlertsView, BudgetChoice, BudgetView, TestOutcome, WebhookOutcome } from "./budgets.ts";
import type { Preferences } from "./preferences.ts";
import type { ExportOutcome, ExportProgress, RunsExportAsked } from "./export.ts";
import type { CommandId } from "./commands.ts";
import type { AccountEntry, AccountReading } from "./accounts.ts";
import type { RememberedScreen } from "./remembered-screen.ts";
import type { UpdateCopies, UpdateStatus } from "./updates.ts";
import type { ConnectionStatus } from "./connection.ts";
import type { Environment, LoginLaunch } from "./environment.ts";
import type { FiguresAsked, RunsAsked, ShownSummary } from "./figures.ts";
import type { LedgerBackup, LedgerHealth, LedgerToRestore } from "./ledger.ts";
import type { ServerCode, Session } from "./session.ts";

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
  getAbout: call<void, About>(),
  /** Of every package of others that is in the application. */
  getLicences: call<void, readonly Licence[]>(),
  /** Shows the licences that come with the runtime in the system's file manager. */
  showChromiumLicences: call<void, void>(),
  /** What helps whoever looks into a failure, in lines and without secrets. */
  getDiagnostics: call<void, string>(),
  /** Copies what was told last, to the letter. */
  copyDiagnostics: call<void, void>(),
  /** How many times a process of the application has stopped, as far as is noted. */
  getCrashCount: call<void, number>(),
  /** Shows the notes of that in the system's file manager. */
  showCrashNotes: call<void, void>(),
  forgetCrashes: call<void, void>(),
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
