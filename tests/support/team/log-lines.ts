import { z } from "zod";

const lineSchema = z.looseObject({ level: z.string(), time: z.string(), msg: z.string() });

export type LogLine = z.infer<typeof lineSchema>;

/** The lines of a log, each of which must be JSON. */
export const parseLog = (text: string): readonly LogLine[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => lineSchema.parse(JSON.parse(line)));
