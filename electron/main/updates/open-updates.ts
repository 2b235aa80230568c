import { join } from "node:path";
import { app, net } from "electron";
import { chromiumNetwork } from "../chromium-network.ts";
import { pushTo } from "../ipc-binder.ts";
import { log } from "../log.ts";
import { openInBrowser } from "../open-in-browser.ts";
import type { PreferenceStore } from "../preference-store.ts";
import { schedule } from "../schedule.ts";
import type { MainWindow } from "../window.ts";
import { createUpdateMemory } from "./update-memory.ts";
import { readUpdateSettings } from "./update-settings.ts";
import { updateWay } from "./update-way.ts";
import { createUpdates, type Updates } from "./updates.ts";

export interface OpenUpdatesOptions {
  readonly appPath: string;
  readonly dataFolder: string;
  readonly window: Pick<MainWindow, "contents" | "letClose">;
  readonly preferences: Pick<PreferenceStore, "read">;
  readonly onOtherState: () => void;
}

/** The updates of this build, as it was packaged. */
export function openUpdates(options: OpenUpdatesOptions): Updates {
  const { appPath, dataFolder, window, preferences } = options;
  const settings = readUpdateSettings(appPath);
  const memory = createUpdateMemory(join(dataFolder, "updates.json"), log, Math.random);
  const { platform, arch, env: variables, execPath: program } = process;
  const surroundings = { platform, variables, program, isSigned: settings?.isSigned === true };
  return createUpdates({
    version: app.getVersion(),
    way: settings === null ? null : updateWay(surroundings),
    channel: () => preferences.read().updateChannel,
    async find(question) {
      if (settings === null) return null;
      const { findRelease } = await import("./find-release.ts");
      const { fetch } = chromiumNetwork("updates");
      return findRelease(
        { settings, version: app.getVersion(), platform, arch, fetch, memory, now: Date.now },
        question,
      );
    },
    async loadUpdater() {
      const { createPackageUpdater } = await import("./package-updater.ts");
      return createPackageUpdater({ folder: settings?.feed ?? "", letClose: () => window.letClose() });
    },
    memory,
    isOnline: () => net.isOnline(),
    onChange(status, isOtherState) {
      pushTo(window.contents, "updateStatusChanged", status);
      if (isOtherState) options.onOtherState();
    },
    openPage: openInBrowser,
    schedule,
    now: Date.now,
    log,
  });
}
