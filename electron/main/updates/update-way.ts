import { accessSync, constants } from "node:fs";
import { dirname } from "node:path";
import { appImageFile } from "../launch/app-image.ts";

/** Whether Décompte can put a new version in its own place, or can only tell that there is one. */
export type UpdateWay = "installs" | "tells";

export interface PackageSurroundings {
  readonly platform: NodeJS.Platform;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The one that runs. */
  readonly program: string;
  readonly isSigned: boolean;
}

/** The files of deb and rpm are the package manager's, and macOS replaces none but a signed application. */
export function updateWay({ platform, variables, program, isSigned }: PackageSurroundings): UpdateWay {
  if (platform === "win32") return "installs";
  if (platform === "darwin") return isSigned ? "installs" : "tells";
  const file = appImageFile(variables, program);
  return file !== null && canReplace(file) ? "installs" : "tells";
}

function canReplace(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    accessSync(dirname(file), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
