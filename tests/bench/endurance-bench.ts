import { z } from "zod";
import { measureInElectron } from "./import-bench.ts";

const RUNS = 100_000;

const enduranceSchema = z.object({
  /** How long the main process did nothing else at most, in ms. */
  longestTaskMs: z.number(),
  memoryAboveIdleMb: z.number(),
  /** Requests to Apify of a refresh that finds nothing new. */
  requestsOfIdleRefresh: z.number(),
});

export type Endurance = z.infer<typeof enduranceSchema>;

/** The import of 100,000 runs in Electron: whether the application stays light and responsive meanwhile. */
export async function benchEndurance(builtFolder: string): Promise<Endurance> {
  return enduranceSchema.parse(await measureInElectron(builtFolder, "endurance-app", RUNS));
}
