import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fr } from "../../renderer/i18n/fr.ts";
import { formatUsd } from "../../shared/domain/money.ts";
import { createBudget } from "../support/desktop/alerts.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import type { DesktopApp } from "../support/desktop/desktop-app.ts";
import { expectedFigures } from "../support/desktop/expected-figures.ts";
import {
  chartCard,
  choose,
  keepPicture,
  signIn,
  statusLine,
  totalCard,
  waitUntilFresh,
} from "../support/desktop/screen.ts";
import { openSql } from "../support/ledger/temporary-ledger.ts";

/** The check comes ten seconds after the figures. */
const FOUND_AFTER_MS = 30_000;

let desk: Desk;
let ledgerFile: string;

beforeEach(async () => {
  desk = await openDesk();
  ledgerFile = join(desk.dataFolder, "ledger.db");
});
afterEach((test) => desk.close(test));

/** Imports all runs, and ends with all of them in the ledger's file. */
async function importAndQuit(): Promise<void> {
  const first = await desk.start();
  await signIn(first.page, desk.account.token);
  await createBudget(first.page, 1_000, { window: "month" });
  await first.quit();
  await inLedger("pragma wal_checkpoint(truncate);");
}

async function inLedger(statements: string): Promise<void> {
  const sql = openSql(ledgerFile);
  await sql.executeMultiple(statements);
  sql.close();
}

const damagedBanner = ({ page }: DesktopApp) => page.getByText(fr.ledger.damagedTitle, { exact: true });

async function keepPictures(app: DesktopApp, name: string): Promise<void> {
  for (const width of [1200, 380]) {
    await app.electron.evaluate(
      ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setSize(size, 900),
      width,
    );
    await expect.poll(() => app.page.evaluate(() => window.innerWidth)).toBe(width);
    for (const colorScheme of ["light", "dark"] as const) {
      await app.page.emulateMedia({ colorScheme });
      // Colours take a moment to become others.
      await app.page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
      await keepPicture(app.page, `${name}-${width}-${colorScheme}`);
    }
  }
  await app.page.emulateMedia({ colorScheme: null });
}

it("finds a ledger whose sums are damaged, tells it in the window and the tray, and sets it aside on request", async () => {
  await importAndQuit();
  await inLedger("update run_rollup_15m set cost_nano_usd = cost_nano_usd + 1000000000;");

  const app = await desk.start();
  await damagedBanner(app).waitFor({ timeout: FOUND_AFTER_MS });
  await totalCard(app.page).getByText(fr.ledger.unreliable).waitFor();
  await chartCard(app.page).getByText(fr.ledger.unreliable).waitFor();
  await statusLine(app.page).getByText(fr.ledger.status).waitFor();
  await app.page.getByText(ledgerFile).waitFor();
  await expect.poll(async () => (await desk.tray.item()?.toolTip()) ?? "").toContain("Registre abîmé");
  await keepPictures(app, "damaged-ledger");
  await app.quit();

  const again = await desk.start();
  // Known from the last time: before anything was checked.
  await damagedBanner(again).waitFor();
  await again.electron.evaluate(({ app: electronApp }) => (electronApp.relaunch = () => undefined));
  await again.page.getByRole("button", { name: fr.ledger.replace }).click();
  await again.page.getByRole("dialog").getByRole("button", { name: fr.ledger.replaceStart }).click();
  await again.ended;

  const { page } = await desk.start();
  await waitUntilFresh(page);
  await choose(page, fr.total.select, "Tous");
  const { costNanoUsd } = expectedFigures(desk.account, desk.timeZone, 365);
  await totalCard(page).getByText(formatUsd(costNanoUsd, "fr"), { exact: true }).waitFor();
  expect(await page.getByText(fr.ledger.damagedTitle, { exact: true }).count()).toBe(0);
  await page.getByRole("listitem", { name: fr.budgets.names.month }).getByRole("meter").waitFor();
  expect(readdirSync(desk.dataFolder).filter((name) => /^ledger\.db\.damaged-\d+T\d+Z$/.test(name))).toHaveLength(1);
});

it("outlives a text in the ledger that is no UTF-8, and tells of the damage", async () => {
  await importAndQuit();
  await inLedger("update scraper_runs set usage_details = cast(x'7b22ff227d' as text);");
  const app = await desk.start();
  await damagedBanner(app).waitFor({ timeout: FOUND_AFTER_MS });
  expect(app.electron.process().exitCode).toBeNull();
});

it("does not open a ledger whose first page is gone, leaves it as it is, and says where it lies", async () => {
  await importAndQuit();
  const lost = readFileSync(ledgerFile).fill(0, 0, 4_096);
  writeFileSync(ledgerFile, lost);
  const app = await desk.start();
  await app.page.getByText(fr.app.failed).waitFor();
  await app.page.getByText(ledgerFile).waitFor();
  await expect.poll(async () => (await desk.tray.item()?.toolTip()) ?? "").toContain("Registre abîmé");
  await keepPictures(app, "unopened-ledger");
  expect(readFileSync(ledgerFile).equals(lost)).toBe(true);
});
