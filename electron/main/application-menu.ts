import { Menu } from "electron";
import type { Language } from "../../shared/domain/money.ts";
import type { CommandId } from "../../shared/ipc/commands.ts";
import { pushTo } from "./ipc-binder.ts";
import { menuTemplate } from "./menu-template.ts";
import type { Updates } from "./updates/updates.ts";
import type { MainWindow } from "./window.ts";

type CommandWindow = Pick<MainWindow, "contents" | "show">;

/** The menu bar: on macOS above the screen, elsewhere hidden until Alt is pressed. What is chosen, the window does. */
export function showApplicationMenu(window: CommandWindow, language: Language, updates: Updates): void {
  const { state } = updates.status();
  const template = menuTemplate({
    language,
    isMac: process.platform === "darwin",
    onCommand: (id) => sendCommand(window, id),
    readyVersion: state.kind === "ready" ? state.release.version : null,
    onInstall: () => void updates.handlers.installUpdate(),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** Has the window, which is shown, do what was chosen outside of it. */
export function sendCommand(window: CommandWindow, id: CommandId): void {
  window.show();
  pushTo(window.contents, "commandChosen", id);
}
