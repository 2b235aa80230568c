import { realpathSync } from "node:fs";
import { sep } from "node:path";

/**
 * The AppImage that this program was started from; null where it is of another package. Its variables alone tell nothing:
 * whatever an AppImage starts inherits them, such as a terminal, and what is started from there.
 */
export function appImageFile(variables: Readonly<Record<string, string | undefined>>, program: string): string | null {
  const { APPIMAGE: file, APPDIR: folder } = variables;
  if (!file || !folder) return null;
  return isWithin(program, folder) ? file : null;
}

function isWithin(program: string, folder: string): boolean {
  try {
    return program.startsWith(realpathSync(folder) + sep);
  } catch {
    return false;
  }
}
