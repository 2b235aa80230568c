import { Menu } from "electron";
import type { Language } from "../../shared/domain/money.ts";
import { pushTo } from "./ipc-binder.ts";
import { menuTemplate } from "./menu-template.ts";
import type { MainWindow } from "./window.ts";

/** The menu bar: on macOS above the screen, elsewhere hidden until Alt is pressed. What is chosen, the window does. */
export function showApplicationMenu(window: Pick<MainWindow, "contents" | "show">, language: Language): void {
  const template = menuTemplate({
    language,
    isMac: process.platform === "darwin",
    onCommand(id) {
      window.show();
      pushTo(window.contents, "commandChosen", id);
    },
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
