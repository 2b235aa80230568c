import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fr } from "../../renderer/i18n/fr.ts";
import { formatUsd } from "../../shared/domain/money.ts";
import { startSilentPrompter } from "../support/bus/silent-prompter.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import { expectedFigures } from "../support/desktop/expected-figures.ts";
import {
  choose,
  keepPicture,
  signIn,
  signOut,
  submitToken,
  totalCard,
  waitUntilFresh,
} from "../support/desktop/screen.ts";

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk({ runCount: 40 });
});
afterEach((test) => desk.close(test));

async function signInAndQuit(): Promise<void> {
  const app = await desk.start();
  await signIn(app.page, desk.account.token);
  await app.quit();
}

/** The figures of a period are on screen after it was chosen: the ledger answers. */
async function readTotal(page: Page, period: string, days: number): Promise<void> {
  await choose(page, fr.total.select, period);
  const { costNanoUsd } = expectedFigures(desk.account, desk.timeZone, days);
  await totalCard(page).getByText(formatUsd(costNanoUsd, "fr"), { exact: true }).waitFor();
}

const kept = () => new Map([[desk.account.userId, desk.account.token]]);

it("works for one session where no keychain answers, says so, and asks again at the next start", async () => {
  const noBus = { busAddress: `unix:path=${join(desk.folder, "no-bus")}` };
  const first = await desk.start(noBus);
  await signIn(first.page, desk.account.token);
  await first.page.getByText(fr.credential.sessionTitle).waitFor();
  await readTotal(first.page, "Tous", 365);
  await keepPicture(first.page, "no-keychain");
  await first.quit();
  expect(readFileSync(join(desk.dataFolder, "accounts.json"), "utf8")).not.toContain(desk.account.token);

  const second = await desk.start(noBus);
  await second.page.getByText(fr.credential.unavailableTitle).waitFor();
  await readTotal(second.page, "Dernier mois", 30);
  await second.page.getByRole("button", { name: fr.credential.pasteToken }).click();
  await signIn(second.page, desk.account.token);
});

it("keeps a locked keychain as it is, shows the figures, and goes on once it is unlocked", async () => {
  await signInAndQuit();
  await desk.keyring.lock();
  const { page } = await desk.start();
  await page.getByText(fr.credential.lockedTitle).waitFor();
  await readTotal(page, "Tous", 365);
  await keepPicture(page, "locked-keychain");
  await page.getByRole("button", { name: fr.app.retry }).click();
  await page.getByRole("button", { name: fr.app.retry, disabled: false }).waitFor();
  expect(await page.getByText(fr.credential.lockedTitle).count()).toBe(1);
  expect(await desk.keyring.accounts()).toEqual([desk.account.userId]);

  await desk.keyring.unlock();
  expect(await desk.keyring.secrets()).toEqual(kept());
  await page.getByRole("button", { name: fr.app.retry }).click();
  await waitUntilFresh(page);
  await expect.poll(() => page.getByText(fr.credential.lockedTitle).count()).toBe(0);
  expect(await desk.keyring.secrets()).toEqual(kept());
});

it("waits no longer than its deadline for a prompt that nobody answers, and asks no second time before it", async () => {
  await signInAndQuit();
  await desk.keyring.lock();
  const prompter = await startSilentPrompter(desk.bus);
  const { page } = await desk.start();
  await readTotal(page, "Tous", 365);
  await page.getByText(fr.credential.lockedTitle).waitFor({ timeout: 10_000 });
  await page.getByRole("button", { name: fr.app.retry }).click();
  await page.getByRole("button", { name: fr.app.retry, disabled: false }).waitFor({ timeout: 10_000 });
  expect(prompter.promptCount()).toBe(1);
  await page.reload();
  await readTotal(page, "Dernière semaine", 7);
  await page.getByText(fr.credential.lockedTitle).waitFor();
});

it("goes on by itself when a prompt is answered long after the deadline", async () => {
  await signInAndQuit();
  await desk.keyring.lock();
  const prompter = await startSilentPrompter(desk.bus);
  const { page } = await desk.start();
  await page.getByText(fr.credential.lockedTitle).waitFor({ timeout: 10_000 });
  await desk.keyring.unlock();
  await prompter.leave();
  await waitUntilFresh(page);
  expect(await desk.keyring.secrets()).toEqual(kept());
});

