import { z } from "zod";
import { forgivingJsonFile, jsonFile, type JsonFile } from "../json-file.ts";
import type { Log } from "../log.ts";

const notes = z.array(z.string()).readonly();

const memorySchema = z.object({
  /** From 0 to 100, drawn once: a release that is rolled out to more than that is offered here. It is sent nowhere. */
  rolloutDraw: z.number().min(0).max(100),
  /** When the newest feed of each name that was seen was signed. */
  signedAt: z.record(z.string(), z.iso.datetime()),
  /** What was to take this version's place when Décompte last quit. */
  installing: z
    .object({
      /** The version that quit; null once the release has started. */
      from: z.string().nullable(),
      release: z.object({
        version: z.string(),
        releasedAt: z.iso.datetime(),
        notes: z.object({ fr: notes, en: notes }),
      }),
    })
    .nullable(),
});

export type UpdateMemory = z.infer<typeof memorySchema>;
export type UpdateMemoryFile = JsonFile<UpdateMemory>;

/** What is remembered of updates from one start to the next. */
export function createUpdateMemory(file: string, log: Log, random: () => number): UpdateMemoryFile {
  const initial: UpdateMemory = { rolloutDraw: random() * 100, signedAt: {}, installing: null };
  return forgivingJsonFile(jsonFile(file, memorySchema, initial), initial, log);
}
