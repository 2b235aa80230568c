import type { Alerts } from "./alerts/alerts.ts";
import type { RunExports } from "./export/run-exports.ts";
import type { ScreenMemory } from "./first-screen/screen-memory.ts";
import { pushTo } from "./ipc-binder.ts";
import type { SessionControllerOptions } from "./session-controller.ts";
import type { TrayPresenter } from "./tray/tray-presenter.ts";
import type { Updates } from "./updates/updates.ts";
import type { MainWindow } from "./window.ts";

type SessionListener = Pick<
  SessionControllerOptions,
  "onSession" | "onWorkspace" | "onClose" | "onSignedOut" | "onStatus" | "onConnection"
>;

export interface SessionListenerOptions {
  readonly window: Pick<MainWindow, "contents">;
  readonly firstScreen: Pick<ScreenMemory, "forget" | "keepOnlyOf" | "setImporting">;
  /** Made after the session's controller, which they read. */
  readonly parts: () => {
    readonly alerts: Pick<Alerts, "open" | "close" | "forget">;
    readonly tray: Pick<TrayPresenter, "update" | "setConnection">;
    readonly runExports: Pick<RunExports, "stop">;
    readonly updates: Pick<Updates, "setImporting">;
  };
}

/** Passes on what happens to the session: to the window, the tray, the alerts, and what is remembered for the next start. */
export function createSessionListener({ window, firstScreen, parts }: SessionListenerOptions): SessionListener {
  return {
    onSession(session) {
      if (session.kind === "signed-out") firstScreen.forget();
      pushTo(window.contents, "sessionChanged", session);
      parts().tray.update();
    },
    onWorkspace({ account, budgets, figures }) {
      firstScreen.keepOnlyOf(account?.id ?? null);
      pushTo(window.contents, "figuresChanged", undefined);
      parts().alerts.open({ accountId: account?.id ?? null, book: budgets, figures });
    },
    onClose() {
      parts().alerts.close();
      void parts().runExports.stop();
      parts().updates.setImporting(false);
    },
    onSignedOut: (accountId) => parts().alerts.forget(accountId),
    onStatus(status) {
      const isImporting = status.state === "running";
      firstScreen.setImporting(isImporting);
      parts().updates.setImporting(isImporting);
      pushTo(window.contents, "importStatusChanged", status);
    },
    onConnection(status) {
      pushTo(window.contents, "connectionChanged", status);
      parts().tray.setConnection(status);
    },
  };
}
