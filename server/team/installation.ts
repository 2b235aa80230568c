import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** What stands beside the built server. */
export interface Installation {
  readonly version: string;
  /** The migrations of every database. */
  readonly migrationsFolder: string;
}

/** @param folder the project's, or the image's: with `package.json` and `resources` */
export function findInstallation(folder: string): Installation {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  return { version, migrationsFolder: join(folder, "resources", "migrations") };
}
