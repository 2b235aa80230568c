import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { BrowserWindow, nativeTheme, type NativeImage, type Rectangle } from "electron";
import { type Recovered, recoveredHash } from "../../shared/ipc/recovery.ts";
import { PAGE_URL } from "./app-protocol.ts";
import { PAGE_BACKGROUNDS } from "./page-background.ts";

export const MIN_WIDTH = 380;
export const MIN_HEIGHT = 420;

const PICTURE_ATTEMPTS = 50;
const PICTURE_INTERVAL_MS = 50;

export interface MainWindow {
  readonly window: BrowserWindow;
  readonly contents: Electron.WebContents;
  show(): void;
  /** Neither hidden nor minimized. */
  isVisible(): boolean;
  /** Calls back each time that `isVisible` may be another. */
  onVisibility(listener: () => void): void;
  /** From now on closing the window closes it, instead of leaving the tray alone. */
  letClose(): void;
  writePicture(file: string): Promise<void>;
}

/** The rectangle is the one that the window has when it is not maximized. */
export interface WindowPlace extends Rectangle {
  readonly isMaximized: boolean;
}

export interface MainWindowOptions {
  readonly preloadFile: string;
  readonly iconFile: string;
  /** Null: in the middle, at its first size. */
  readonly place: WindowPlace | null;
  /** Not shown until somebody asks for it. */
  readonly isHidden: boolean;
  /** Why it is opened anew, if it is. */
  readonly recoveredFrom: Recovered | null;
}

export function openMainWindow({
  preloadFile,
  iconFile,
  place,
  isHidden,
  recoveredFrom,
}: MainWindowOptions): MainWindow {
  const window = new BrowserWindow({
    width: 1080,
    height: 760,
    ...place,
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    autoHideMenuBar: true,
    title: "Décompte",
    icon: iconFile,
    backgroundColor: background(),
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
  let isToBeMaximized = place?.isMaximized === true;
  const appear = () => {
    // Not before: a window that is maximized is shown by that.
    if (isToBeMaximized) window.maximize();
    isToBeMaximized = false;
    window.show();
  };
  if (!isHidden) window.once("ready-to-show", appear);
  window.on("close", (event) => {
    if (mayClose) return;
    event.preventDefault();
    window.hide();
  });
  nativeTheme.on("updated", () => window.isDestroyed() || window.setBackgroundColor(background()));
  void window.loadURL(recoveredFrom === null ? PAGE_URL : PAGE_URL + recoveredHash(recoveredFrom));

  return {
    window,
    contents: window.webContents,
    show() {
      if (window.isMinimized()) window.restore();
      appear();
      window.focus();
    },
    isVisible: () => !window.isDestroyed() && window.isVisible() && !window.isMinimized(),
    onVisibility(listener) {
      window.on("show", listener);
      window.on("hide", listener);
      window.on("minimize", listener);
      window.on("restore", listener);
    },
    letClose: () => void (mayClose = true),
    async writePicture(file) {
      if (!window.isVisible()) await once(window, "show");
      await writeFile(file, (await firstPicture(window.webContents)).toPNG());
    },
  };
}

const background = (): string => PAGE_BACKGROUNDS[nativeTheme.shouldUseDarkColors ? "dark" : "light"];

/** A window that has just been shown may answer an empty picture, of one colour, before its first frame is there. */
async function firstPicture(contents: Electron.WebContents): Promise<NativeImage> {
  for (let attempt = 0; attempt < PICTURE_ATTEMPTS; attempt += 1) {
    const picture = await contents.capturePage();
    const pixels = picture.toBitmap();
    const isDrawn = !picture.isEmpty() && !pixels.subarray(4).equals(pixels.subarray(0, -4));
    if (isDrawn) return picture;
    await setTimeout(PICTURE_INTERVAL_MS);
  }
  throw new Error("The window stayed blank");
}
