import type { Page } from "playwright";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type NotificationDaemon, startNotificationDaemon } from "../support/bus/notification-daemon.ts";
import {
  alertsOf,
  alertsSettled,
  changeBudget,
  changeSettings,
  createBudget,
  refresh,
} from "../support/desktop/alerts.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import { addAccount, signIn, signOut, totalCard, waitUntilFresh } from "../support/desktop/screen.ts";

// What arrived is read from the daemon, never from code of ours.

const TEST = { title: "Notification d'essai", body: "Décompte peut vous prévenir ici." };
const HOUR_MS = 3_600_000;

let desk: Desk;
let daemon: NotificationDaemon | undefined;

beforeEach(async () => {
  // One run of today, which cost 12.3456789 $.
  desk = await openDesk({ runCount: 0 });
});
afterEach(async (test) => {
  await desk.close(test);
  await daemon?.stop();
  daemon = undefined;
});

async function startDaemon(): Promise<NotificationDaemon> {
  daemon = await startNotificationDaemon(desk.bus, desk.display);
  return daemon;
}

const spend = (costUsd: number) =>
  desk.account.addRun({ startedAtMs: Date.now() - HOUR_MS, pricing: { model: "FREE" }, costUsd });

async function spendAndRefresh(page: Page, costUsd: number): Promise<void> {
  spend(costUsd);
  await refresh(page);
}

async function arrived(): Promise<readonly { readonly title: string; readonly body: string }[]> {
  const all = (await daemon?.arrived()) ?? [];
  expect(new Set(all.map(({ application }) => application))).toEqual(new Set(all.length === 0 ? [] : ["Décompte"]));
  return all.map(({ title, body }) => ({ title, body }));
}

const titles = async () => (await arrived()).map(({ title }) => title);

const inWords = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("fr", { ...options, timeZone: desk.timeZone }).format(Date.now());
const today = () => inWords({ day: "numeric", month: "long" });
const month = () => inWords({ month: "long", year: "numeric" });

/** The budget's day, in the words of its notification. */
const dayBody = (spent: string, amount: string) => `${spent}\u00a0$ dépensés sur ${amount}\u00a0$ · ${today()}`;

async function signedIn(): Promise<Page> {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  return page;
}

it("tells of 50, 80 and 100 % once each, with the amount, the percentage and the window", async () => {
  await startDaemon();
  const page = await signedIn();
  await createBudget(page, 100);

  const crossings = [
    { costUsd: 37.654_321_1, title: "50\u00a0% du budget du jour", body: dayBody("50.00", "100.00") },
    { costUsd: 32.5, title: "82\u00a0% du budget du jour", body: dayBody("82.50", "100.00") },
    { costUsd: 17.5, title: "Budget du jour atteint", body: dayBody("100.00", "100.00") },
  ];
  for (const [index, { costUsd, title, body }] of crossings.entries()) {
    await spendAndRefresh(page, costUsd);
    await expect.poll(arrived).toHaveLength(index + 1);
    expect((await arrived()).at(-1)).toEqual({ title, body });
    await refresh(page);
  }
  await spendAndRefresh(page, 30);
  await alertsSettled(page);
  expect(await arrived()).toHaveLength(3);
});

it("tells of the highest alone where several thresholds are crossed at once, and of no window that has passed", async () => {
  await startDaemon();
  desk.account.addRun({ startedAtMs: Date.now() - 40 * 24 * HOUR_MS, pricing: { model: "FREE" }, costUsd: 900 });
  const page = await signedIn();
  await createBudget(page, 15, { window: "month" });
  const told = [{ title: "82\u00a0% du budget du mois", body: `12.35\u00a0$ dépensés sur 15.00\u00a0$ · ${month()}` }];
  await expect.poll(arrived).toEqual(told);
  await alertsSettled(page);
  expect(await arrived()).toEqual(told);
});

it("tells at the start what was crossed while it was closed, and nothing twice after it", async () => {
  await startDaemon();
  const first = await desk.start();
  await signIn(first.page, desk.account.token);
  await createBudget(first.page, 100);
  await spendAndRefresh(first.page, 40);
  await expect.poll(titles).toEqual(["52\u00a0% du budget du jour"]);
  await first.quit();

  spend(45);
  const second = await desk.start();
  await expect.poll(titles).toEqual(["52\u00a0% du budget du jour", "97\u00a0% du budget du jour"]);
  await second.quit();

  const { page } = await desk.start();
  await waitUntilFresh(page);
  await alertsSettled(page);
  expect(await arrived()).toHaveLength(2);
});

