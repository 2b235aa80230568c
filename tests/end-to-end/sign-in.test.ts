import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fr } from "../../renderer/i18n/fr.ts";
import { formatUsd } from "../../shared/domain/money.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import { expectedFigures } from "../support/desktop/expected-figures.ts";
import { keyboardOf } from "../support/desktop/keyboard.ts";
import {
  chartCard,
  choose,
  keepPicture,
  signIn,
  submitToken,
  totalCard,
  waitUntilFresh,
} from "../support/desktop/screen.ts";

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});
afterEach((test) => desk.close(test));

it("opens on a screen with a door for Apify and one for sample data", async () => {
  const { page } = await desk.start();
  await page.getByRole("region", { name: fr.signIn.apifyTitle }).waitFor();
  await page.getByRole("region", { name: fr.signIn.sampleTitle }).waitFor();
  await keepPicture(page, "sign-in");
  expect(desk.apify.requests).toEqual([]);
});

it("shows the sample data, marked as such, and leaves them without a trace", async () => {
  const app = await desk.start();
  const sampleFiles = () =>
    readdirSync(desk.folder, { recursive: true, encoding: "utf8" }).filter((name) => name.includes("decompte-sample"));
  const open = async () => {
    await app.page.getByRole("button", { name: fr.signIn.sampleOpen }).click();
    await app.page.getByText(fr.session.sampleBadge).waitFor();
    await totalCard(app.page)
      .getByText(/^[\d\s.]+\$$/)
      .waitFor();
    expect(sampleFiles()).not.toEqual([]);
  };
  await open();
  await app.page.getByRole("button", { name: fr.session.leaveSample }).click();
  await app.page.getByRole("region", { name: fr.signIn.apifyTitle }).waitFor();
  expect(sampleFiles()).toEqual([]);

  await open();
  await app.quit();
  expect(sampleFiles()).toEqual([]);
  expect(desk.apify.requests).toEqual([]);
  expect(await desk.keyring.accounts()).toEqual([]);
});

it("says why a token was refused, keeps nothing of it and stays on the form", async () => {
  const { page } = await desk.start();
  await submitToken(page, "apify_api_wrong0000000000000000000000000000000");
  await page.getByRole("alert").getByText(fr.errors.apify_token_refused).waitFor();
  await keepPicture(page, "refused-token");
  await page.getByRole("button", { name: fr.signIn.submit, disabled: false }).waitFor();
  expect(await desk.keyring.accounts()).toEqual([]);
});

it("says that Apify can't be reached when it can't, and takes the same token once it can", async () => {
  const answerAgain = desk.apify.fail({ match: { path: /users\/me/ }, with: { kind: "status", status: 503 } });
  const { page } = await desk.start();
  await submitToken(page, desk.account.token);
  await page.getByRole("alert").getByText(fr.errors.apify_unreachable).waitFor();
  answerAgain();
  await page.getByRole("button", { name: fr.signIn.submit }).click();
  await waitUntilFresh(page);
  expect(await desk.keyring.accounts()).toEqual([desk.account.userId]);
});

it("imports the history after a good token and shows its totals to the cent for every period", async () => {
  desk.apify.fail({ match: { path: /actor-runs$/ }, times: 1, with: { kind: "slow", delayMs: 700 } });
  const { page } = await desk.start();
  await submitToken(page, desk.account.token);
  await page.getByRole("progressbar", { name: fr.import.title }).waitFor();
  await keepPicture(page, "first-import");
  await waitUntilFresh(page);
  await expect.poll(() => page.getByRole("progressbar").count()).toBe(0);

  const periods = { Jour: 1, "Dernière semaine": 7, "Dernier mois": 30, Tous: 365 };
  for (const [period, days] of Object.entries(periods)) {
    await choose(page, fr.total.select, period);
    const { costNanoUsd, runs } = expectedFigures(desk.account, desk.timeZone, days);
    await totalCard(page).getByText(formatUsd(costNanoUsd, "fr"), { exact: true }).waitFor();
    await totalCard(page)
      .getByText(new RegExp(`^${runs} exécutions?\\b`))
      .waitFor();
  }
  await keepPicture(page, "imported");
  expect(await desk.keyring.secrets()).toEqual(new Map([[desk.account.userId, desk.account.token]]));
});

it("draws 7, 30 or 90 days and counts their runs", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  for (const days of [7, 90, 30]) {
    await choose(page, fr.chart.select, `${days} jours`);
    const { runs } = expectedFigures(desk.account, desk.timeZone, days);
    await chartCard(page).getByText(`${runs} exécutions sur la période`).waitFor();
    expect(await chartCard(page).getByRole("slider").getAttribute("aria-valuemax")).toBe(String(days - 1));
  }
});

it("tells a day's exact cost and runs under the pointer and under the keyboard's cursor", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  const chart = chartCard(page).getByRole("slider");
  const today = expectedFigures(desk.account, desk.timeZone, 1);
  const runs = new RegExp(`^${today.runs} exécutions?$`);

  const box = await chart.boundingBox();
  if (box === null) throw new Error("The chart is not on screen");
  await page.mouse.move(box.x + box.width - 30, box.y + box.height / 2);
  await chart.getByText(runs).waitFor();
  await keepPicture(page, "tooltip");
  await page.mouse.move(0, 0);
  await expect.poll(() => chart.getByText(runs).count()).toBe(0);

  await page.getByRole("combobox", { name: fr.chart.select }).focus();
  await keyboardOf(page).goTo(chart);
  await chart.getByText(runs).waitFor();
  await page.keyboard.press("ArrowLeft");
  expect(await chart.getAttribute("aria-valuenow")).toBe("28");
});

it("fits a window of 380 points without scrolling sideways", async () => {
  mkdirSync(desk.dataFolder, { recursive: true });
  writeFileSync(join(desk.dataFolder, "window.json"), JSON.stringify({ x: 0, y: 0, width: 380, height: 700 }));
  const app = await desk.start();
  const overflow = () =>
    app.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(() => app.page.evaluate(() => window.innerWidth)).toBeLessThanOrEqual(380);
  expect(await overflow()).toBe(0);
  await signIn(app.page, desk.account.token);
  expect(await overflow()).toBe(0);
  await keepPicture(app.page, "narrow");
});

it("speaks French on a system that speaks neither French nor English, and English on an English one", async () => {
  const german = await desk.start({ locale: "de_DE.UTF-8" });
  await german.page.getByText(fr.signIn.lead).waitFor();
  await german.quit();
  const english = await desk.start({ locale: "en_US.UTF-8" });
  await english.page.getByText("Sample data", { exact: true }).waitFor();
  expect(await english.page.evaluate(() => document.documentElement.lang)).toBe("en");
});

it("brings a new run into the total when refreshed by hand", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  await choose(page, fr.total.select, "Tous");
  desk.account.addRun({ startedAtMs: Date.now() - 60_000, pricing: { model: "FREE" }, costUsd: 1000 });
  await page.getByRole("button", { name: fr.connection.refresh }).click();
  const { costNanoUsd } = expectedFigures(desk.account, desk.timeZone, 365);
  await expect.poll(() => totalCard(page).innerText()).toContain(formatUsd(costNanoUsd, "fr"));
});
