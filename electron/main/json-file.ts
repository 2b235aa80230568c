import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { z } from "zod";

/** A small file of settings. What can't be read is set aside, never overwritten. */
export interface JsonFile<Value> {
  read(): Value;
  write(value: Value): void;
}

export function jsonFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  initial: z.output<Schema>,
): JsonFile<z.output<Schema>> {
  return {
    read() {
      let text: string;
      try {
        text = readFileSync(file, "utf8");
      } catch {
        return initial;
      }
      const parsed = schema.safeParse(parseJson(text));
      if (parsed.success) return parsed.data;
      renameSync(file, `${file}.unreadable`);
      return initial;
    },

    write(value) {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      const unfinished = `${file}.unfinished`;
      writeFileSync(unfinished, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true });
      renameSync(unfinished, file);
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
