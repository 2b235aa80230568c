import { z } from "zod";
import { GROUPINGS } from "../../shared/domain/breakdown.ts";
import { SNOOZES } from "../../shared/domain/budget/alert.ts";
import {
  BUDGET_WINDOWS,
  HIGHEST_THRESHOLD,
  MOST_AMOUNT_DIGITS,
  MOST_THRESHOLDS,
} from "../../shared/domain/budget/budget.ts";
import { PERIODS, TIME_RANGES } from "../../shared/domain/period.ts";
import { RUN_SORTS, SORT_ORDERS } from "../../shared/domain/run-order.ts";
import { ACCOUNT_COLOURS } from "../../shared/ipc/accounts.ts";
import type { CallInput, CallName } from "../../shared/ipc/contract.ts";
import {
  LANGUAGE_CHOICES,
  REFRESH_MINUTES,
  SUMMARY_PERIODS,
  THEMES,
  TRAY_SHOWS,
} from "../../shared/ipc/preferences.ts";
import { UPDATE_CHANNELS } from "../../shared/ipc/updates.ts";
import { isKnownZone } from "./time-zone.ts";
import { isPicture } from "./png.ts";
import { isScreenElement, type ScreenElement } from "../../shared/ipc/remembered-screen.ts";

const nothing = z.undefined();
const period = z.enum(PERIODS);
const timeRange = z.enum(TIME_RANGES);
const shownPeriod = z.union([
  period,
  z.literal("cycle"),
  z.strictObject({ from: z.iso.date(), to: z.iso.date() }).refine(({ from, to }) => from <= to),
]);
const runId = z.string().min(1).max(128);
const search = z.string().trim().min(1).max(100).nullable();
const attribute = z.string().min(1).max(256).exactOptional();
const filter = z.strictObject({ scraperId: attribute, source: attribute, status: attribute, origin: attribute });
// Whether it can be a token at all, who asks Apify tells, in words for the person who pasted it.
const apifyToken = z.string().trim().min(1).max(100_000);

const accountId = z.string().min(1).max(1_000);
const pixels = z.int().min(1).max(100_000);
const budgetId = z.uuid();
const minuteOfDay = z
  .int()
  .min(0)
  .max(24 * 60 - 1);
const budgetChoice = z.strictObject({
  amountNanoUsd: z
    .string()
    .regex(/^[1-9]\d*$/)
    .max(MOST_AMOUNT_DIGITS),
  window: z.enum(BUDGET_WINDOWS),
  scraperId: z.string().min(1).max(1_000).nullable(),
  thresholds: z
    .array(z.int().min(1).max(HIGHEST_THRESHOLD))
    .max(MOST_THRESHOLDS)
    .refine((percents) => percents.every((percent, index) => index === 0 || percent > (percents[index - 1] ?? 0))),
  isOn: z.boolean(),
  isProjectionAnnounced: z.boolean(),
});

