import { writeFile } from "node:fs/promises";
import { BrowserWindow, Menu, nativeTheme, type Rectangle } from "electron";
import { z } from "zod";
import { PAGE_URL } from "./app-protocol.ts";
import { jsonFile } from "./json-file.ts";

const placeSchema = z.object({
  x: z.int().exactOptional(),
  y: z.int().exactOptional(),
  width: z.int().min(380),
  height: z.int().min(420),
});

export interface MainWindow {
  readonly contents: Electron.WebContents;
  show(): void;
  /** From now on closing the window closes it, instead of leaving the tray alone. */
  letClose(): void;
  writePicture(file: string): Promise<void>;
}

export interface MainWindowOptions {
  readonly preloadFile: string;
  readonly iconFile: string;
  readonly placeFile: string;
  readonly onShown: () => void;
}

export function openMainWindow({ preloadFile, iconFile, placeFile, onShown }: MainWindowOptions): MainWindow {
  const place = jsonFile(placeFile, placeSchema, { width: 1080, height: 760 });
  const window = new BrowserWindow({
    ...place.read(),
    minWidth: 380,
    minHeight: 420,
    show: false,
    title: "Décompte",
    icon: iconFile,
    backgroundColor: nativeTheme.shouldUseDarkColors ? "#09090b" : "#fafafa",
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  let mayClose = false;
  window.setMenuBarVisibility(false);
  window.once("ready-to-show", () => window.show());
  window.on("show", onShown);
  window.on("close", (event) => {
    place.write(placeOf(window.getNormalBounds()));
    if (mayClose) return;
    event.preventDefault();
    window.hide();
  });
  void window.loadURL(PAGE_URL);

  return {
    contents: window.webContents,
    show() {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    letClose: () => void (mayClose = true),
    async writePicture(file) {
      const picture = await window.webContents.capturePage();
      await writeFile(file, picture.toPNG());
    },
  };
}

const placeOf = ({ x, y, width, height }: Rectangle) => ({
  x,
  y,
  width: Math.max(width, 380),
  height: Math.max(height, 420),
});

/** No menu bar on Linux and Windows; on macOS the system's own, for copy, paste and quit. */
export function setApplicationMenu(): void {
  if (process.platform !== "darwin") Menu.setApplicationMenu(null);
}
