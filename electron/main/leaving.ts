import { app } from "electron";
import type { MainWindow } from "./window.ts";

export interface LeavingOptions {
  readonly window: Pick<MainWindow, "show" | "letClose">;
  /** What has to be written and let go of before the process ends. */
  readonly close: () => Promise<void>;
  /** The last that is done before the process ends, where all was closed. */
  readonly onClosed: () => void;
  /** Whether a thread of the process waits for the system, and would hold it. */
  readonly isHeldUp: () => boolean;
}

/** The application stays without a window, and ends once all is closed. */
export function leaveInOrder({ window, close, onClosed, isHeldUp }: LeavingOptions): void {
  app.on("second-instance", () => window.show());
  app.on("activate", () => window.show());
  // How macOS hands over an address of ours; elsewhere it comes with a second instance.
  app.on("open-url", (event) => {
    event.preventDefault();
    window.show();
  });
  app.on("before-quit", () => window.letClose());
  app.on("window-all-closed", () => undefined);
  app.on("will-quit", (event) => {
    event.preventDefault();
    close().then(
      () => app.exit(0),
      () => app.exit(1),
    );
  });
  app.on("quit", (_, exitCode) => {
    if (exitCode === 0) onClosed();
    // All is closed by now. A thread that waits on the keychain's prompt would hold the process for as long as it stands.
    if (isHeldUp()) process.kill(process.pid, "SIGKILL");
  });
}
