import { rmSync } from "node:fs";
import { join } from "node:path";
import { _electron, type Page } from "playwright";
import { electron, PROJECT_FOLDER } from "./bench-environment.ts";
import { makeLargeAccount } from "./large-account.ts";

/** The real window, in English, over 100,000 runs, for as long as it is measured. */
export async function inLargeAccount<Measured>(measure: (page: Page) => Promise<Measured>): Promise<Measured> {
  const dataFolder = await makeLargeAccount();
  try {
    return await inWindow(PROJECT_FOLDER, { DECOMPTE_DATA_DIR: dataFolder, LANG: "en_US.UTF-8" }, measure);
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** The bare window, for as long as it is measured. */
export async function inBareWindow<Measured>(measure: (page: Page) => Promise<Measured>): Promise<Measured> {
  return inWindow(join(PROJECT_FOLDER, "tests", "bench", "bare-window"), {}, measure);
}

async function inWindow<Measured>(
  folder: string,
  environment: Readonly<Record<string, string>>,
  measure: (page: Page) => Promise<Measured>,
): Promise<Measured> {
  const { executablePath, args } = electron();
  const app = await _electron.launch({
    executablePath,
    args: [...args, folder],
    env: { ...(process.env as Record<string, string>), ...environment },
  });
  try {
    return await measure(await app.firstWindow());
  } finally {
    await app.close();
  }
}
