import { Menu, screen, Tray } from "electron";
import type { Language } from "../../../shared/domain/money.ts";
import type { TrayScreen } from "./icon-size.ts";
import type { IconFace } from "./icon/icon-face.ts";
import type { TrayContent } from "./tray-content.ts";
import { trayIcon } from "./tray-icon.ts";
import { menuTemplate, type TrayActions } from "./tray-menu.ts";
import { iconFace, toolTip, trayTitle } from "./tray-words.ts";

const NOBODY: IconFace = { figure: "-", level: "normal", percent: null, condition: "signed-out" };

export interface TrayView {
  show(language: Language, content: TrayContent): void;
  destroy(): void;
}

/** The figure in the system tray. What has not changed since is not drawn again. */
export function createTray(actions: TrayActions): TrayView {
  const tray = new Tray(trayIcon(NOBODY, trayScreen()));
  tray.setTitle("");
  tray.on("click", actions.onOpen);
  const whenChanged = changeGuard();
  whenChanged("icon", [NOBODY, trayScreen()], () => undefined);

  let face = NOBODY;
  function draw(): void {
    const place = trayScreen();
    whenChanged("icon", [face, place], () => tray.setImage(trayIcon(face, place)));
  }
  // Another scale needs another picture.
  screen.on("display-metrics-changed", draw);

  return {
    show(language, content) {
      face = iconFace(content);
      draw();
      const title = trayTitle(language, content);
      if (process.platform === "darwin") whenChanged("title", title, () => tray.setTitle(title));
      const text = toolTip(language, content);
      whenChanged("toolTip", text, () => tray.setToolTip(text));
      const template = menuTemplate(language, content, actions);
      // Functions are left out of the comparison: they are the same ones each time.
      whenChanged("menu", template, () => tray.setContextMenu(Menu.buildFromTemplate(template)));
    },
    destroy() {
      screen.removeListener("display-metrics-changed", draw);
      tray.destroy();
    },
  };
}

function trayScreen(): TrayScreen {
  return {
    platform: process.platform,
    currentDesktop: process.env["XDG_CURRENT_DESKTOP"] ?? "",
    scaleFactor: screen.getPrimaryDisplay().scaleFactor,
  };
}

/** Does its work only where what it stands for is another than the last time. */
function changeGuard(): (name: string, value: unknown, work: () => void) => void {
  const last = new Map<string, string>();
  return (name, value, work) => {
    const next = JSON.stringify(value);
    if (last.get(name) === next) return;
    last.set(name, next);
    work();
  };
}
