import { Notification } from "electron";
import type { NotificationState } from "../../../shared/ipc/budgets.ts";
import type { Log } from "../log.ts";
import type { AlertWords } from "./alert-words.ts";

/** A system that neither shows nor refuses within this time is taken for one that does not show. */
const DEADLINE_MS = 5_000;

export interface NotifierOptions {
  readonly platform: NodeJS.Platform;
  readonly iconFile: string;
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
  readonly log: Log;
}

/** The system's notifications. */
export interface Notifier {
  /** Answers what became of it: nothing here throws, and nothing waits longer than the deadline. */
  notify(words: AlertWords, onClick: () => void): Promise<NotificationState>;
  /** As it was with the last notification. */
  state(): NotificationState;
  /** Takes back what is on screen: a click on it would lead to what is open no more. */
  closeAll(): void;
}

export function createNotifier({ platform, iconFile, schedule, log }: NotifierOptions): Notifier {
  let last: NotificationState | null = null;
  /** A notification that is collected as garbage disappears, and its click with it. */
  const open = new Set<Notification>();

  function notify(words: AlertWords, onClick: () => void): Promise<NotificationState> {
    return new Promise((resolve) => {
      const cancelDeadline = schedule(() => end("refused", "no answer"), DEADLINE_MS);
      function end(outcome: NotificationState, reason?: string): void {
        cancelDeadline();
        // What is shown after the deadline, such as once a person allowed it, tells of the next.
        last = outcome;
        if (outcome === "refused") log("notification refused", { reason });
        resolve(outcome);
      }
      try {
        if (Notification.isSupported()) show(words, onClick, end);
        else end("unsupported");
      } catch (error) {
        end("refused", error instanceof Error ? error.message : "unexpected failure");
      }
    });
  }

  function show(words: AlertWords, onClick: () => void, end: (outcome: NotificationState, reason?: string) => void) {
    const notification = new Notification({ ...plain(words), icon: iconFile });
    open.add(notification);
    const letGo = () => open.delete(notification);
    notification.on("click", () => {
      letGo();
      onClick();
    });
    // On Windows one that timed out waits in the system's list, to be clicked there.
    notification.on("close", ({ reason }) => reason !== "timedOut" && letGo());
    notification.on("show", () => end("shown"));
    notification.on("failed", (_event, reason) => {
      letGo();
      end("refused", reason);
    });
    notification.show();
  }

  /** Some systems of Linux read a body as markup, others as it stands: what reads the same for both is sent. */
  const plain = ({ title, body }: AlertWords): AlertWords =>
    platform === "linux"
      ? { title, body: body.replaceAll("<", "‹").replaceAll(">", "›").replaceAll("&", "＆") }
      : { title, body };

  return {
    notify,
    state: () => last ?? (Notification.isSupported() ? "shown" : "unsupported"),
    closeAll() {
      for (const notification of open) notification.close();
      open.clear();
    },
  };
}
