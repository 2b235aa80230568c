import { execFile } from "node:child_process";

const WATCHER = "org.kde.StatusNotifierWatcher";
/** As long as a desktop may take to show its panel after a login. */
const LONGEST_WAIT_MS = 15_000;
const BETWEEN_MS = 1_000;
const ANSWER_MS = 2_000;

/** Whether something shows tray icons. Electron itself does not say: there is an icon, which nobody may ever see. */
export type AskTrayHost = () => Promise<boolean>;

/** Asks the session bus, by a tool that comes with it. Without an answer nobody is there. */
export const askTrayHost: AskTrayHost = () =>
  new Promise((resolve) => {
    const question = [
      "--session",
      "--print-reply=literal",
      `--dest=${WATCHER}`,
      "/StatusNotifierWatcher",
      "org.freedesktop.DBus.Properties.Get",
      `string:${WATCHER}`,
      "string:IsStatusNotifierHostRegistered",
    ];
    execFile("dbus-send", question, { timeout: ANSWER_MS }, (error, answer) =>
      resolve(error === null && answer.includes("true")),
    );
  });

export interface TrayHostOptions {
  readonly platform: NodeJS.Platform;
  readonly ask: AskTrayHost;
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
}

/** Waits for something that shows tray icons, for a quarter of a minute; answers whether it has come. */
export async function hasTrayHost(options: TrayHostOptions): Promise<boolean> {
  const { platform, ask, schedule } = options;
  if (platform !== "linux") return true;
  for (let waitedMs = 0; waitedMs <= LONGEST_WAIT_MS; waitedMs += BETWEEN_MS) {
    if (await ask()) return true;
    await new Promise<void>((resolve) => void schedule(resolve, BETWEEN_MS));
  }
  return false;
}
