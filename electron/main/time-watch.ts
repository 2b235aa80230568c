import { app, type BrowserWindow } from "electron";
import { watchDayTurn } from "./day-turn.ts";
import { watchPower, type PowerListener } from "./power.ts";

export interface TimeListener extends PowerListener {
  /** The viewer's day or zone is another one now; told before `onResume`. */
  readonly onTurn: () => void;
}

/** Follows the day, also where time has jumped: after sleep, and when the window is shown again. */
export function watchTime(
  window: BrowserWindow,
  timeZone: () => string,
  { onTurn, onPause, onResume }: TimeListener,
): { check(): void } {
  const turn = watchDayTurn(onTurn, timeZone);
  window.on("show", () => turn.check());
  watchPower({
    onPause,
    onResume() {
      turn.check();
      onResume();
    },
  });
  app.on("will-quit", () => turn.stop());
  return turn;
}
