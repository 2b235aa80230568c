import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fr } from "../../renderer/i18n/fr.ts";
import { formatUsd } from "../../shared/domain/money.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import type { DesktopApp } from "../support/desktop/desktop-app.ts";
import { expectedFigures } from "../support/desktop/expected-figures.ts";
import { choose, keepPicture, openSettings, signIn, totalCard } from "../support/desktop/screen.ts";

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});
afterEach((test) => desk.close(test));

it("shows its icon alone when the system starts it, and its window once that is asked for", async () => {
  const app = await desk.start({ args: ["--sample", "--at-login"] });
  await expect.poll(async () => (await desk.tray.item()?.toolTip()) ?? "").toContain("Jour\u00a0: ");
  expect(await app.isWindowVisible()).toBe(false);
  await desk.tray.item()?.choose("Ouvrir Décompte");
  await expect.poll(() => app.isWindowVisible()).toBe(true);
});

/** What the person would choose in the system's dialogs, which no test can reach. */
const chooseFile = ({ electron }: DesktopApp, file: string) =>
  electron.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);

it("backs the ledger up, and restores it at the next start, with the former one set aside", async () => {
  const backup = join(desk.folder, "backup.db");
  const app = await desk.start();
  await signIn(app.page, desk.account.token);
  await chooseFile(app, backup);
  const dialog = await openSettings(app.page, "data");
  await dialog.getByRole("button", { name: fr.settings.backUp }).click();
  await dialog.getByText(/^Sauvegardé/).waitFor();
  expect(statSync(backup).mode & 0o777).toBe(0o600);

  await dialog.getByRole("button", { name: fr.settings.chooseFile }).click();
  await dialog.getByText("backup.db est un registre entier").waitFor();
  await dialog.getByText(new RegExp(`^${desk.account.username} · `)).waitFor();
  await keepPicture(app.page, "settings-restore");
  await app.electron.evaluate(({ app: electronApp }) => (electronApp.relaunch = () => undefined));
  await dialog.getByRole("button", { name: fr.settings.restoreStart }).click();
  await app.ended;

  const { page } = await desk.start();
  await choose(page, fr.total.select, "Tous");
  const { costNanoUsd } = expectedFigures(desk.account, desk.timeZone, 365);
  await totalCard(page).getByText(formatUsd(costNanoUsd, "fr"), { exact: true }).waitFor();
  const names = readdirSync(desk.dataFolder).filter((name) => name.startsWith("ledger.db."));
  expect(names.filter((name) => /^ledger\.db\.before-restore-\d+T\d+Z$/.test(name))).toHaveLength(1);
});
