import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

const NAME = "decompte-server";

/** Where the server keeps its data when nobody says: not the desktop app's own folder. */
export function defaultDataFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const absolute = (name: string): string | undefined => {
    const folder = environment[name];
    return folder !== undefined && isAbsolute(folder) ? folder : undefined;
  };
  if (platform === "win32") return join(absolute("LOCALAPPDATA") ?? join(home, "AppData", "Local"), NAME);
  if (platform === "darwin") return join(home, "Library", "Application Support", NAME);
  return join(absolute("XDG_DATA_HOME") ?? join(home, ".local", "share"), NAME);
}