it("takes a prompt that is dismissed long after the deadline for a locked keychain, not for a lost token", async () => {
  await signInAndQuit();
  await desk.keyring.lock();
  const prompter = await startSilentPrompter(desk.bus);
  const app = await desk.start();
  await app.page.getByText(fr.credential.lockedTitle).waitFor({ timeout: 10_000 });
  await prompter.leave();
  await app.page.getByRole("button", { name: fr.app.retry }).click();
  await app.page.getByRole("button", { name: fr.app.retry, disabled: false }).waitFor();
  expect(await app.page.getByText(fr.credential.lockedTitle).count()).toBe(1);
  await desk.keyring.unlock();
  expect(await desk.keyring.secrets()).toEqual(kept());
});

it("quits within seconds while a prompt hangs", async () => {
  await signInAndQuit();
  await desk.keyring.lock();
  await startSilentPrompter(desk.bus);
  const app = await desk.start();
  await app.page.getByText(fr.credential.lockedTitle).waitFor({ timeout: 10_000 });
  const startedMs = performance.now();
  await app.quit();
  expect(performance.now() - startedMs).toBeLessThan(3_000);
});

it("signs nobody out while the keychain is locked, and says why", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  await desk.keyring.lock();
  await signOut(page);
  await page.getByRole("menu").getByText(fr.errors.keychain_unavailable).waitFor();
  expect(await desk.keyring.accounts()).toEqual([desk.account.userId]);

  await desk.keyring.unlock();
  await page.getByRole("menuitem", { name: fr.session.signOut }).click();
  await page.getByRole("region", { name: fr.signIn.apifyTitle }).waitFor();
  expect(await desk.keyring.accounts()).toEqual([]);
});

it("says that the token is gone when the keychain is open and does not hold it", async () => {
  await signInAndQuit();
  await desk.keyring.empty();
  const { page } = await desk.start();
  await page.getByText(fr.credential.missingTitle).waitFor();
  await readTotal(page, "Tous", 365);
  await page.getByRole("button", { name: fr.credential.pasteToken }).click();
  await signIn(page, desk.account.token);
  expect(await desk.keyring.secrets()).toEqual(kept());
});

it("says that the keychain is silent when its service is gone, and forgets nobody", async () => {
  await signInAndQuit();
  await desk.keyring.stop();
  const { page } = await desk.start();
  await page.getByText(fr.credential.unavailableTitle).waitFor();
  await readTotal(page, "Tous", 365);
  expect(readFileSync(join(desk.dataFolder, "accounts.json"), "utf8")).toContain(desk.account.userId);
  expect(existsSync(join(desk.dataFolder, "ledger.db"))).toBe(true);
});

it("keeps the token after all when the prompt of a sign-in is answered late", async () => {
  await desk.keyring.lock();
  const prompter = await startSilentPrompter(desk.bus);
  const { page } = await desk.start();
  await submitToken(page, desk.account.token);
  await page.getByText(fr.credential.sessionTitle).waitFor({ timeout: 15_000 });
  await waitUntilFresh(page);
  await desk.keyring.unlock();
  await prompter.leave();
  await expect.poll(() => page.getByText(fr.credential.sessionTitle).count()).toBe(0);
  expect(await desk.keyring.secrets()).toEqual(kept());
});

it("leaves no token behind when the prompt of a sign-in is answered after the sign-out", async () => {
  await desk.keyring.lock();
  const prompter = await startSilentPrompter(desk.bus);
  const { page } = await desk.start();
  await submitToken(page, desk.account.token);
  await page.getByText(fr.credential.sessionTitle).waitFor({ timeout: 15_000 });
  await signOut(page);
  await page.getByRole("region", { name: fr.signIn.apifyTitle }).waitFor();
  await desk.keyring.unlock();
  await prompter.leave();
  await expect.poll(() => desk.keyring.entriesMade()).toBe(1);
  await expect.poll(() => desk.keyring.accounts()).toEqual([]);
});
