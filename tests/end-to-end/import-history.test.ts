import type { Page } from "playwright";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fr } from "../../renderer/i18n/fr.ts";
import { formatUsd } from "../../shared/domain/money.ts";
import { usageAndLimits } from "../support/apify/fault.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import { expectedFigures } from "../support/desktop/expected-figures.ts";
import { choose, keepPicture, signIn, statusLine, totalCard, waitUntilFresh } from "../support/desktop/screen.ts";

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});
afterEach((test) => desk.close(test));

const dialog = (page: Page) => page.getByRole("dialog", { name: fr.importDialog.title });
const runsCard = (page: Page) => page.getByRole("region", { name: fr.runs.title });
const cycleCard = (page: Page) => page.getByRole("region", { name: fr.reconciliation.title });

async function openDialog(page: Page): Promise<void> {
  await page.getByRole("button", { name: fr.session.menu }).click();
  await page.getByRole("menuitem", { name: fr.session.importHistory }).click();
  await dialog(page).waitFor();
}

const allTotal = () => formatUsd(expectedFigures(desk.account, desk.timeZone, 365).costNanoUsd, "fr");

it("imports the chosen days with the keyboard alone, and tells at the end what happened", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  desk.account.addRun({ startedAtMs: Date.now() - 5 * 86_400_000, pricing: { model: "FREE" }, costUsd: 3.5 });

  await page.getByRole("button", { name: fr.session.menu, disabled: false }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: fr.session.importHistory }).focus();
  await page.keyboard.press("Enter");
  await dialog(page).waitFor();
  await keepPicture(page, "import-dialog");
  await dialog(page).getByText("Apify garde 31 jours", { exact: false }).waitFor();
  await dialog(page).getByRole("radio", { name: "7 jours" }).focus();
  await page.keyboard.press("Space");
  await dialog(page).getByRole("button", { name: fr.importDialog.start }).focus();
  await page.keyboard.press("Enter");

  await page.getByText(fr.import.ended).waitFor();
  await page.getByText("1\u00a0nouvelle", { exact: false }).waitFor();
  await keepPicture(page, "import-ended");
  await choose(page, fr.total.select, "Tous");
  await totalCard(page).getByText(allTotal(), { exact: true }).waitFor();
  await expect.poll(() => totalCard(page).innerText()).toContain("Données depuis le");
});

it("says what Apify does not keep any more when more days are asked for", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  await openDialog(page);
  await dialog(page).getByText("365 jours", { exact: true }).click();
  await dialog(page).getByRole("button", { name: fr.importDialog.start }).click();
  await page.getByText(fr.import.ended).waitFor();
  expect(await page.getByText("n'ont pas pu être lues", { exact: false }).count()).toBe(1);
});

it("never shows less than before during a reset, and ends equal to Apify", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  await choose(page, fr.total.select, "Tous");
  const before = allTotal();
  await totalCard(page).getByText(before, { exact: true }).waitFor();
  const hold = desk.apify.fail({
    match: { path: /actor-runs\/\w+$/ },
    after: 120,
    with: { kind: "slow", delayMs: Infinity },
  });
  await openDialog(page);
  await dialog(page).getByText("90 jours", { exact: true }).click();
  await dialog(page).getByRole("checkbox", { name: fr.importDialog.reset }).click();
  await dialog(page).getByRole("button", { name: fr.importDialog.start }).click();
  await page.getByRole("button", { name: fr.import.cancel }).waitFor();
  expect(await totalCard(page).innerText()).toContain(before);
  await page.getByRole("button", { name: fr.import.cancel }).click();
  hold();
  await page.getByText(fr.import.cancelled).waitFor();
  expect(await totalCard(page).innerText()).toContain(before);

  // A run that is deleted at Apify while it still keeps that time goes with a reset that completes.
  const deleted = desk.account.runs.findLast(({ costUsd }) => costUsd !== null && costUsd > 0.01);
  desk.account.deleteRun(deleted?.id ?? "");
  await openDialog(page);
  await dialog(page).getByRole("checkbox", { name: fr.importDialog.reset }).click();
  await dialog(page).getByRole("button", { name: fr.importDialog.start }).click();
  await page.getByText("1\u00a0retirée", { exact: false }).waitFor();
  await totalCard(page).getByText(allTotal(), { exact: true }).waitFor();
});

it("shows the newest runs by their Actor's title, a running one as in progress until it ends", async () => {
  const startedAtMs = Date.now() - 60_000;
  const run = desk.account.addRun({ startedAtMs, status: "RUNNING", pricing: { model: "FREE" }, costUsd: 0.1 });
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  const title = desk.account.actor(run.actorId)?.title ?? "";
  const first = runsCard(page).locator("[data-index='0']");
  await first.getByText(title).waitFor();
  await first.getByText(fr.runs.inProgress).waitFor();
  await keepPicture(page, "run-in-progress");

  desk.account.updateRun(run.id, {
    status: "SUCCEEDED",
    finishedAtMs: Date.now(),
    usageUsd: { ACTOR_COMPUTE_UNITS: 0.75 },
    costUsd: 0.75,
  });
  await page.getByRole("button", { name: fr.connection.refresh }).click();
  await first.getByText(fr.runs.succeeded).waitFor();
  await first.getByText(fr.runs.provisional).waitFor();
  expect(await first.innerText()).toContain("0.75\u00a0$");
});

it("holds the billing cycle against the runs, and goes on importing with a token that may not read usage", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  await cycleCard(page).getByText(fr.reconciliation.unattributed).waitFor();
  await cycleCard(page).scrollIntoViewIfNeeded();
  await keepPicture(page, "billing-cycle");

  desk.apify.fail({ match: usageAndLimits, with: { kind: "insufficient-permissions" } });
  desk.account.addRun({ startedAtMs: Date.now() - 60_000, pricing: { model: "FREE" }, costUsd: 7 });
  await page.getByRole("button", { name: fr.connection.refresh }).click();
  await waitUntilFresh(page);
  await choose(page, fr.total.select, "Tous");
  await expect.poll(() => totalCard(page).innerText()).toContain(allTotal());
});

it("says when it tries again after Apify limited it, in the window and the tray", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  desk.apify.fail({ match: { path: /./ }, with: { kind: "rate-limited", retryAfterSeconds: 600 } });
  await page.getByRole("button", { name: fr.connection.refresh }).click();
  await page.getByText(fr.connection.limitedTitle).waitFor();
  await statusLine(page).getByText("Nouvel essai à", { exact: false }).waitFor();
  await expect.poll(() => desk.tray.item()?.toolTip()).toContain("nouvel essai");
  await keepPicture(page, "rate-limited");
});
