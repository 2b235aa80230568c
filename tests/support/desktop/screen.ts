import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright";
import { projectFolder } from "../../../scripts/setup/folders.mjs";
import { fr } from "../../../renderer/i18n/fr.ts";

export const totalCard = (page: Page): Locator => page.getByRole("region", { name: "Total dépensé" });
export const chartCard = (page: Page): Locator => page.getByRole("region", { name: "Coûts dépensés par jour" });
export const statusLine = (page: Page): Locator => page.getByRole("banner").locator("p");

export async function submitToken(page: Page, token: string): Promise<void> {
  await page.getByLabel(fr.signIn.tokenLabel, { exact: true }).fill(token);
  await page.getByRole("button", { name: fr.signIn.submit }).click();
}

/** Signs in and waits until all was imported. */
export async function signIn(page: Page, token: string): Promise<void> {
  await submitToken(page, token);
  await waitUntilFresh(page);
}

/** The last import has just ended well. */
export async function waitUntilFresh(page: Page): Promise<void> {
  await statusLine(page).getByText(fr.connection.justNow).waitFor();
}

/** Opens the doors beside the account that is shown. */
export async function addAccount(page: Page): Promise<void> {
  await page.getByRole("button", { name: fr.session.menu }).click();
  await page.getByRole("menuitem", { name: fr.accounts.add }).click();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: fr.session.menu }).click();
  await page.getByRole("menuitem", { name: fr.session.signOut }).click();
}

/** Opens the settings by their shortcut, at one of their tabs. */
export async function openSettings(page: Page, tab: keyof typeof fr.settings.tabs): Promise<Locator> {
  await page.keyboard.press("Control+,");
  const dialog = page.getByRole("dialog", { name: fr.settings.title });
  await dialog.getByRole("tab", { name: fr.settings.tabs[tab] }).click();
  return dialog;
}

/** Picks an option of one of the page's lists. */
export async function choose(page: Page, select: string, option: string): Promise<void> {
  await page.getByRole("combobox", { name: select }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

/** Keeps a picture of the window for whoever looks at the results. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: pictureFile(name) });
}

export function pictureFile(name: string): string {
  const folder = join(projectFolder, "test-results", "pictures");
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.png`);
}
