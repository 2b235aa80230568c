import type { ImportStatus } from "../../shared/api/backfill.ts";
import type { Summary } from "../../shared/api/summary.ts";
import type { Period } from "../../shared/domain/period.ts";
import type { Session } from "../../shared/ipc/contract.ts";
import type { ApiClient } from "./api-client.ts";
import type { TrayContent } from "./tray.ts";
import type { TrayState } from "./tray-icon.ts";

/** What the tray shows, from the same answers that the window gets. */
export async function trayContent(
  session: Session,
  api: () => ApiClient,
  period: Period,
  status: ImportStatus | null,
): Promise<TrayContent> {
  if (session.kind === "signed-out") return { state: "signed-out", isSample: false, period, totals: null };
  const client = api();
  const [day, week, month, all] = await Promise.all([
    client.summary("day"),
    client.summary("week"),
    client.summary("month"),
    client.summary("all"),
  ]);
  const totals: Readonly<Record<Period, Summary>> = { day, week, month, all };
  return { state: stateOf(session, status), isSample: session.kind === "sample", period, totals };
}

function stateOf(session: Session, status: ImportStatus | null): TrayState {
  if (session.kind !== "apify") return "normal";
  const canRefresh = session.credential === "kept" || session.credential === "this-session";
  return canRefresh && (status === null || status.lastFailure === null) ? "normal" : "stale";
}
