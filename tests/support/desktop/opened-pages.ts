import type { ElectronApplication } from "playwright";

declare global {
  var openedPages: string[] | undefined;
}

/** Keeps what the application would show in the person's browser; the answer reads it. For once its page is on screen. */
export async function catchOpenedPages(electron: ElectronApplication): Promise<() => Promise<readonly string[]>> {
  await electron.evaluate(({ shell }) => {
    const pages: string[] = [];
    globalThis.openedPages = pages;
    shell.openExternal = async (url) => void pages.push(url);
  });
  return () => electron.evaluate(() => globalThis.openedPages ?? []);
}
