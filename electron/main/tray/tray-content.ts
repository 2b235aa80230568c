import type { Summary } from "../../../shared/api/summary.ts";
import { isStale } from "../../../shared/domain/freshness.ts";
import { isLongImport } from "../../../shared/domain/long-import.ts";
import type { Language } from "../../../shared/domain/money.ts";
import type { Period } from "../../../shared/domain/period.ts";
import type { ConnectionStatus } from "../../../shared/ipc/connection.ts";
import type { Session } from "../../../shared/ipc/session.ts";
import type { Preferences } from "../../../shared/ipc/preferences.ts";
import type { AlertState } from "../alerts/alert-state.ts";
import { connectionWords, momentOf } from "../connection-words.ts";
import { TEXTS } from "../texts.ts";
import type { Figures } from "../workspace.ts";
import type { TrayCondition } from "./icon/icon-face.ts";

/** What the tray tells, but for its words. */
export interface TrayContent {
  readonly condition: TrayCondition;
  readonly isSample: boolean;
  /** Whose figures they are, where several accounts are signed in. */
  readonly account?: string;
  /** A newer version of Décompte, where one is there: to be installed at once, or by somebody else. */
  readonly update?: { readonly version: string; readonly isReady: boolean };
  /** The period whose figure the icon shows. */
  readonly period: Period;
  /** Whether the icon shows the budget's percent in its place. */
  readonly isBudgetShown: boolean;
  readonly areAmountsHidden: boolean;
  /** Null while nobody is signed in, where a damaged ledger can't be read, and for a period of which nothing is known. */
  readonly totals: Readonly<Record<Period, Summary | null>> | null;
  /** Null where budgets and alerts are not the tray's to tell: of nobody, of the sample and of a damaged ledger. */
  readonly alerts: AlertState | null;
  /** Until when all alerts are snoozed, in words. */
  readonly snoozed: string | null;
  /** How the connection to Apify stands, in words; null where there is nothing to say of it. */
  readonly connection: string | null;
  /** When the figures were last refreshed, in words, where the connection does not say it. */
  readonly refreshed: string | null;
  readonly canRefresh: boolean;
}

export interface TrayFacts {
  readonly session: Session;
  readonly figures: () => Figures;
  readonly connection: ConnectionStatus | null;
  readonly alerts: () => AlertState | null;
  readonly isLedgerDamaged: boolean;
  readonly preferences: Pick<Preferences, "trayPeriod" | "trayShows" | "refreshMinutes" | "areAmountsHidden">;
  readonly language: Language;
  readonly nowMs: number;
  readonly timeZone: string;
  /** Whether the figures counted as fresh before: a refresh that only begins says nothing of them. */
  readonly wasFresh: boolean;
}

/** What the tray shows, from the same answers that the window gets. */
export async function trayContent(facts: TrayFacts): Promise<TrayContent> {
  const { session, connection, preferences, language, nowMs, timeZone } = facts;
  const texts = TEXTS[language];
  const isSample = session.kind === "sample";
  const { trayPeriod: period, areAmountsHidden } = preferences;
  const quiet = { isSample, period, areAmountsHidden, ...NO_ALERTS_TOLD, refreshed: null, canRefresh: false };
  if (facts.isLedgerDamaged) {
    // Where the ledger could not be opened there is no session; where it can't be read, there are no figures.
    const totals = session.kind === "signed-out" ? null : await readTotals(facts.figures()).catch(() => null);
    return { ...quiet, condition: "stale", totals, connection: texts.ledgerDamaged };
  }
  if (session.kind === "signed-out") {
    return { ...quiet, condition: "signed-out", totals: null, connection: null };
  }
  const figures = facts.figures();
  const [totals, status] = await Promise.all([readTotals(figures), figures.importStatus()]);
  const isAged = connection !== null && isStale(connection.lastCompletedAt, nowMs, preferences.refreshMinutes);
  const isOld = isAged || !isFresh(connection, facts.wasFresh);
  const words = connection && connectionWords(language, connection, { nowMs, timeZone, isAged });
  const alerts = isSample ? null : facts.alerts();
  const snoozedUntilMs = alerts?.snoozedUntilMs ?? null;
  return {
    ...quiet,
    condition: isLongImport(status) ? "importing" : isOld ? "stale" : "fresh",
    totals,
    alerts,
    isBudgetShown: preferences.trayShows === "budget" && (alerts?.percent ?? null) !== null,
    snoozed: snoozedUntilMs === null ? null : texts.snoozedUntil(momentOf(language, snoozedUntilMs, facts)),
    connection: words,
    refreshed: refreshedWords(facts),
    canRefresh: canRefresh(connection),
  };
}

const NO_ALERTS_TOLD = { alerts: null, isBudgetShown: false, snoozed: null } as const;

async function readTotals(figures: Figures): Promise<Readonly<Record<Period, Summary | null>>> {
  const [day, week, month, all] = await Promise.all([
    figures.summary("day"),
    figures.summary("week"),
    figures.summary("month"),
    figures.summary("all"),
  ]);
  return { day, week, month, all };
}

function isFresh(status: ConnectionStatus | null, wasFresh: boolean): boolean {
  const kind = status?.connection.kind ?? "fine";
  return kind === "refreshing" ? wasFresh : kind === "fine";
}

/** A clock time, not an age: an age would have the menu made anew every minute. */
function refreshedWords({ connection, language, ...clock }: TrayFacts): string | null {
  if (connection === null || connection.lastCompletedAt === null || connection.connection.kind === "fine") return null;
  return TEXTS[language].refreshedAt(momentOf(language, Date.parse(connection.lastCompletedAt), clock));
}

function canRefresh(status: ConnectionStatus | null): boolean {
  const kind = status?.connection.kind;
  return kind !== undefined && kind !== "refreshing" && kind !== "no-token" && kind !== "token-refused";
}
