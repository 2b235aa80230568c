import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fr } from "../../renderer/i18n/fr.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import type { DesktopApp, DesktopAppOptions } from "../support/desktop/desktop-app.ts";
import { chartCard, signIn, signOut, totalCard } from "../support/desktop/screen.ts";
import { makeAppWithoutApplication } from "../support/desktop/without-application.ts";
import { differentPixels } from "../support/pictures/different-pixels.ts";

// What a start shows before the ledger is opened: the first screen as it was left, or nothing at all.
let desk: Desk;
let appFolder: string;
let screenFile: string;

beforeAll(async () => {
  desk = await openDesk({ runCount: 60 });
  appFolder = makeAppWithoutApplication(desk.folder);
  screenFile = join(desk.dataFolder, "first-screen.json");
});
afterAll(() => desk.close());

/** Quits with the screen as it is remembered. */
async function quitRemembered(app: DesktopApp): Promise<void> {
  await expect.poll(() => existsSync(screenFile)).toBe(true);
  await app.quit();
}

/** Starts what is loaded before the application, looks at its page, and ends it. */
async function beforeTheApplication<Seen>(
  look: (page: Page) => Promise<Seen>,
  options: Partial<DesktopAppOptions> = {},
): Promise<Seen> {
  const app = await desk.start({ appFolder, ...options });
  try {
    await app.page.waitForLoadState();
    return await look(app.page);
  } finally {
    await app.kill();
  }
}

const remembered = (page: Page) => page.locator("#remembered");
const isServed = (options?: Partial<DesktopAppOptions>) =>
  beforeTheApplication((page) => remembered(page).count(), options).then((count) => count > 0);

/** The two cards as one picture, live at a start, and at the next one before the application is loaded. */
async function liveAndBefore() {
  const app = await desk.start();
  await app.page.waitForSelector("html[data-figures=painted]", { state: "attached" });
  await expect.poll(() => remembered(app.page).count()).toBe(0);
  const [total, chart] = await Promise.all([totalCard(app.page).boundingBox(), chartCard(app.page).boundingBox()]);
  if (total === null || chart === null) throw new Error("A card has no box");
  const cards = {
    x: total.x,
    y: total.y,
    width: chart.x + chart.width - total.x,
    height: chart.y + chart.height - total.y,
  };
  const live = await app.page.screenshot({ clip: cards });
  await quitRemembered(app);

  const before = await beforeTheApplication(async (page) => ({
    isReadAloud: (await totalCard(page).count()) > 0,
    isInert: await remembered(page).evaluate((element) => element.matches("[inert]")),
    header: await remembered(page).locator("> div > div").first().innerText(),
    cards: await page.screenshot({ clip: cards }),
  }));
  return { live, before, isSideBySide: chart.y === total.y };
}

it("shows the last figures before the application is loaded, just as they are once it is", async () => {
  const first = await desk.start();
  await signIn(first.page, desk.account.token);
  await quitRemembered(first);
  const { live, before, isSideBySide } = await liveAndBefore();
  expect(isSideBySide).toBe(false);
  expect(before).toMatchObject({ isReadAloud: false, isInert: true });
  expect(differentPixels(before.cards, live)).toBe(0);
  // Neither an age nor that all is well: nobody has looked yet.
  expect(before.header.split("\n").filter(Boolean)).toEqual([fr.app.name, desk.account.username]);
  expect(statSync(screenFile).mode & 0o777).toBe(0o600);
});

it("shows them beside each other in a wide window, as they were", async () => {
  const placeFile = join(desk.dataFolder, "window.json");
  const place = readFileSync(placeFile, "utf8");
  writeFileSync(placeFile, JSON.stringify({ x: 0, y: 0, width: 1400, height: 900 }));
  const { live, before, isSideBySide } = await liveAndBefore();
  expect(isSideBySide).toBe(true);
  expect(differentPixels(before.cards, live)).toBe(0);
  writeFileSync(placeFile, place);
});

it("says how old figures are that have grown old meanwhile, where the live screen says it", async () => {
  const screen = readFileSync(screenFile, "utf8");
  const lastCompletedAt = new Date(Date.now() - 3 * 3_600_000).toISOString();
  writeFileSync(screenFile, JSON.stringify({ ...JSON.parse(screen), lastCompletedAt }));
  const text = await beforeTheApplication((page) => remembered(page).innerText());
  expect(text.replaceAll(/\s/g, " ")).toContain("Chiffres d'il y a 3 h");
  writeFileSync(screenFile, screen);
});

it("shows nothing of another day, zone, language, version or account, nor of the sample", async () => {
  const screen = readFileSync(screenFile, "utf8");
  const accountsFile = join(desk.dataFolder, "accounts.json");
  const accounts = readFileSync(accountsFile, "utf8");
  expect(await isServed()).toBe(true);
  expect(await isServed({ timeZone: "Pacific/Kiritimati" })).toBe(false);
  expect(await isServed({ locale: "en_GB.UTF-8" })).toBe(false);
  expect(await isServed({ args: ["--sample"] })).toBe(false);
  expect(await isServed({ args: ["--screenshot", join(desk.folder, "picture.png")] })).toBe(false);
  for (const change of [{ today: "2026-01-01" }, { build: "0" }, { accountId: "another" }]) {
    writeFileSync(screenFile, JSON.stringify({ ...JSON.parse(screen), ...change }));
    expect([change, await isServed()]).toEqual([change, false]);
  }
  writeFileSync(screenFile, screen);
  writeFileSync(accountsFile, JSON.stringify({ accounts: [], currentId: null }));
  expect(await isServed()).toBe(false);
  writeFileSync(accountsFile, accounts);
  expect(await isServed()).toBe(true);
});

it("serves no markup that another program planted", async () => {
  const screen = readFileSync(screenFile, "utf8");
  const text = (value: string) => ({ name: "div", attributes: {}, style: {}, children: [value] });
  const planted = [
    { ...text("window.desktop.signOut()"), name: "script" },
    { ...text("x"), attributes: { onclick: "window.desktop.signOut()" } },
    { ...text("x"), attributes: { style: "background: url(https://example.com)" } },
    { ...text("x"), style: { "background-image": 'url("https://example.com/x.png")' } },
    { ...text("x"), style: { width: "1px} *{color:red" } },
    { ...text("x"), name: "a", attributes: { href: "https://example.com" } },
    { ...text("x"), name: "iframe", attributes: { src: "app://bundle/index.html" } },
  ];
  for (const content of planted) {
    writeFileSync(screenFile, JSON.stringify({ ...JSON.parse(screen), content }));
    expect([content, await isServed()]).toEqual([content, false]);
  }
  const markup = "</style></div><script>document.title = 'planted'</script><img src=x onerror=alert(1)>";
  writeFileSync(screenFile, JSON.stringify({ ...JSON.parse(screen), content: text(markup) }));
  const seen = await beforeTheApplication(async (page) => ({
    text: await remembered(page).innerText(),
    title: await page.title(),
    images: await page.locator("img").count(),
  }));
  expect(seen).toEqual({ text: markup, title: "Décompte", images: 0 });
  writeFileSync(screenFile, screen);
});

it("is forgotten with the account that signs out", async () => {
  const app = await desk.start();
  await app.page.waitForSelector("html[data-figures=painted]", { state: "attached" });
  await signOut(app.page);
  await expect.poll(() => existsSync(screenFile)).toBe(false);
  await app.quit();
  expect(await isServed()).toBe(false);
});
