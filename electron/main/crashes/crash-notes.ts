import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { redacted } from "../diagnostics/diagnostics-text.ts";
import { writeWhole } from "../json-file.ts";

/** What stopped: the window's page, a helper of Chromium's by its name, or main itself. */
export interface Crash {
  readonly process: string;
  /** In Chromium's words, such as `crashed`, `oom` or `killed`; `hang` of a page that answered nothing. */
  readonly reason: string;
  readonly exitCode?: number;
  /** Where in main, which can say it. */
  readonly stack?: string;
}

export interface CrashNotes {
  readonly file: string;
  write(crash: Crash): void;
  /** One JSON line for each, oldest first. */
  read(): readonly string[];
  forget(): void;
}

export interface CrashNotesOptions {
  readonly folder: string;
  readonly version: string;
  readonly home: string;
  readonly now: () => number;
}

const LONGEST_STACK = 2_000;
const MOST_NOTES = 50;

/**
 * A file of what stopped when and why, which never leaves this computer by itself. It holds no memory of a process, which
 * may hold a token: a dump would.
 */
export function createCrashNotes({ folder, version, home, now }: CrashNotesOptions): CrashNotes {
  const file = join(folder, "crashes.log");
  const read = (): readonly string[] => {
    try {
      return readFileSync(file, "utf8").split("\n").filter(Boolean);
    } catch {
      return [];
    }
  };
  return {
    file,
    read,
    write({ stack, ...crash }) {
      const where = stack === undefined ? {} : { stack: redacted(stack, home).slice(0, LONGEST_STACK) };
      const line = JSON.stringify({ at: new Date(now()).toISOString(), version, ...crash, ...where });
      try {
        writeWhole(file, `${[...read(), line].slice(-MOST_NOTES).join("\n")}\n`);
      } catch {
        // A disk that refuses costs the note, not the recovery.
      }
    },
    forget: () => rmSync(file, { force: true }),
  };
}
