import type { ImportStatus } from "../../../shared/api/backfill.ts";
import { toAppError } from "../../../shared/errors.ts";
import type {
  CallInput,
  CallName,
  CallOutput,
  DesktopBridge,
  Environment,
  Preferences,
  PushName,
  PushPayload,
  Result,
  Session,
} from "../../../shared/ipc/contract.ts";
import { idleStatus, sampleChart, sampleSummary } from "./sample-figures.ts";

type Answers = { [Name in CallName]: (input: CallInput<Name>) => CallOutput<Name> | Promise<CallOutput<Name>> };
type Listeners = { readonly [Name in PushName]: Set<(payload: PushPayload<Name>) => void> };

export interface FakeDesktopOptions {
  readonly environment?: Partial<Environment>;
  readonly session?: Session;
  readonly preferences?: Partial<Preferences>;
  readonly importStatus?: Partial<ImportStatus>;
}

export interface FakeDesktop {
  readonly bridge: DesktopBridge;
  /** What the window asked for, in order. */
  readonly calls: readonly { readonly name: CallName; readonly input: unknown }[];
  /** Replaces one answer; throwing an `AppError` inside makes it a failure with that code. */
  readonly answer: <Name extends CallName>(name: Name, answer: Answers[Name]) => void;
  readonly push: <Name extends PushName>(name: Name, payload: PushPayload<Name>) => void;
}

/** A main process without Electron: signed in and quiet unless told otherwise. */
export function createFakeDesktop(options: FakeDesktopOptions = {}): FakeDesktop {
  const answers = defaultAnswers(options);
  const calls: { name: CallName; input: unknown }[] = [];
  const listeners: Listeners = {
    sessionChanged: new Set(),
    importStatusChanged: new Set(),
    preferencesChanged: new Set(),
    figuresChanged: new Set(),
  };

  const call =
    <Name extends CallName>(name: Name) =>
    async (input: CallInput<Name>): Promise<Result<CallOutput<Name>>> => {
      calls.push({ name, input });
      try {
        return { ok: true, value: await answers[name](input) };
      } catch (error) {
        const { code, message } = toAppError(error);
        return { ok: false, error: { code, message } };
      }
    };
  const listen =
    <Name extends PushName>(name: Name) =>
    (listener: (payload: PushPayload<Name>) => void) => {
      listeners[name].add(listener);
      return () => void listeners[name].delete(listener);
    };

  return {
    calls,
    answer: (name, answer) => {
      answers[name] = answer;
    },
    push: (name, payload) => {
      for (const listener of listeners[name]) listener(payload);
    },
    bridge: {
      getEnvironment: call("getEnvironment"),
      getSession: call("getSession"),
      signInWithApify: call("signInWithApify"),
      retryKeychain: call("retryKeychain"),
      openSampleData: call("openSampleData"),
      signOut: call("signOut"),
      openApifyTokenPage: call("openApifyTokenPage"),
      getSummary: call("getSummary"),
      getSpendingChart: call("getSpendingChart"),
      getImportStatus: call("getImportStatus"),
      refresh: call("refresh"),
      importHistory: call("importHistory"),
      cancelImport: call("cancelImport"),
      getPreferences: call("getPreferences"),
      setPreferences: call("setPreferences"),
      figuresPainted: call("figuresPainted"),
      onSessionChanged: listen("sessionChanged"),
      onImportStatusChanged: listen("importStatusChanged"),
      onPreferencesChanged: listen("preferencesChanged"),
      onFiguresChanged: listen("figuresChanged"),
    },
  };
}

function defaultAnswers(options: FakeDesktopOptions): Answers {
  const kept: Session = { kind: "apify", username: "camille", credential: "kept" };
  let preferences: Preferences = {
    summaryPeriod: "month",
    chartTimeRange: "30d",
    trayPeriod: "month",
    ...options.preferences,
  };
  return {
    getEnvironment: () => ({ language: "fr", version: "0.1.0", ...options.environment }),
    getSession: () => options.session ?? kept,
    signInWithApify: () => kept,
    retryKeychain: () => kept,
    openSampleData: () => ({ kind: "sample" }),
    signOut: () => ({ kind: "signed-out" }),
    openApifyTokenPage: () => undefined,
    getSummary: ({ period }) => sampleSummary(period),
    getSpendingChart: ({ timeRange }) => sampleChart(timeRange),
    getImportStatus: () => ({ ...idleStatus, lastCompletedAt: new Date().toISOString(), ...options.importStatus }),
    refresh: () => undefined,
    importHistory: () => undefined,
    cancelImport: () => undefined,
    getPreferences: () => preferences,
    setPreferences: (change) => {
      preferences = { ...preferences, ...change };
      return preferences;
    },
    figuresPainted: () => undefined,
  };
}
