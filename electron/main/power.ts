import { powerMonitor } from "electron";

export interface PowerListener {
  /** The machine sleeps or is locked: nobody looks. */
  readonly onPause: () => void;
  /** It is awake and unlocked again; may be told twice. */
  readonly onResume: () => void;
}

export function watchPower({ onPause, onResume }: PowerListener): void {
  let isAsleep = false;
  let isLocked = false;
  const change = (next: { readonly isAsleep?: boolean; readonly isLocked?: boolean }) => {
    isAsleep = next.isAsleep ?? isAsleep;
    isLocked = next.isLocked ?? isLocked;
    if (isAsleep || isLocked) onPause();
    else onResume();
  };
  powerMonitor.on("suspend", () => change({ isAsleep: true }));
  powerMonitor.on("lock-screen", () => change({ isLocked: true }));
  powerMonitor.on("resume", () => change({ isAsleep: false }));
  powerMonitor.on("unlock-screen", () => change({ isLocked: false }));
}
