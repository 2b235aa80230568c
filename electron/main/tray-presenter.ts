import type { ImportStatus } from "../../shared/api/backfill.ts";
import type { Language } from "../../shared/domain/money.ts";
import { toAppError } from "../../shared/errors.ts";
import type { Log } from "./log.ts";
import type { PreferenceStore } from "./preference-store.ts";
import type { SessionController } from "./session-controller.ts";
import { trayContent } from "./tray-figures.ts";
import { createTray, type TrayActions, type TrayView } from "./tray.ts";

export interface TrayPresenterOptions {
  readonly language: Language;
  readonly controller: SessionController;
  readonly preferences: PreferenceStore;
  readonly actions: TrayActions;
  readonly log: Log;
}

/** Keeps the tray at what the session, the figures and the last import say. */
export interface TrayPresenter {
  /** Puts the icon into the tray; until then there is nothing to keep up to date. */
  appear(): void;
  update(): void;
  setStatus(status: ImportStatus | null): void;
  destroy(): void;
}

export function createTrayPresenter(options: TrayPresenterOptions): TrayPresenter {
  const { language, controller, preferences, actions, log } = options;
  let tray: TrayView | null = null;
  let status: ImportStatus | null = null;
  let updates = 0;

  function update(): void {
    const shown = tray;
    if (shown === null) return;
    updates += 1;
    const current = updates;
    trayContent(controller.session(), () => controller.api(), preferences.read().trayPeriod, status).then(
      // A slow answer must not overwrite a later one.
      (content) => current === updates && tray === shown && shown.show(content),
      (error: unknown) => log("tray not updated", { code: toAppError(error).code }),
    );
  }

  return {
    appear() {
      tray ??= createTray(language, actions);
      update();
    },
    update,
    setStatus: (next) => void (status = next),
    destroy() {
      tray?.destroy();
      tray = null;
    },
  };
}
