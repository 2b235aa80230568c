import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Page } from "playwright";
import { fr } from "../../renderer/i18n/fr.ts";
import { formatUsd } from "../../shared/domain/money.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import { keyboardOf } from "../support/desktop/keyboard.ts";
import { expectedFigures } from "../support/desktop/expected-figures.ts";
import { catchOpenedPages } from "../support/desktop/opened-pages.ts";
import {
  addAccount,
  choose,
  keepPicture,
  signIn,
  signOut,
  totalCard,
  waitUntilFresh,
} from "../support/desktop/screen.ts";
import { searchTraces } from "../support/desktop/traces.ts";
import { startRedirectingServer, startUntrustedServer } from "../support/team-server/odd-servers.ts";
import { startTeamServer, type TeamServerStandIn } from "../support/team-server/stand-in.ts";

const noa = { userId: "noa-user", email: "noa@example.org", name: "Noa" };
const words = fr.teamServer;
const HOUR_MS = 3_600_000;

let desk: Desk;
let server: TeamServerStandIn;

beforeEach(async () => {
  desk = await openDesk({ runCount: 60 });
  server = await startTeamServer({ apifyUrl: desk.apify.baseUrl });
});
afterEach(async (test) => {
  await desk.close(test);
  await server.stop();
});

const keptAccount = () => `${server.address} ${noa.userId}`;
const monthTotal = () => formatUsd(expectedFigures(desk.account, desk.timeZone, 30).costNanoUsd, "fr");
/** The banner's button: each card that a server is needed for has one of its own, below. */
const retry = (page: Page) => page.getByRole("button", { name: fr.app.retry }).first();

async function askServer(page: Page, address: string): Promise<void> {
  await page.getByLabel(words.addressLabel).fill(address);
  await page.getByRole("button", { name: words.continue }).click();
}

/** From the door to the figures, the browser's part included. */
async function signInToServer(page: Page): Promise<void> {
  await askServer(page, server.address);
  await page.getByText("WXYZ-2345").waitFor();
  server.identity.approve(noa);
  await totalCard(page).waitFor();
}

it("signs in by the browser's approval, shows the server's figures, and keeps the token in the keychain alone", async () => {
  await server.record(noa.userId, "service-run", 7.25);
  const app = await desk.start();
  await app.page.getByLabel(words.addressLabel).waitFor();
  const opened = await catchOpenedPages(app.electron);
  await askServer(app.page, server.address);
  await app.page.getByText("WXYZ-2345").waitFor();
  await keepPicture(app.page, "server-code");
  expect(await opened()).toEqual([`${server.address}/device?user_code=WXYZ2345`]);
  expect(await desk.keyring.accounts()).toEqual([]);

  server.identity.approve(noa);
  await totalCard(app.page).getByText("7.25\u00a0$", { exact: true }).waitFor();
  await waitUntilFresh(app.page);
  await keepPicture(app.page, "server-figures");
  expect(await desk.keyring.secrets()).toEqual(new Map([[keptAccount(), server.identity.tokens()[0]]]));
  expect(desk.apify.requests).toEqual([]);
});

it("says why an address is of no use, each in its own words, and stays on the form", async () => {
  const { page } = await desk.start();
  const alert = page.getByRole("alert");
  const cases = [
    ["not an address", words.problems.address],
    ["http://spend.example.org", words.problems.insecure],
    [desk.apify.baseUrl, words.problems["not-decompte"]],
    ["http://127.0.0.1:9", words.problems["no-answer"]],
    ["https://no-such-host.invalid", words.problems["unknown-host"]],
  ] as const;
  for (const [address, problem] of cases) {
    await askServer(page, address);
    await alert.getByText(problem).waitFor();
    expect(await page.getByLabel(words.addressLabel).inputValue()).toBe(address);
  }
  await keepPicture(page, "server-problem");
  expect(await desk.keyring.accounts()).toEqual([]);
});

