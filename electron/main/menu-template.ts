import type { MenuItemConstructorOptions } from "electron";
import type { Language } from "../../shared/domain/money.ts";
import { COMMAND_WORDS } from "../../shared/ipc/command-words.ts";
import { type CommandId, SHORTCUTS } from "../../shared/ipc/commands.ts";
import { TEXTS } from "./texts.ts";

export interface MenuOptions {
  readonly language: Language;
  readonly isMac: boolean;
  readonly onCommand: (id: CommandId) => void;
  /** The version that is ready to be installed, if one is. */
  readonly readyVersion: string | null;
  readonly onInstall: () => void;
}

type Items = MenuItemConstructorOptions[];

const SEPARATOR: MenuItemConstructorOptions = { type: "separator" };

/** What the menu bar holds. */
export function menuTemplate({ language, isMac, onCommand, readyVersion, onInstall }: MenuOptions): Items {
  const { installUpdate, menuBar: texts } = TEXTS[language];
  const command = (id: CommandId): MenuItemConstructorOptions => {
    const accelerator = SHORTCUTS[id];
    return {
      label: COMMAND_WORDS[language][id],
      // The window hears its shortcuts by itself, but on macOS, where a menu takes them first.
      ...(accelerator !== undefined && hasModifier(accelerator, isMac) && { accelerator, registerAccelerator: false }),
      click: () => onCommand(id),
    };
  };
  const update: MenuItemConstructorOptions =
    readyVersion === null ? command("check-updates") : { label: installUpdate(readyVersion), click: onInstall };
  const application: Items = [
    command("about"),
    update,
    SEPARATOR,
    command("settings"),
    SEPARATOR,
    { role: "services" },
    SEPARATOR,
    { role: "hide" },
    { role: "hideOthers" },
    { role: "unhide" },
    SEPARATOR,
    { role: "quit" },
  ];
  const end: Items = isMac
    ? [{ role: "close" }]
    : [command("settings"), SEPARATOR, { role: "quit", label: texts.quit }];
  const file = [command("add-account"), command("import-history"), command("export"), SEPARATOR, ...end];
  const edit: Items = [
    { role: "undo", label: texts.undo },
    { role: "redo", label: texts.redo },
    SEPARATOR,
    { role: "cut", label: texts.cut },
    { role: "copy", label: texts.copy },
    { role: "paste", label: texts.paste },
    { role: "selectAll", label: texts.selectAll },
    SEPARATOR,
    command("search"),
  ];
  const view: Items = [
    command("palette"),
    SEPARATOR,
    command("period-day"),
    command("period-week"),
    command("period-month"),
    command("period-all"),
    SEPARATOR,
    command("refresh"),
    command("hide-amounts"),
    command("all-accounts"),
    SEPARATOR,
    { role: "zoomIn", label: texts.zoomIn },
    { role: "zoomOut", label: texts.zoomOut },
    { role: "resetZoom", label: texts.resetZoom },
    { role: "togglefullscreen", label: texts.fullScreen },
  ];
  const help: MenuItemConstructorOptions = { label: texts.help, submenu: [update, SEPARATOR, command("about")] };
  const bar: Items = [
    { label: texts.file, submenu: file },
    { label: texts.edit, submenu: edit },
    { label: texts.view, submenu: view },
  ];
  return isMac ? [{ role: "appMenu", submenu: application }, ...bar, { role: "windowMenu" }] : [...bar, help];
}

/** A menu of macOS would take a single figure away from every field. */
const hasModifier = (accelerator: string, isMac: boolean): boolean => !isMac || accelerator.includes("+");
