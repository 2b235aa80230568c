import { chmodSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fr } from "../../renderer/i18n/fr.ts";
import { formatUsd } from "../../shared/domain/money.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import { expectedFigures } from "../support/desktop/expected-figures.ts";
import {
  addAccount,
  choose,
  keepPicture,
  signIn,
  signOut,
  statusLine,
  submitToken,
  totalCard,
  waitUntilFresh,
} from "../support/desktop/screen.ts";

/** Three attempts with doubling waits come before Apify counts as out of reach. */
const OFFLINE_AFTER_MS = 10_000;

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});
afterEach((test) => desk.close(test));

const monthTotal = () => formatUsd(expectedFigures(desk.account, desk.timeZone, 30).costNanoUsd, "fr");

it("shows the last figures at once after a restart without Apify, asks for no token and says it is offline", async () => {
  const first = await desk.start();
  await signIn(first.page, desk.account.token);
  await first.quit();
  await desk.apify.stop();

  const { page } = await desk.start();
  await totalCard(page).getByText(monthTotal(), { exact: true }).waitFor();
  expect(await page.getByLabel(fr.signIn.tokenLabel, { exact: true }).count()).toBe(0);
  await page.getByText(fr.connection.offlineTitle).waitFor({ timeout: OFFLINE_AFTER_MS });
  await statusLine(page).getByText("Hors ligne depuis").waitFor();
  expect(await totalCard(page).innerText()).toContain(monthTotal());
  expect(await page.getByText(fr.import.cut).count()).toBe(0);
  await keepPicture(page, "offline");
});

it("refreshes by itself after a restart and opens on the periods of the last time", async () => {
  const first = await desk.start();
  await signIn(first.page, desk.account.token);
  await choose(first.page, fr.total.select, "Tous");
  await choose(first.page, fr.chart.select, "90 jours");
  await first.quit();

  desk.account.addRun({ startedAtMs: Date.now() - 60_000, pricing: { model: "FREE" }, costUsd: 500 });
  const { page } = await desk.start();
  const all = formatUsd(expectedFigures(desk.account, desk.timeZone, 365).costNanoUsd, "fr");
  await totalCard(page).getByText(all, { exact: true }).waitFor();
  await page.getByRole("combobox", { name: fr.chart.select }).getByText("90 jours").waitFor();
  expect(await desk.keyring.accounts()).toEqual([desk.account.userId]);
});

it("goes on with an import that a crash cut", async () => {
  const answerAtOnce = desk.apify.fail({
    match: { path: /actor-runs\/\w+$/ },
    after: 210,
    with: { kind: "slow", delayMs: Infinity },
  });
  const first = await desk.start();
  await submitToken(first.page, desk.account.token);
  await first.page.getByText(/^200 exécutions sur environ/).waitFor();
  await first.kill();
  answerAtOnce();
  desk.apify.forgetRequests();

  const { page } = await desk.start();
  await waitUntilFresh(page);
  await choose(page, fr.total.select, "Tous");
  const { costNanoUsd } = expectedFigures(desk.account, desk.timeZone, 365);
  await totalCard(page).getByText(formatUsd(costNanoUsd, "fr"), { exact: true }).waitFor();
  const detailsRead = desk.apify.requests.filter(({ path }) => /actor-runs\/\w+$/.test(path)).length;
  expect(detailsRead).toBeLessThan(150);
});

it("takes the token out of the keychain on signing out, and asks for one at the next start", async () => {
  const first = await desk.start();
  await signIn(first.page, desk.account.token);
  await signOut(first.page);
  await first.page.getByRole("region", { name: fr.signIn.apifyTitle }).waitFor();
  expect(await desk.keyring.accounts()).toEqual([]);
  const accounts: unknown = JSON.parse(readFileSync(join(desk.dataFolder, "accounts.json"), "utf8"));
  expect(accounts).toEqual({ accounts: [], currentId: null });
  await first.quit();

  const second = await desk.start();
  await second.page.getByRole("region", { name: fr.signIn.apifyTitle }).waitFor();
});