it("sends nothing to a server whose certificate is not valid, nor to where another one leads", async () => {
  const untrusted = await startUntrustedServer();
  const leading = await startRedirectingServer(server.address);
  const { page } = await desk.start();
  await askServer(page, untrusted.address);
  await page.getByRole("alert").getByText(words.problems.certificate).waitFor();
  await askServer(page, leading.address);
  await page.getByRole("alert").getByText(words.problems.redirected).waitFor();
  expect(server.requests).toEqual([]);
  await Promise.all([untrusted.stop(), leading.stop()]);
});

it("names the address that a server has by its own account, and opens no page of elsewhere", async () => {
  const app = await desk.start();
  await app.page.getByLabel(words.addressLabel).waitFor();
  const opened = await catchOpenedPages(app.electron);
  await askServer(app.page, server.address.replace("127.0.0.1", "localhost"));
  const host = new URL(server.address).host;
  await app.page.getByRole("alert").getByText(words.problems["other-address"].replace("{{address}}", host)).waitFor();
  expect(await opened()).toEqual([]);
});

it("says when the person has refused, waited too long or given up, and takes another try", async () => {
  const { page } = await desk.start();
  await askServer(page, server.address);
  await page.getByText("WXYZ-2345").waitFor();
  server.identity.deny();
  await page.getByRole("alert").getByText(words.problems.denied).waitFor();

  await page.getByRole("button", { name: words.continue }).click();
  await page.getByText("WXYZ-2345").waitFor();
  server.identity.expire();
  await page.getByRole("alert").getByText(words.problems.expired).waitFor();

  await page.getByRole("button", { name: words.continue }).click();
  await page.getByRole("button", { name: words.cancel }).click();
  await page.getByRole("button", { name: words.continue, disabled: false }).waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
  expect(server.identity.tokens()).toEqual([]);

  await signInToServer(page);
});

it("keeps asking while the server is away, slows down when told, and finds the approval", async () => {
  const { page } = await desk.start();
  await askServer(page, server.address);
  await page.getByText(words.waiting).waitFor();
  await server.leave();
  await page.getByText(/ne répond plus/).waitFor();
  await server.comeBack();
  await page.getByText(words.waiting).waitFor();
  server.identity.slowDown(1);
  server.identity.approve(noa);
  await totalCard(page).waitFor({ timeout: 20_000 });
  expect(server.identity.requests).toHaveLength(1);
});

it("copies the code by main, since the page may not reach the clipboard", async () => {
  const app = await desk.start();
  await askServer(app.page, server.address);
  await app.page.getByRole("button", { name: words.copy }).click();
  await app.page.getByText(words.copied).waitFor();
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe("WXYZ2345");
});

it("keeps the figures when the session is revoked, stops asking, and goes on after signing in again", async () => {
  await server.record(noa.userId, "service-run", 7.25);
  const { page } = await desk.start();
  await signInToServer(page);
  await waitUntilFresh(page);
  server.identity.revokeAll();
  await page.getByRole("button", { name: fr.connection.refresh }).click();
  await page.getByText(words.refusedTitle).waitFor();
  await keepPicture(page, "server-session-ended");
  expect(await totalCard(page).innerText()).toContain("7.25\u00a0$");
  await page.getByRole("button", { name: fr.connection.refresh, disabled: true }).waitFor();

  await server.record(noa.userId, "second-run", 1);
  await page.getByRole("button", { name: words.signInAgain }).click();
  await page.getByText("WXYZ-2345").waitFor();
  await keepPicture(page, "server-sign-in-again");
  server.identity.approve(noa);
  await totalCard(page).getByText("8.25\u00a0$", { exact: true }).waitFor();
  await waitUntilFresh(page);
  expect(await desk.keyring.secrets()).toEqual(new Map([[keptAccount(), server.identity.tokens()[0]]]));
});

