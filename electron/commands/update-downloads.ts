import { homedir } from "node:os";
import { join } from "node:path";

export interface DownloadsPlace {
  readonly platform: NodeJS.Platform;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The package's, as its manifest has it. */
  readonly name: string;
  readonly home?: string;
}

/** Where electron-updater, and on macOS the system with it, keep what they download. */
export function updateDownloads({ platform, variables, name, home = homedir() }: DownloadsPlace): readonly string[] {
  const folder = `${name}-updater`;
  if (platform === "win32") return [join(variables["LOCALAPPDATA"] || join(home, "AppData", "Local"), folder)];
  if (platform === "darwin") {
    const caches = join(home, "Library", "Caches");
    return [join(caches, folder), join(caches, "fr.decompte.desktop.ShipIt")];
  }
  return [join(variables["XDG_CACHE_HOME"] || join(home, ".cache"), folder)];
}