it("never mixes two accounts: each has its own figures, and finds them again", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  await signOut(page);
  await signIn(page, desk.otherAccount.token);
  await totalCard(page).getByText("0.42\u00a0$", { exact: true }).waitFor();
  expect(await desk.keyring.secrets()).toEqual(new Map([[desk.otherAccount.userId, desk.otherAccount.token]]));

  await signOut(page);
  await submitToken(page, desk.account.token);
  await totalCard(page).getByText(monthTotal(), { exact: true }).waitFor();
  expect(await desk.keyring.secrets()).toEqual(new Map([[desk.account.userId, desk.account.token]]));
});

it("keeps two accounts signed in side by side, and switches between their figures by the keyboard", async () => {
  const first = await desk.start();
  await signIn(first.page, desk.account.token);
  await addAccount(first.page);
  await signIn(first.page, desk.otherAccount.token);
  await totalCard(first.page).getByText("0.42\u00a0$", { exact: true }).waitFor();
  const tokens = [desk.account, desk.otherAccount].map(({ userId, token }) => [userId, token] as const);
  expect(await desk.keyring.secrets()).toEqual(new Map(tokens));
  await first.quit();

  const { page } = await desk.start();
  await totalCard(page).getByText("0.42\u00a0$", { exact: true }).waitFor();
  await page.getByRole("button", { name: fr.session.menu, disabled: false }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitemradio", { name: desk.account.username }).waitFor();
  await keepPicture(page, "two-accounts");
  await page.keyboard.press("Enter");
  await totalCard(page).getByText(monthTotal(), { exact: true }).waitFor();
  await waitUntilFresh(page);
  expect((await desk.keyring.secrets()).size).toBe(2);

  await signOut(page);
  await totalCard(page).getByText("0.42\u00a0$", { exact: true }).waitFor();
  expect(await desk.keyring.accounts()).toEqual([desk.otherAccount.userId]);
});

it("shows the running window when it is started a second time", async () => {
  const app = await desk.start();
  await expect.poll(() => desk.tray.item()).toBeDefined();
  await app.closeWindow();
  await expect.poll(() => app.isWindowVisible()).toBe(false);
  expect(await desk.startAgain()).toBe(0);
  await expect.poll(() => app.isWindowVisible()).toBe(true);
});

it("says by its exit code that no picture was taken of a second start", async () => {
  await desk.start();
  const picture = join(desk.folder, "picture.png");
  expect(await desk.startAgain(["--screenshot", picture])).toBe(1);
  expect(existsSync(picture)).toBe(false);
});

it("writes the ledger for its owner alone, in a folder that others may read too", async () => {
  mkdirSync(desk.dataFolder);
  chmodSync(desk.dataFolder, 0o755);
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  expect(statSync(join(desk.dataFolder, "ledger.db")).mode & 0o077).toBe(0);
});

it("stays in the tray when its window is closed, and knows the window's place after a kill", async () => {
  const app = await desk.start();
  await expect.poll(() => desk.tray.item()).toBeDefined();
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(700, 600));
  const placeFile = join(desk.dataFolder, "window.json");
  await expect.poll(() => existsSync(placeFile) && readFileSync(placeFile, "utf8")).toContain('"width":700');
  await app.closeWindow();
  await expect.poll(() => app.isWindowVisible()).toBe(false);
  expect(desk.tray.item()).toBeDefined();
  await app.kill();

  const again = await desk.start();
  const size = () => again.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize());
  await expect.poll(size).toEqual([700, 600]);
});

it("stops asking once Apify refuses the token, keeps the figures, and goes on with another token", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  const successor = desk.apify.rotate(desk.account.token);
  await page.getByRole("button", { name: fr.connection.refresh }).click();
  await page.getByText(fr.credential.refusedTitle).waitFor();
  await keepPicture(page, "refused-midway");
  expect(await totalCard(page).innerText()).toContain(monthTotal());

  desk.apify.forgetRequests();
  await desk.tray.item()?.choose("Actualiser");
  await page.getByRole("button", { name: fr.connection.refresh, disabled: true }).waitFor();
  expect(desk.apify.requests).toEqual([]);

  await page.getByRole("button", { name: fr.credential.pasteToken }).click();
  await signIn(page, successor);
  expect(await desk.keyring.secrets()).toEqual(new Map([[desk.account.userId, successor]]));
});
