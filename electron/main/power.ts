import { powerMonitor } from "electron";

export interface PowerListener {
  /** The machine sleeps or is locked: nobody looks. */
  readonly onPause: () => void;
  /** It is back; may be told twice. */
  readonly onResume: () => void;
}

export function watchPower({ onPause, onResume }: PowerListener): void {
  powerMonitor.on("suspend", onPause);
  powerMonitor.on("lock-screen", onPause);
  powerMonitor.on("resume", onResume);
  powerMonitor.on("unlock-screen", onResume);
}
