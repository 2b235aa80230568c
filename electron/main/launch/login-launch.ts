import { app } from "electron";
import { AppError } from "../../../shared/errors.ts";
import type { LoginLaunch } from "../../../shared/ipc/environment.ts";
import { createAutostartFile } from "./autostart-file.ts";
import { desktopEntry } from "./desktop-entry.ts";
import { startCommand } from "./start-command.ts";

/** What tells a start by the system from one by the person. macOS tells it itself. */
const AT_LOGIN = ["--at-login"];

/** Whether the system starts Décompte when the person logs in. The system is asked each time: it can be changed there too. */
export interface LoginLaunchControl {
  read(): LoginLaunch;
  /** @throws AppError `ledger_unavailable` when the disk refuses, `not_found` where it can't be done */
  change(isOn: boolean): LoginLaunch;
}

export function createLoginLaunch(icon: string): LoginLaunchControl {
  return process.platform === "linux" ? byAutostartFile(icon) : byLoginItem();
}

function byAutostartFile(icon: string): LoginLaunchControl {
  const file = createAutostartFile(process.env);
  const command = startCommand({
    isPackaged: app.isPackaged,
    executable: process.execPath,
    variables: process.env,
  });
  const read = (): LoginLaunch => (file.isOn() ? "on" : command === null ? "unavailable" : "off");
  return {
    read,
    change(isOn) {
      if (isOn && command === null) throw new AppError("not_found", "Nobody knows how to start the application");
      try {
        if (isOn && command !== null) file.write(desktopEntry(command, icon));
        else file.remove();
      } catch (cause) {
        throw new AppError("ledger_unavailable", "The autostart file can't be written", { cause });
      }
      return read();
    },
  };
}

function byLoginItem(): LoginLaunchControl {
  const read = (): LoginLaunch => {
    // What would be started is Electron alone, without the application.
    if (!app.isPackaged) return "unavailable";
    return app.getLoginItemSettings({ args: AT_LOGIN }).openAtLogin ? "on" : "off";
  };
  return {
    read,
    change(isOn) {
      app.setLoginItemSettings({ openAtLogin: isOn, args: AT_LOGIN });
      return read();
    },
  };
}
