import { rmSync } from "node:fs";
import { _electron, type Page } from "playwright";
import { electron, PROJECT_FOLDER } from "./bench-environment.ts";
import { makeLargeAccount } from "./large-account.ts";

/** The real window, in English, over 100,000 runs, for as long as it is measured. */
export async function inLargeAccount<Measured>(measure: (page: Page) => Promise<Measured>): Promise<Measured> {
  const { executablePath, args } = electron();
  const dataFolder = await makeLargeAccount();
  const app = await _electron.launch({
    executablePath,
    args: [...args, PROJECT_FOLDER],
    env: { ...(process.env as Record<string, string>), DECOMPTE_DATA_DIR: dataFolder, LANG: "en_US.UTF-8" },
  });
  try {
    return await measure(await app.firstWindow());
  } finally {
    await app.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
