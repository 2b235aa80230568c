import { chmodSync, statSync } from "node:fs";
import { isAbsolute, relative } from "node:path";

/** Of the mode of a file: what its group and everybody else may do. */
const OF_OTHERS = 0o077;

/**
 * Who gets at what is in a folder: its owner alone, others too, or whoever its place lets in. On Windows that is the
 * person's profile, whose list of rights all within it inherits, or a folder elsewhere, of which nothing is known.
 */
export type FolderRights = "owner" | "others" | "as the profile" | "as its place";

export function folderRights(folder: string, { home, platform = process.platform }: FolderSurroundings): FolderRights {
  if (platform === "win32") return isWithin(folder, home) ? "as the profile" : "as its place";
  return (statSync(folder).mode & OF_OTHERS) === 0 ? "owner" : "others";
}

export interface FolderSurroundings {
  readonly home: string;
  readonly platform?: NodeJS.Platform;
}

/** Closes a folder of ours to others, whatever made it. Windows has no such modes. */
export function closeToOthers(folder: string): void {
  if (process.platform === "win32" || (statSync(folder).mode & OF_OTHERS) === 0) return;
  try {
    chmodSync(folder, 0o700);
  } catch {
    // Somebody else's, who lets us write: the diagnostics say so.
  }
}

function isWithin(folder: string, parent: string): boolean {
  const path = relative(parent, folder);
  return path !== "" && !path.startsWith("..") && !isAbsolute(path);
}
