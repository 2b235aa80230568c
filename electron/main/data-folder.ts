import { accessSync, constants, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { app, dialog } from "electron";
import { sleep } from "./schedule.ts";
import { languageOf, TEXTS } from "./texts.ts";

const SHOWN_MS = 60_000;

/** Makes the folder where it is missing. Chromium takes one that it can't write for another instance's, without a word. */
export function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Says which folder it is, on the terminal and to whoever started the application by a click, and ends. */
export async function refuseFolder(folder: string): Promise<void> {
  process.stderr.write(`Décompte can't write its data folder ${folder}. Make it writable, or set DECOMPTE_DATA_DIR.\n`);
  // What Chromium itself needs to show a message.
  app.setPath("userData", mkdtempSync(join(tmpdir(), "decompte-")));
  await app.whenReady();
  const { title, text } = TEXTS[languageOf(app.getPreferredSystemLanguages()[0] ?? "")].folderRefused;
  // On a screen that nobody sees there is nobody to close it.
  await Promise.race([dialog.showMessageBox({ type: "error", message: title, detail: text(folder) }), sleep(SHOWN_MS)]);
  app.exit(1);
}
