import { staleFromMs } from "../../../shared/domain/freshness.ts";
import type { Language } from "../../../shared/domain/money.ts";
import { toAppError } from "../../../shared/errors.ts";
import { accountName } from "../../../shared/ipc/account-name.ts";
import type { ConnectionStatus } from "../../../shared/ipc/connection.ts";
import type { Session } from "../../../shared/ipc/session.ts";
import type { UpdateState } from "../../../shared/ipc/updates.ts";
import type { Log } from "../log.ts";
import type { PreferenceStore } from "../preference-store.ts";
import { LONGEST_TIMER_MS } from "../schedule.ts";
import type { SessionController } from "../session-controller.ts";
import type { AlertState } from "../alerts/alert-state.ts";
import { trayContent, type TrayContent } from "./tray-content.ts";
import type { TrayActions } from "./tray-menu.ts";
import { createTray, type TrayView } from "./tray.ts";

const NOTHING_KNOWN = {
  condition: "stale",
  isSample: false,
  isBudgetShown: false,
  totals: { day: null, week: null, month: null, all: null },
  alerts: null,
  snoozed: null,
  connection: null,
  refreshed: null,
  canRefresh: true,
} as const;

function newerVersion(state: UpdateState): Pick<TrayContent, "update"> {
  if (state.kind !== "ready" && state.kind !== "available") return {};
  return { update: { version: state.release.version, isReady: state.kind === "ready" } };
}

/** Apart from how its token stands. */
const ownerOf = (session: Session): string =>
  JSON.stringify("credential" in session ? { ...session, credential: null } : session);

export interface TrayPresenterOptions {
  readonly language: () => Language;
  readonly timeZone: () => string;
  readonly controller: Pick<SessionController, "session" | "figures" | "accounts">;
  readonly preferences: Pick<PreferenceStore, "read">;
  readonly isLedgerDamaged: () => boolean;
  /** Of the shown account; null where the tray has nothing to tell of them. */
  readonly alerts: () => AlertState | null;
  readonly update: () => UpdateState;
  readonly actions: TrayActions;
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
  readonly now: () => number;
  readonly log: Log;
}

/** Keeps the tray at what the session, the figures and the connection say. */
export interface TrayPresenter {
  /** Puts the icon into the tray; until then there is nothing to keep up to date. */
  appear(): void;
  update(): void;
  setConnection(status: ConnectionStatus | null): void;
  destroy(): void;
}

export function createTrayPresenter(options: TrayPresenterOptions): TrayPresenter {
  const { controller, preferences, actions, log, now } = options;
  let tray: TrayView | null = null;
  let connection: ConnectionStatus | null = null;
  let condition: TrayContent["condition"] = "fresh";
  /** Whose figures are in the tray. */
  let shownOf = "";
  let updates = 0;
  let cancelWatch: () => void = () => undefined;

  function update(): void {
    const shown = tray;
    if (shown === null) return;
    updates += 1;
    const current = updates;
    watchTime();
    const session = controller.session();
    const owner = ownerOf(session);
    const language = options.language();
    trayContent({
      session,
      figures: () => controller.figures(),
      connection,
      alerts: options.alerts,
      isLedgerDamaged: options.isLedgerDamaged(),
      preferences: preferences.read(),
      language,
      nowMs: now(),
      timeZone: options.timeZone(),
      wasFresh: condition !== "stale",
    }).then(
      (content) => {
        // A slow answer must not overwrite a later one.
        if (current !== updates || tray !== shown) return;
        ({ condition } = content);
        shownOf = owner;
        shown.show(language, { ...content, ...nameOf(session), ...newerVersion(options.update()) });
      },
      (error: unknown) => {
        log("tray not updated", { code: toAppError(error).code });
        if (current !== updates || tray !== shown || owner === shownOf) return;
        // The former account's figures must not stay for another's.
        shownOf = owner;
        const { trayPeriod: period, areAmountsHidden } = preferences.read();
        shown.show(language, {
          ...NOTHING_KNOWN,
          ...nameOf(session),
          ...newerVersion(options.update()),
          period,
          areAmountsHidden,
        });
      },
    );
  }

  function nameOf(session: Session): Pick<TrayContent, "account"> {
    const isOneOfSeveral = "credential" in session && controller.accounts().length > 1;
    return isOneOfSeveral ? { account: accountName(session) } : {};
  }

  /** Figures turn old, and a snooze ends, without anything happening; the moment is found anew at each update. */
  function watchTime(): void {
    cancelWatch();
    const completedAt = connection?.lastCompletedAt ?? null;
    const moments = [
      completedAt === null ? null : staleFromMs(Date.parse(completedAt), preferences.read().refreshMinutes),
      options.alerts()?.snoozedUntilMs ?? null,
    ];
    const delays = moments.flatMap((atMs) => (atMs === null || atMs <= now() ? [] : [atMs - now()]));
    if (delays.length > 0) cancelWatch = options.schedule(update, Math.min(...delays, LONGEST_TIMER_MS));
  }

  return {
    appear() {
      tray ??= createTray(actions);
      update();
    },
    update,
    setConnection(status) {
      connection = status;
      update();
    },
    destroy() {
      cancelWatch();
      tray?.destroy();
      tray = null;
    },
  };
}
