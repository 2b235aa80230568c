import { z } from "zod";
import { measureInElectron } from "./import-bench.ts";

const RUNS = 100_000;

const enduranceSchema = z.object({
  /** The longest task of the main process, without the time in which other processes held its processor. */
  longestTaskMs: z.number(),
  /** How late a timer of the main process came at most, whoever held it up: told, not judged. */
  longestGapMs: z.number(),
  /** Without the pages of Electron's own files. */
  memoryAboveIdleMb: z.number(),
  /** Requests to Apify of a refresh that finds nothing new. */
  requestsOfIdleRefresh: z.number(),
});

export type Endurance = z.infer<typeof enduranceSchema>;

/** The import of 100,000 runs in Electron: whether the application stays light and responsive meanwhile. */
export async function benchEndurance(builtFolder: string): Promise<Endurance> {
  return enduranceSchema.parse(await measureInElectron(builtFolder, "endurance-app", RUNS));
}
