import { writeFileSync } from "node:fs";
import { PNG } from "pngjs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fr } from "../../renderer/i18n/fr.ts";
import { formatUsd } from "../../shared/domain/money.ts";
import type { TrayItem } from "../support/bus/tray-host.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import { expectedFigures } from "../support/desktop/expected-figures.ts";
import { pictureFile, signIn, signOut, waitUntilFresh } from "../support/desktop/screen.ts";

const TEAL = [13, 116, 110, 255];
const GREY = [113, 113, 122, 255];
const DARK = [63, 63, 70, 255];

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk({ runCount: 120 });
});
afterEach((test) => desk.close(test));

const total = (days: number) => formatUsd(expectedFigures(desk.account, desk.timeZone, days).costNanoUsd, "fr");

async function trayItem(): Promise<TrayItem> {
  await expect.poll(() => desk.tray.item()).toBeDefined();
  const item = desk.tray.item();
  if (item === undefined) throw new Error("There is no icon in the tray");
  return item;
}

/** The colour beside the figure, half-way down the left edge. */
async function background(item: TrayItem): Promise<readonly number[]> {
  const { data, width, height } = await item.icon();
  const start = (width * Math.floor(height / 2) + 1) * 4;
  return Array.from(data.subarray(start, start + 4));
}

async function keepIcon(item: TrayItem, name: string): Promise<void> {
  writeFileSync(pictureFile(name), PNG.sync.write(await item.icon()));
}

it("says that nobody is signed in, and offers to open the window or to quit", async () => {
  await desk.start();
  const item = await trayItem();
  await expect.poll(() => item.toolTip()).toBe("Décompte\nAucun compte connecté");
  const menu = await item.menu();
  expect(menu.filter(({ label }) => label !== "")).toMatchObject([
    { label: "Aucun compte connecté", isEnabled: false },
    { label: "Actualiser", isEnabled: false },
    { label: "Ouvrir Décompte", isEnabled: true },
    { label: "Quitter", isEnabled: true },
  ]);
  expect(await background(item)).toEqual(DARK);
  await keepIcon(item, "tray-signed-out");
});

it("carries the chosen period's figure in its tooltip and all four in its menu", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  const item = await trayItem();
  const refreshedAt = /^Actualisé à \d\d:\d\d$/;
  await expect
    .poll(async () => (await item.toolTip()).split("\n"))
    .toMatchObject(["Décompte", `Jour : ${total(1)}`, expect.stringMatching(refreshedAt)]);
  expect((await item.menu()).slice(0, 4)).toMatchObject([
    { label: `Jour : ${total(1)}`, isChecked: true },
    { label: `Dernière semaine : ${total(7)}`, isChecked: false },
    { label: `Dernier mois : ${total(30)}`, isChecked: false },
    { label: `Tous : ${total(365)}`, isChecked: false },
  ]);
  const line = (await item.menu()).find(({ label }) => refreshedAt.test(label));
  expect(line).toMatchObject({ isEnabled: false });
  expect(await background(item)).toEqual(TEAL);
  await keepIcon(item, "tray-day");
});

it("takes another period from its menu, draws its figure and remembers it", async () => {
  const first = await desk.start();
  await signIn(first.page, desk.account.token);
  const item = await trayItem();
  await expect.poll(() => item.toolTip()).toContain(`Jour : ${total(1)}`);
  const before = await item.icon();
  await item.choose("Tous");
  await expect.poll(() => item.toolTip()).toContain(`Tous : ${total(365)}`);
  expect((await item.icon()).data.equals(before.data)).toBe(false);
  await keepIcon(item, "tray-all");
  await first.quit();
  await expect.poll(() => desk.tray.item()).toBeUndefined();

  await desk.start();
  const again = await trayItem();
  await expect.poll(() => again.toolTip()).toContain(`Tous : ${total(365)}`);
});

it("asks Apify for what is new from its menu, and follows the ledger", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  const item = await trayItem();
  desk.account.addRun({ startedAtMs: Date.now() - 60_000, pricing: { model: "FREE" }, costUsd: 77.7 });
  await item.choose("Actualiser");
  await expect.poll(() => item.toolTip()).toContain(`Jour : ${total(1)}`);
});

it("turns grey and says so when the figures can't be refreshed, and back once they can", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  const item = await trayItem();
  const answerAgain = desk.apify.fail({ match: { path: /actor-runs/ }, with: { kind: "html" } });
  await page.getByRole("button", { name: fr.connection.refresh }).click();
  await expect.poll(() => item.toolTip()).toContain("Actualisation en échec depuis");
  await expect.poll(() => background(item)).toEqual(GREY);
  await keepIcon(item, "tray-stale");
  answerAgain();
  await page.getByRole("button", { name: fr.connection.refresh }).click();
  await waitUntilFresh(page);
  await expect.poll(() => background(item)).toEqual(TEAL);
});

it("says in words how the connection stands, and offers to refresh only where that can help", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  const item = await trayItem();
  await expect.poll(() => item.toolTip()).toContain("Actualisé à");
  const states = [
    [{ kind: "rate-limited", retryAfterSeconds: 600 }, "Limité par Apify, nouvel essai à"],
    [{ kind: "insufficient-permissions" }, "Accès refusé par Apify"],
    [{ kind: "unauthorized" }, "Jeton refusé"],
  ] as const;
  for (const [fault, words] of states) {
    const answerAgain = desk.apify.fail({ match: { path: /actor-runs/ }, with: fault });
    await item.choose("Actualiser");
    await expect.poll(() => item.toolTip()).toContain(words);
    const line = (await item.menu()).find(({ label }) => label.startsWith(words));
    expect(line).toMatchObject({ isEnabled: false });
    answerAgain();
  }
  const refresh = (await item.menu()).find(({ label }) => label === "Actualiser");
  expect(refresh).toMatchObject({ isEnabled: false });
});

it("forgets the figures on signing out", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  const item = await trayItem();
  await expect.poll(() => item.toolTip()).toContain("$");
  await signOut(page);
  await expect.poll(() => item.toolTip()).toBe("Décompte\nAucun compte connecté");
  expect((await item.menu()).some(({ label }) => label.includes("$"))).toBe(false);
});

it("opens the window from its menu and by a click, and quits from its menu", async () => {
  const app = await desk.start();
  const item = await trayItem();
  for (const open of [() => item.choose("Ouvrir"), () => item.activate()]) {
    await app.closeWindow();
    await expect.poll(() => app.isWindowVisible()).toBe(false);
    await open();
    await expect.poll(() => app.isWindowVisible()).toBe(true);
  }
  await item.choose("Quitter");
  await app.ended;
  expect(desk.tray.item()).toBeUndefined();
});
