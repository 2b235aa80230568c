import type { Recovered } from "../../../shared/ipc/recovery.ts";
import type { Crash } from "./crash-notes.ts";

/** Chromium has waited by then for as long as it does before it calls a page unresponsive. */
const GRACE_MS = 3_000;

/** More often than this in a minute, the page would only stop again. */
const MOST_RELOADS = 3;
const WITHIN_MS = 60_000;

export interface PageRecoveryOptions {
  /** Loads the page anew, which says why. */
  readonly reload: (from: Recovered) => void;
  /** Ends the page's process, which answers nothing any more. */
  readonly crash: () => void;
  /** Asks the person, once the window is seen, whether to load it once more. */
  readonly askToReload: () => Promise<boolean>;
  readonly quit: () => void;
  readonly note: (crash: Crash) => void;
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
  readonly now: () => number;
}

/** The window's page is loaded again by itself when its process ends or hangs: it holds nothing that main does not. */
export interface PageRecovery {
  onGone(details: { readonly reason: string; readonly exitCode: number }): void;
  onUnresponsive(): void;
  onResponsive(): void;
}

export function createPageRecovery(options: PageRecoveryOptions): PageRecovery {
  const { reload, note, schedule, now } = options;
  let reloadedAtMs: readonly number[] = [];
  let cancelGrace: (() => void) | null = null;
  let isHanging = false;

  function recover(from: Recovered): void {
    reloadedAtMs = reloadedAtMs.filter((atMs) => now() - atMs < WITHIN_MS);
    if (reloadedAtMs.length >= MOST_RELOADS) return void ask(from);
    reloadedAtMs = [...reloadedAtMs, now()];
    // Not within the event: the process is still being taken down.
    schedule(() => reload(from), 0);
  }

  async function ask(from: Recovered): Promise<void> {
    if (!(await options.askToReload())) return options.quit();
    reloadedAtMs = [];
    reload(from);
  }

  function endGrace(): void {
    cancelGrace?.();
    cancelGrace = null;
  }

  return {
    onGone({ reason, exitCode }) {
      endGrace();
      if (reason === "clean-exit") return;
      const from = isHanging ? "hang" : "crash";
      note({ process: "page", reason: isHanging ? "hang" : reason, exitCode });
      isHanging = false;
      recover(from);
    },
    onUnresponsive() {
      cancelGrace ??= schedule(() => {
        cancelGrace = null;
        isHanging = true;
        options.crash();
      }, GRACE_MS);
    },
    onResponsive: endGrace,
  };
}
