import { join } from "node:path";
import { z } from "zod";

/** `scripts/bench.mjs` starts the benches in the project's folder. */
export const PROJECT_FOLDER = process.cwd();
export const MIGRATIONS_FOLDER = join(PROJECT_FOLDER, "resources", "migrations", "sqlite");

const electronSchema = z.object({ executablePath: z.string(), args: z.array(z.string()) });

/** The Electron that `scripts/bench.mjs` found. */
export function electron(): z.infer<typeof electronSchema> {
  return electronSchema.parse(JSON.parse(process.env["BENCH_ELECTRON"] ?? "null"));
}
