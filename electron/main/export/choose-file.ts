import { join } from "node:path";
import { app, type BrowserWindow, dialog } from "electron";

const FORMAT_NAMES = { csv: "CSV", json: "JSON" } as const;

/** Asks where a file is to be written, at first among the downloads; null where the person would rather not. */
export async function chooseFile(
  window: BrowserWindow,
  name: string,
  format: keyof typeof FORMAT_NAMES,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath("downloads"), name),
    filters: [{ name: FORMAT_NAMES[format], extensions: [format] }],
    properties: ["createDirectory", "showOverwriteConfirmation"],
  });
  return canceled || filePath === "" ? null : filePath;
}
