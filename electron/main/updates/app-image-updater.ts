import { AppImageUpdater } from "electron-updater";
import type { InstallOptions } from "electron-updater/out/BaseUpdater";
import { appImageFile } from "../launch/app-image.ts";
import { startProgram } from "../launch/start-anew.ts";
import { replaceWhole } from "./replace-whole.ts";

/**
 * electron-updater removes the AppImage before it moves the new one there, so that a full disk can leave none, and calls it by
 * the new one's name, which nothing that starts Décompte knows.
 */
export class SteadyAppImageUpdater extends AppImageUpdater {
  protected override doInstall({ isForceRunAfter }: InstallOptions): boolean {
    const file = appImageFile(process.env, process.execPath);
    if (file === null || this.installerPath === null) return false;
    replaceWhole(this.installerPath, file);
    if (isForceRunAfter) startProgram(file);
    return true;
  }
}
