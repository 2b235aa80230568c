import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { fr } from "../../renderer/i18n/fr.ts";
import { fr as pageWords } from "../../server/pages/words/fr.ts";
import { formatUsd } from "../../shared/domain/money.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import { expectedFigures } from "../support/desktop/expected-figures.ts";
import { catchOpenedPages } from "../support/desktop/opened-pages.ts";
import { keepPicture, totalCard, waitUntilFresh } from "../support/desktop/screen.ts";
import { launchChromium } from "../support/pages/chromium.ts";
import {
  buildTeamServer,
  type BuiltServer,
  runServerCommand,
  serverEnvironment,
  startServerProcess,
} from "../support/team/server-process.ts";

const EMAIL = "noa@example.org";
const PASSWORD = "une phrase à retenir";
const words = fr.teamServer;

let built: BuiltServer;
let browser: Browser;
let desk: Desk;
let folder: string;

beforeAll(async () => {
  [built, browser] = await Promise.all([buildTeamServer(), launchChromium()]);
});
afterAll(async () => {
  await browser.close();
  built.remove();
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "decompte-team-"));
  desk = await openDesk({ runCount: 40 });
});
afterEach(async (test) => {
  await desk.close(test);
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
});

const monthTotal = () => formatUsd(expectedFigures(desk.account, desk.timeZone, 30).costNanoUsd, "fr");

/** Signs in with the one-time password, chooses another one, and approves what the address asks for. */
async function approve(page: Page, address: string, oneTimePassword: string): Promise<string> {
  await page.goto(address);
  await page.getByLabel(pageWords.email, { exact: true }).fill(EMAIL);
  await page.getByLabel(pageWords.password, { exact: true }).fill(oneTimePassword);
  await page.getByRole("button", { name: pageWords.signIn.submit, exact: true }).click();
  await page.getByLabel(pageWords.newPassword, { exact: true }).fill(PASSWORD);
  await page.getByLabel(pageWords.repeatPassword, { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: pageWords.choosePassword.submit, exact: true }).click();
  const code = await page.getByLabel(pageWords.device.code, { exact: true }).innerText();
  await page.getByText(pageWords.agents.on(pageWords.agents.desktop, "Linux")).waitFor();
  await page.getByRole("button", { name: pageWords.device.approve, exact: true }).click();
  await page.getByText(pageWords.device.approved).waitFor();
  return code;
}

it("signs in to the real server by a real browser, imports there, and signs out of it", async () => {
  const environment = { ...serverEnvironment(folder), APIFY_API_BASE_URL: desk.apify.baseUrl };
  const added = await runServerCommand(built, environment, ["user", "add", EMAIL]);
  const oneTimePassword = /\S+\s*$/.exec(added.output)?.[0].trim() ?? "";
  const server = startServerProcess(built, environment);
  const address = await server.ready();

  const app = await desk.start();
  await app.page.getByLabel(words.addressLabel).fill(address);
  const opened = await catchOpenedPages(app.electron);
  await app.page.getByRole("button", { name: words.continue }).click();
  await app.page.getByText(words.waiting).waitFor();
  const shown = await app.page.locator("p.font-mono").innerText();
  const page = await browser.newPage({ locale: "fr-FR" });
  const [approvalPage = ""] = await opened();
  expect(await approve(page, approvalPage, oneTimePassword)).toBe(shown);
  await page.close();

  await app.page.getByRole("button", { name: words.apifyGive }).first().click({ timeout: 20_000 });
  await app.page.getByLabel(fr.signIn.tokenLabel, { exact: true }).fill(desk.account.token);
  await app.page.getByRole("button", { name: words.apifySubmit }).click();
  await totalCard(app.page).getByText(monthTotal(), { exact: true }).waitFor({ timeout: 30_000 });
  await waitUntilFresh(app.page);
  await keepPicture(app.page, "real-team-server");
  const [token = ""] = (await desk.keyring.secrets()).values();
  const me = () => fetch(`${address}/api/me`, { headers: { authorization: `Bearer ${token}` } });
  expect(await (await me()).json()).toMatchObject({ email: EMAIL });

  await app.page.getByRole("button", { name: fr.session.menu }).click();
  await app.page.getByRole("menuitem", { name: fr.session.signOut }).click();
  await app.page.getByRole("region", { name: words.title }).waitFor();
  await expect.poll(async () => (await me()).status).toBe(401);
  expect(await desk.keyring.accounts()).toEqual([]);
  server.send("SIGTERM");
  expect(server.output()).not.toContain(token);
  expect(app.output()).not.toContain("tray not updated");
});
