import type { Page } from "playwright";
import type { Catalog } from "../../../../renderer/i18n/catalog.ts";
import type { Scene } from "../scene.ts";

const searching =
  (typed: string) =>
  async (page: Page, { commands }: Catalog): Promise<void> => {
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog", { name: commands.title }).waitFor();
    await page.keyboard.type(typed);
  };

/** The palette of commands. */
export const commandScenes: readonly Scene[] = [
  { name: "commands", accepted: "fr light 1200", open: searching("") },
  { name: "commands-search", accepted: "en dark 380", open: searching("e") },
  { name: "commands-none", accepted: "fr dark 480", open: searching("zzz") },
];
