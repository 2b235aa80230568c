import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { app, shell } from "electron";
import { z } from "zod";
import { readBuildMark } from "./build-mark.ts";
import type { CallHandlers } from "./ipc-binder.ts";

const licencesSchema = z.array(
  z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.string() }),
);

export type AboutHandlers = Pick<CallHandlers, "getAbout" | "getLicences" | "showChromiumLicences">;

/** What the application is, and whose work is in it. */
export function aboutHandlers(appPath: string): AboutHandlers {
  return {
    getAbout: () => ({
      name: app.getName(),
      version: app.getVersion(),
      mark: readBuildMark(appPath),
      electron: process.versions.electron ?? "",
      chromium: process.versions["chrome"] ?? "",
      node: process.versions.node,
    }),
    // Written by `scripts/licences` at each build.
    getLicences: async () =>
      licencesSchema.parse(JSON.parse(await readFile(join(appPath, "out/licences.json"), "utf8"))),
    showChromiumLicences() {
      // Beside the program; on macOS within the application.
      const folders = [dirname(process.execPath), process.resourcesPath];
      const file = folders.map((folder) => join(folder, "LICENSES.chromium.html")).find((path) => existsSync(path));
      if (file !== undefined) shell.showItemInFolder(file);
    },
  };
}