it("stays readable while the server is away, at the next start too, marked with the age, and follows its return", async () => {
  await server.record(noa.userId, "service-run", 7.25);
  const first = await desk.start();
  await signInToServer(first.page);
  await waitUntilFresh(first.page);
  await server.leave();
  await first.page.getByRole("button", { name: fr.connection.refresh }).click();
  await first.page.getByText(words.offlineTitle).waitFor();
  expect(await totalCard(first.page).innerText()).toContain("7.25\u00a0$");
  for (const period of ["Jour", "Tous"]) {
    await choose(first.page, fr.total.select, period);
    await totalCard(first.page).getByText("7.25\u00a0$", { exact: true }).waitFor();
  }
  await first.quit();

  const { page } = await desk.start();
  await totalCard(page).getByText("7.25\u00a0$", { exact: true }).waitFor();
  await page.getByText(words.offlineTitle).waitFor();
  await page.getByRole("alert").getByText(fr.runs.loadFailed).waitFor();
  await keepPicture(page, "server-offline");

  await server.comeBack();
  await server.record(noa.userId, "second-run", 1);
  await retry(page).click();
  await totalCard(page).getByText("8.25\u00a0$", { exact: true }).waitFor();
  await waitUntilFresh(page);
  await page.getByText("scraping").first().waitFor();
});

it("tells the age of what it remembers, and says nothing of a day that it has not read", async () => {
  await server.record(noa.userId, "service-run", 7.25);
  const first = await desk.start();
  await signInToServer(first.page);
  await waitUntilFresh(first.page);
  await first.quit();
  await server.leave();
  const [file = ""] = readdirSync(join(desk.dataFolder, "figures"));
  const path = join(desk.dataFolder, "figures", file);
  const readAgo = (ms: number) => {
    const remembered: object = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...remembered, readAt: new Date(Date.now() - ms).toISOString() }));
  };

  readAgo(3 * HOUR_MS);
  const second = await desk.start();
  await choose(second.page, fr.total.select, "Jour");
  await totalCard(second.page).getByText("7.25\u00a0$", { exact: true }).waitFor();
  await totalCard(second.page).getByText("Chiffres d'il y a 3 h").waitFor();
  await second.quit();

  readAgo(27 * HOUR_MS);
  const { page } = await desk.start();
  await totalCard(page).getByText(words.todayUnknown).waitFor();
  expect(await totalCard(page).innerText()).not.toContain("$");
  await expect.poll(() => desk.tray.item()?.toolTip()).toContain("Jour\u00a0: –");
  await keepPicture(page, "server-unknown-today");
  await choose(page, fr.total.select, "Dernière semaine");
  await totalCard(page).getByText("7.25\u00a0$", { exact: true }).waitFor();
  await totalCard(page).getByText("Chiffres d'il y a 1 j").waitFor();

  await server.comeBack();
  await retry(page).click();
  await waitUntilFresh(page);
  await choose(page, fr.total.select, "Jour");
  await totalCard(page).getByText("7.25\u00a0$", { exact: true }).waitFor();
});

it("shows an Apify account and two people of a server side by side, each with its own figures and token", async () => {
  const alex = { userId: "alex-user", email: "alex@example.org", name: "" };
  await server.record(noa.userId, "service-run", 7.25);
  await server.record(alex.userId, "other-run", 3.5);
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  await addAccount(page);
  await signInToServer(page);
  await totalCard(page).getByText("7.25\u00a0$", { exact: true }).waitFor();
  await addAccount(page);
  await askServer(page, server.address);
  await page.getByText("WXYZ-2345").waitFor();
  server.identity.approve(alex);
  await totalCard(page).getByText("3.50\u00a0$", { exact: true }).waitFor();
  expect((await desk.keyring.secrets()).size).toBe(3);

  await page.getByRole("button", { name: fr.session.menu }).click();
  await page.getByRole("menuitemradio", { name: alex.email }).waitFor();
  await keepPicture(page, "three-accounts");
  await page.getByRole("menuitemradio", { name: "Noa" }).click();
  await totalCard(page).getByText("7.25\u00a0$", { exact: true }).waitFor();
  await expect.poll(() => desk.tray.item()?.toolTip()).toContain("7.25");

  await signOut(page);
  await totalCard(page).getByText(monthTotal(), { exact: true }).waitFor();
  await expect.poll(() => server.identity.tokens().length).toBe(1);
  expect(new Set(await desk.keyring.accounts())).toEqual(
    new Set([desk.account.userId, `${server.address} ${alex.userId}`]),
  );
  expect(readdirSync(join(desk.dataFolder, "figures"))).toHaveLength(1);
});

