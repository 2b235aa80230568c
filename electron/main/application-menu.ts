import { Menu } from "electron";
import { type MenuOptions, menuTemplate } from "./menu-template.ts";

/** The menu bar: on macOS above the screen, elsewhere hidden until Alt is pressed. */
export function setApplicationMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)));
}
