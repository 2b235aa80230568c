import { app } from "electron";
import {
  type AppUpdater,
  autoUpdater,
  BaseUpdater,
  Provider,
  type ResolvedUpdateFileInfo,
  type UpdateInfo,
} from "electron-updater";
import type { ProviderRuntimeOptions } from "electron-updater/out/providers/Provider";
import { SteadyAppImageUpdater } from "./app-image-updater.ts";
import type { Feed } from "./signed-feed.ts";
import type { PackageUpdater } from "./updates.ts";

type PublishOptions = Exclude<Parameters<AppUpdater["setFeedURL"]>[0], string>;
type CustomPublishOptions = Extract<PublishOptions, { readonly provider: "custom" }>;

export interface PackageUpdaterOptions {
  /** The folder that the feed's files are in. */
  readonly folder: string;
  /** Lets the window be closed, which is hidden otherwise. */
  readonly letClose: () => void;
}

export function createPackageUpdater({ folder, letClose }: PackageUpdaterOptions): PackageUpdater {
  const updater: AppUpdater = process.platform === "linux" ? new SteadyAppImageUpdater() : autoUpdater;
  updater.logger = null;
  updater.autoDownload = false;
  updater.disableWebInstaller = true;
  // It is put in place once all is closed (`replace`), but for macOS, where the system does that.
  updater.autoInstallOnAppQuit = process.platform === "darwin";
  forgetIdentity(updater);
  let isLeftToSystem = false;

  return {
    async download(feed, onProgress) {
      const options: CustomPublishOptions = { provider: "custom", updateProvider: VerifiedProvider, feed, folder };
      updater.setFeedURL(options);
      updater.disableDifferentialDownload = feed.files.every(({ blockMapSize }) => blockMapSize === undefined);
      const tell = ({ percent }: { readonly percent: number }) => onProgress(Math.floor(percent));
      updater.on("download-progress", tell);
      try {
        const found = await updater.checkForUpdates();
        if (found?.isUpdateAvailable !== true) throw new Error("The updater does not take the release");
        await updater.downloadUpdate();
      } finally {
        updater.removeListener("download-progress", tell);
      }
    },

    restart() {
      if (process.platform !== "darwin") return app.quit();
      // The system closes the windows before it says that Décompte is to quit.
      letClose();
      isLeftToSystem = true;
      updater.quitAndInstall();
    },

    replace({ isRestart }) {
      if (!(updater instanceof BaseUpdater)) return isLeftToSystem;
      // The new version starts before this process is gone, and would be sent away as a second one.
      if (isRestart) app.releaseSingleInstanceLock();
      return updater.install(true, isRestart);
    },
  };
}

/** What was verified, in the updater's words. The feed itself is not asked for again. */
class VerifiedProvider extends Provider<UpdateInfo> {
  readonly #feed: Feed;
  readonly #folder: string;

  constructor(options: CustomPublishOptions, _updater: AppUpdater, surroundings: ProviderRuntimeOptions) {
    super(surroundings);
    this.#feed = options["feed"] as Feed; // As `download` gives them.
    this.#folder = options["folder"] as string;
  }

  override getLatestVersion(): Promise<UpdateInfo> {
    const { version, releasedAt: releaseDate, files } = this.#feed;
    const [first] = files;
    if (first === undefined) throw new Error("The feed names no file");
    const named = files.map(({ url, sha512, size, blockMapSize }) => ({
      url,
      sha512,
      size,
      ...(blockMapSize !== undefined && { blockMapSize }),
    }));
    return Promise.resolve({ version, releaseDate, files: named, path: first.url, sha512: first.sha512 });
  }

  override resolveFiles(info: UpdateInfo): ResolvedUpdateFileInfo[] {
    return info.files.map((file) => ({ url: new URL(file.url, this.#folder), info: file }));
  }

  /** They would tell who asks. */
  override setRequestHeaders(): void {}
}

/** The updater draws an id for this computer, keeps it in a file and sends it along, for roll-outs; ours are decided here. */
function forgetIdentity(updater: AppUpdater): void {
  Object.defineProperty(updater, "stagingUserIdPromise", { value: { value: Promise.resolve("") } });
}