it("gives the server a token for Apify, and shows what it then imports", async () => {
  const { page } = await desk.start();
  await signInToServer(page);
  await page.getByText(words.neverRunText).waitFor();
  await keepPicture(page, "server-without-apify");
  await page.getByRole("button", { name: words.apifyGive }).first().click();
  await page.getByLabel(fr.signIn.tokenLabel, { exact: true }).fill(desk.account.token);
  await keepPicture(page, "server-apify-token");
  await page.getByRole("button", { name: words.apifySubmit }).click();
  await totalCard(page).getByText(monthTotal(), { exact: true }).waitFor({ timeout: 20_000 });
  await page.getByRole("button", { name: fr.session.menu }).click();
  await page.getByText(`Compte ${desk.account.username}`).waitFor();
  expect(await desk.keyring.accounts()).toEqual([keptAccount()]);
});

it("leaves neither the server's token nor the one given to it on the disk, in the log, in the page or its memory", async () => {
  const tokens = new Set<string>([desk.account.token]);
  const traces = searchTraces(() => [...tokens]);
  const app = await desk.start();
  await signInToServer(app.page);
  const [token = ""] = server.identity.tokens();
  tokens.add(token);
  await app.page.getByRole("button", { name: words.apifyGive }).first().click();
  await app.page.getByLabel(fr.signIn.tokenLabel, { exact: true }).fill(desk.account.token);
  await app.page.getByRole("button", { name: words.apifySubmit }).click();
  await totalCard(app.page).getByText(monthTotal(), { exact: true }).waitFor({ timeout: 20_000 });
  expect(await traces.everywhere(app, desk.folder)).toEqual([]);
  await expect.poll(() => traces.inHeap(app.page), { timeout: 20_000 }).toEqual([]);

  server.identity.revokeAll();
  await app.page.getByRole("button", { name: fr.connection.refresh }).click();
  await app.page.getByText(words.refusedTitle).waitFor();
  await app.quit();
  expect([...traces.inFolder(desk.folder), ...traces.found(app.output())]).toEqual([]);
  const elsewhere = server.requests.filter(({ authorization }) => authorization?.includes(token) === false);
  expect(elsewhere).toEqual([]);
});

it("is signed in to by the keyboard alone, and left by it", async () => {
  await server.record(noa.userId, "service-run", 7.25);
  const { page } = await desk.start();
  const { goTo, press, type } = keyboardOf(page);
  await goTo(page.getByLabel(words.addressLabel));
  await type(server.address);
  await press("Enter");
  await page.getByText("WXYZ-2345").waitFor();
  await goTo(page.getByRole("button", { name: words.cancel }));
  await press("Enter");
  await goTo(page.getByRole("button", { name: words.continue }));
  await press("Enter");
  await page.getByText("WXYZ-2345").waitFor();
  server.identity.approve(noa);
  await totalCard(page).getByText("7.25\u00a0$", { exact: true }).waitFor();

  const menu = page.getByRole("button", { name: fr.session.menu, disabled: false });
  await menu.waitFor();
  await goTo(menu);
  await press("Enter");
  await page.getByRole("menuitem", { name: fr.session.signOut }).waitFor();
  await press("End", "Enter");
  await page.getByRole("region", { name: words.title }).waitFor();
  expect(await desk.keyring.accounts()).toEqual([]);
});
