import type { Summary } from "../../../shared/api/summary.ts";
import { isStale } from "../../../shared/domain/freshness.ts";
import type { Language } from "../../../shared/domain/money.ts";
import type { Period } from "../../../shared/domain/period.ts";
import type { ConnectionStatus, Preferences, Session } from "../../../shared/ipc/contract.ts";
import { connectionWords } from "../connection-words.ts";
import { TEXTS } from "../texts.ts";
import type { TrayContent } from "./tray.ts";
import type { Figures } from "../workspace.ts";

export interface TrayFacts {
  readonly session: Session;
  readonly figures: () => Figures;
  readonly connection: ConnectionStatus | null;
  readonly isLedgerDamaged: boolean;
  readonly preferences: Pick<Preferences, "trayPeriod" | "refreshMinutes">;
  readonly language: Language;
  readonly nowMs: number;
  /** Whether the figures counted as fresh before: a refresh that only begins says nothing of them. */
  readonly wasFresh: boolean;
}

/** What the tray shows, from the same answers that the window gets. */
export async function trayContent(facts: TrayFacts): Promise<TrayContent> {
  const { session, connection, preferences, language, nowMs } = facts;
  const period = preferences.trayPeriod;
  const isSample = session.kind === "sample";
  if (facts.isLedgerDamaged) {
    // Where the ledger could not be opened there is no session; where it can't be read, there are no figures.
    const totals = session.kind === "signed-out" ? null : await readTotals(facts.figures()).catch(() => null);
    return { state: "stale", isSample, period, totals, connection: TEXTS[language].ledgerDamaged, canRefresh: false };
  }
  if (session.kind === "signed-out") {
    return { state: "signed-out", isSample: false, period, totals: null, connection: null, canRefresh: false };
  }
  const totals = await readTotals(facts.figures());
  const isAged = connection !== null && isStale(connection.lastCompletedAt, nowMs, preferences.refreshMinutes);
  return {
    state: isAged || !isFresh(connection, facts.wasFresh) ? "stale" : "normal",
    isSample,
    period,
    totals,
    connection: connection && connectionWords(language, connection, { nowMs, isAged }),
    canRefresh: canRefresh(connection),
  };
}

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

function canRefresh(status: ConnectionStatus | null): boolean {
  const kind = status?.connection.kind;
  return kind !== undefined && kind !== "refreshing" && kind !== "no-token" && kind !== "token-refused";
}