it("loses no alert when it is killed while it shows one, and repeats that one at most", async () => {
  const stopping = await startDaemon();
  const first = await desk.start();
  await signIn(first.page, desk.account.token);
  await createBudget(first.page, 100);
  await createBudget(first.page, 100, { window: "month" });
  // Before its first notification a process asks the daemon what it can do; this one is to wait for nothing but the showing.
  await first.page.evaluate(() => window.desktop.sendTestNotification(undefined));
  expect(await arrived()).toEqual([TEST]);
  const hanging = await stopping.hang();
  spend(40);
  void refresh(first.page).catch(() => undefined);
  await hanging.asked;
  // The one is on its way to the daemon and not recorded as shown; the other is only recorded, and nobody was asked for it.
  await first.kill();
  hanging.goOn();
  await expect.poll(titles).toEqual([TEST.title, "52\u00a0% du budget du jour"]);

  const second = await desk.start();
  const told = [
    TEST.title,
    "52\u00a0% du budget du jour",
    "52\u00a0% du budget du jour",
    "52\u00a0% du budget du mois",
  ];
  await expect.poll(titles).toEqual(told);
  await waitUntilFresh(second.page);
  await second.kill();

  const { page } = await desk.start();
  await waitUntilFresh(page);
  await alertsSettled(page);
  expect(await titles()).toEqual(told);
});

it("keeps the budgets and alerts of two accounts apart", async () => {
  await startDaemon();
  const page = await signedIn();
  await createBudget(page, 100);
  await addAccount(page);
  await signIn(page, desk.otherAccount.token);
  await totalCard(page).getByText("0.42\u00a0$", { exact: true }).waitFor();

  spend(45);
  await refresh(page);
  await alertsSettled(page);
  expect(await arrived()).toEqual([]);
  await createBudget(page, 1);
  desk.otherAccount.addRun({ startedAtMs: Date.now() - HOUR_MS, pricing: { model: "FREE" }, costUsd: 0.1 });
  await refresh(page);
  await expect
    .poll(arrived)
    .toEqual([
      { title: "52\u00a0% du budget du jour", body: `${dayBody("0.52", "1.00")} · ${desk.otherAccount.username}` },
    ]);
  expect((await alertsOf(page)).alerts).toHaveLength(1);

  await page.evaluate((accountId) => window.desktop.switchAccount({ accountId }), desk.account.userId);
  await expect.poll(arrived).toHaveLength(2);
  expect((await arrived()).at(-1)).toEqual({
    title: "57\u00a0% du budget du jour",
    body: `${dayBody("57.35", "100.00")} · ${desk.account.username}`,
  });
  await waitUntilFresh(page);
  await alertsSettled(page);
  expect((await alertsOf(page)).alerts).toHaveLength(1);
  expect(await arrived()).toHaveLength(2);
});

it("leads a click to the budget, though its window was closed, and a click on a summary to the alerts", async () => {
  const notifications = await startDaemon();
  const app = await desk.start();
  const { page } = app;
  await signIn(page, desk.account.token);
  await createBudget(page, 100, { window: "month" });
  await createBudget(page, 100);
  await spendAndRefresh(page, 30);
  await alertsSettled(page);
  await app.closeWindow();
  await expect.poll(() => app.isWindowVisible()).toBe(false);
  await changeBudget(page, await createBudget(page, 1_000, { window: "week" }), 50, { window: "week" });
  await expect.poll(titles).toEqual(["84\u00a0% du budget de la semaine"]);
  await notifications.click();
  await expect.poll(() => app.isWindowVisible()).toBe(true);
  const week = page.getByRole("listitem", { name: "Budget de la semaine" });
  await expect.poll(() => week.evaluate((element) => element === document.activeElement)).toBe(true);

  await page.evaluate(() => window.desktop.snoozeAlerts({ budgetId: null, choice: "hour" }));
  await spendAndRefresh(page, 45);
  await alertsSettled(page);
  await app.closeWindow();
  await page.evaluate(() => window.desktop.endSnooze({ budgetId: null }));
  await expect.poll(arrived).toHaveLength(2);
  await notifications.click();
  await page.getByRole("dialog", { name: "Alertes" }).waitFor();
  expect(await app.isWindowVisible()).toBe(true);
});