/** What the window may send with each call. Anything else is refused before a handler sees it. */
export const ipcInputs: { readonly [Name in CallName]: z.ZodType<CallInput<Name>> } = {
  getEnvironment: nothing,
  getSession: nothing,
  signInWithApify: z.strictObject({ token: apifyToken }),
  retryKeychain: nothing,
  openSampleData: nothing,
  signInToServer: z.strictObject({ address: z.string().trim().min(1).max(2_000) }),
  cancelServerSignIn: nothing,
  getServerCode: nothing,
  copyServerCode: nothing,
  openServerPage: nothing,
  signOut: nothing,
  getAccounts: nothing,
  switchAccount: z.strictObject({ accountId }),
  setAccountColour: z.strictObject({
    accountId,
    colour: z
      .int()
      .min(0)
      .max(ACCOUNT_COLOURS - 1),
  }),
  readAccounts: z.strictObject({ period, timeRange }),
  openApifyTokenPage: nothing,
  getSummary: z.strictObject({ period: shownPeriod, filter }),
  getSpendingChart: z.strictObject({ timeRange, filter }),
  getBreakdown: z.strictObject({ by: z.enum(GROUPINGS), period: shownPeriod, filter }),
  getImportStatus: nothing,
  refresh: nothing,
  importHistory: z.strictObject({ days: z.int().min(1).max(365), isReset: z.boolean() }),
  cancelImport: nothing,
  getConnection: nothing,
  getApifyConnection: nothing,
  connectServerToApify: z.strictObject({ token: apifyToken }),
  disconnectServerFromApify: nothing,
  getRuns: z.strictObject({
    period: shownPeriod,
    filter,
    q: search,
    sort: z.enum(RUN_SORTS),
    order: z.enum(SORT_ORDERS),
    limit: z.int().min(1).max(200),
    offset: z.int().min(0).max(999_999_999),
  }),
  getRun: z.strictObject({ runId }),
  openRunInConsole: z.strictObject({ runId }),
  exportRuns: z.strictObject({
    period: shownPeriod,
    filter,
    q: search,
    format: z.enum(["csv", "json"]),
    decimal: z.enum(["point", "comma"]),
  }),
  cancelExport: nothing,
  showExportedFile: nothing,
  getReconciliation: nothing,
  getBudgets: nothing,
  createBudget: budgetChoice,
  changeBudget: z.strictObject({ budgetId, choice: budgetChoice }),
  deleteBudget: z.strictObject({ budgetId }),
  restoreBudget: z.strictObject({ budgetId }),
  getScrapers: nothing,
  setWebhook: z.strictObject({ budgetId, url: z.string().trim().min(1).max(2_000).nullable() }),
  sendTestWebhook: z.strictObject({ budgetId }),
  copyImage: z.strictObject({ png: z.custom<Uint8Array>(isPicture) }),
  copyText: z.strictObject({ text: z.string().min(1).max(500) }),
  getAlerts: nothing,
  acknowledgeAlerts: z.strictObject({ alertIds: z.array(z.uuid()).max(1_000) }),
  snoozeAlerts: z.strictObject({ budgetId: budgetId.nullable(), choice: z.enum(SNOOZES) }),
  endSnooze: z.strictObject({ budgetId: budgetId.nullable() }),
  setAlertSettings: z.strictObject({
    quietHours: z.strictObject({ fromMinute: minuteOfDay, toMinute: minuteOfDay }).nullable(),
    isAnomalyAnnounced: z.boolean(),
  }),
  sendTestNotification: nothing,
  getPreferences: nothing,
  setPreferences: z.strictObject({
    language: z.enum(LANGUAGE_CHOICES).exactOptional(),
    theme: z.enum(THEMES).exactOptional(),
    timeZone: z.string().max(100).refine(isKnownZone).nullable().exactOptional(),
    areAmountsHidden: z.boolean().exactOptional(),
    isStartedHidden: z.boolean().exactOptional(),
    refreshMinutes: z.literal(REFRESH_MINUTES).exactOptional(),
    summaryPeriod: z.enum(SUMMARY_PERIODS).exactOptional(),
    chartTimeRange: timeRange.exactOptional(),
    isRunSeriesShown: z.boolean().exactOptional(),
    trayPeriod: period.exactOptional(),
    trayShows: z.enum(TRAY_SHOWS).exactOptional(),
    updateChannel: z.enum(UPDATE_CHANNELS).exactOptional(),
  }),
  getLoginLaunch: nothing,
  setLoginLaunch: z.strictObject({ isOn: z.boolean() }),
  getLedgerHealth: nothing,
  showLedgerFile: nothing,
  replaceLedger: nothing,
  backUpLedger: nothing,
  getUpdateCopies: nothing,
  chooseLedgerToRestore: z.strictObject({ copyName: z.string().min(1).max(255).nullable() }),
  cancelRestore: nothing,
  restoreLedger: nothing,
  getAbout: nothing,
  getLicences: nothing,
  showChromiumLicences: nothing,
  getDiagnostics: nothing,
  copyDiagnostics: nothing,
  getCrashCount: nothing,
  showCrashNotes: nothing,
  forgetCrashes: nothing,
  getUpdateStatus: nothing,
  checkForUpdates: nothing,
  installUpdate: nothing,
  openDownloadPage: nothing,
  acknowledgeUpdate: nothing,
  pageOpened: z.strictObject({ isScreenRemembered: z.boolean() }),
  rememberScreen: z.strictObject({
    username: z.string().min(1).max(1_000),
    today: z.iso.date(),
    width: pixels,
    height: pixels,
    contentWidth: pixels,
    lastCompletedAt: z.iso.datetime().nullable(),
    refreshMinutes: z.literal(REFRESH_MINUTES),
    areAmountsHidden: z.boolean(),
    content: z.custom<ScreenElement>(isScreenElement),
  }),
  figuresPainted: nothing,
};
