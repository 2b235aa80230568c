import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { z } from "zod";
import { AppError } from "../../shared/errors.ts";
import type { Log } from "./log.ts";

/**
 * A small file of settings. What it holds and can't be understood is set aside, never overwritten; where the file itself
 * can't be read, reading throws `ledger_unavailable`.
 */
export interface JsonFile<Value> {
  read(): Value;
  write(value: Value): void;
}

/** For what can be chosen again: a disk that refuses to be read or written costs the memory of it, not the application. */
export function forgivingJsonFile<Value>(file: JsonFile<Value>, initial: Value, log: Log): JsonFile<Value> {
  return {
    read() {
      try {
        return file.read();
      } catch (error) {
        log("settings not read", { cause: error });
        return initial;
      }
    },
    write(value) {
      try {
        file.write(value);
      } catch (error) {
        log("settings not written", { cause: error });
      }
    },
  };
}

/**
 * What a file holds; undefined where there is none, or it can't be understood. It stays as it is.
 *
 * @throws AppError `ledger_unavailable` where it can't be read
 */
export function peekJsonFile<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> | undefined {
  const text = readText(file);
  return text === undefined ? undefined : schema.safeParse(parseJson(text)).data;
}

export function jsonFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  initial: z.output<Schema>,
): JsonFile<z.output<Schema>> {
  return {
    read() {
      const text = readText(file);
      if (text === undefined) return initial;
      const parsed = schema.safeParse(parseJson(text));
      if (parsed.success) return parsed.data;
      renameSync(file, `${file}.unreadable`);
      return initial;
    },

    write: (value) => writeWhole(file, `${JSON.stringify(value, null, 2)}\n`),
  };
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new AppError("ledger_unavailable", "A file of the data folder can't be read", { cause: error });
  }
}

/** The file holds the former text or this one, whenever the power goes. Its owner alone can read it. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.unfinished`;
  writeFileSync(unfinished, text, { mode: 0o600, flush: true });
  renameSync(unfinished, file);
}

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