it("takes an account's notifications off the screen when it signs out", async () => {
  const notifications = await startDaemon();
  const page = await signedIn();
  await createBudget(page, 20);
  await expect.poll(() => notifications.onScreen()).toBe(1);
  await signOut(page);
  await expect.poll(() => notifications.onScreen()).toBe(0);
});

it("holds alerts while they are snoozed, and tells them in one summary afterwards", async () => {
  await startDaemon();
  const page = await signedIn();
  await createBudget(page, 100);
  await createBudget(page, 60, { window: "month" });
  await page.evaluate(() => window.desktop.snoozeAlerts({ budgetId: null, choice: "hour" }));
  await spendAndRefresh(page, 40);
  await alertsSettled(page);
  expect((await alertsOf(page)).alerts).toMatchObject([{ delivery: "held" }, { delivery: "held" }]);
  expect(await arrived()).toEqual([]);

  await page.evaluate(() => window.desktop.endSnooze({ budgetId: null }));
  const body = `52\u00a0% du budget du jour · ${today()}\n87\u00a0% du budget du mois · ${month()}`;
  await expect.poll(arrived).toEqual([{ title: "2 alertes de dépense", body }]);
});

it("keeps silent in quiet hours, over a restart too, and tells afterwards", async () => {
  await startDaemon();
  const first = await desk.start();
  await signIn(first.page, desk.account.token);
  await createBudget(first.page, 100);
  await changeSettings(first.page, { quietHours: aroundNow() });
  await spendAndRefresh(first.page, 40);
  await alertsSettled(first.page);
  await first.quit();

  const { page } = await desk.start();
  await waitUntilFresh(page);
  await alertsSettled(page);
  expect(await arrived()).toEqual([]);
  await changeSettings(page, { quietHours: null });
  await expect.poll(titles).toEqual(["52\u00a0% du budget du jour"]);
});

/** From an hour ago to an hour from now, by the clock of the computer's zone. */
function aroundNow() {
  const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: desk.timeZone }).format(Date.now());
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  return { fromMinute: (hour - 1) * 60 + minute, toMinute: (hour + 1) * 60 + minute };
}

it("tells of nothing while costs fall and rise, and again only of what a raised budget has not reached", async () => {
  await startDaemon();
  const page = await signedIn();
  const budget = await createBudget(page, 100);
  const run = spend(40);
  await refresh(page);
  await expect.poll(titles).toEqual(["52\u00a0% du budget du jour"]);

  desk.account.deleteRun(run.id);
  await page.evaluate(() => window.desktop.importHistory({ days: 2, isReset: true }));
  await alertsSettled(page);
  await spendAndRefresh(page, 40);
  await alertsSettled(page);
  expect(await arrived()).toHaveLength(1);

  await changeBudget(page, budget, 200);
  await spendAndRefresh(page, 50);
  await expect.poll(titles).toEqual(["52\u00a0% du budget du jour", "51\u00a0% du budget du jour"]);
  await changeBudget(page, budget, 90);
  await expect.poll(arrived).toHaveLength(3);
  expect((await arrived()).at(-1)).toEqual({
    title: "Budget du jour dépassé\u00a0: 113\u00a0%",
    body: dayBody("102.35", "90.00"),
  });
});

it("shows alerts in the window and the tray where there is no daemon, and by one that comes later", async () => {
  const page = await signedIn();
  await createBudget(page, 100);
  await spendAndRefresh(page, 40);
  await expect
    .poll(() => alertsOf(page))
    .toMatchObject({ notifications: "refused", alerts: [{ delivery: "in-window" }] });

  await startDaemon();
  await alertsSettled(page);
  expect(await arrived()).toEqual([]);
  await spendAndRefresh(page, 40);
  await expect.poll(titles).toEqual(["92\u00a0% du budget du jour"]);
  expect(await alertsOf(page)).toMatchObject({ notifications: "shown" });
});
