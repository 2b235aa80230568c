import { readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { writeWhole } from "../json-file.ts";
import { isSwitchedOn } from "./desktop-entry.ts";

/** Linux' way to be started when the person logs in: a file of a known folder. */
export interface AutostartFile {
  isOn(): boolean;
  /** @throws Error when the disk refuses */
  write(entry: string): void;
  /** @throws Error when the disk refuses */
  remove(): void;
}

export function createAutostartFile(
  variables: Readonly<Record<string, string | undefined>>,
  home: string = homedir(),
): AutostartFile {
  const configured = variables["XDG_CONFIG_HOME"];
  const folder = configured && isAbsolute(configured) ? configured : join(home, ".config");
  const file = join(folder, "autostart", "decompte.desktop");
  return {
    isOn() {
      try {
        return isSwitchedOn(readFileSync(file, "utf8"));
      } catch {
        return false;
      }
    },
    write: (entry) => writeWhole(file, entry),
    remove: () => rmSync(file, { force: true }),
  };
}
