import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fr } from "../../renderer/i18n/fr.ts";
import { COMMAND_WORDS } from "../../shared/ipc/command-words.ts";
import { formatUsd } from "../../shared/domain/money.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import { expectedFigures } from "../support/desktop/expected-figures.ts";
import { type Keyboard, keyboardOf } from "../support/desktop/keyboard.ts";
import { chartCard, keepPicture, totalCard, waitUntilFresh } from "../support/desktop/screen.ts";

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});
afterEach((test) => desk.close(test));

const totalOf = (days: number): string =>
  formatUsd(expectedFigures(desk.account, desk.timeZone, days).costNanoUsd, "fr");

it("does everything from signing in to exporting with the keyboard alone, whose focus is always seen", async () => {
  const dearest = desk.account.addRun({
    startedAtMs: Date.now() - 86_400_000,
    pricing: { model: "FREE" },
    costUsd: 900,
  });
  const { electron, page } = await desk.start();
  const keys = keyboardOf(page);
  const total = totalCard(page);
  const chart = chartCard(page);
  const runs = page.getByRole("region", { name: fr.runs.title });
  const dialog = page.getByRole("dialog");
  const accountMenu = page.getByRole("button", { name: fr.session.menu, disabled: false });
  const shows = (days: number) => total.getByText(totalOf(days), { exact: true }).waitFor();

  // Sign in.
  await signIn(page, keys, desk.account.token);
  await waitUntilFresh(page);

  // Import more, by the palette, and refresh.
  await keys.press("Control+k");
  await keys.type("importer");
  await page.getByRole("option", { name: COMMAND_WORDS.fr["import-history"], selected: true }).waitFor();
  await keys.sees(page.getByRole("combobox", { name: fr.commands.title }));
  await keys.press("Enter");
  await keys.goTo(dialog.getByRole("button", { name: fr.importDialog.start }));
  await keys.press("Enter");
  await page.getByText(fr.import.ended).waitFor();
  await keys.sees(accountMenu);
  desk.account.addRun({ startedAtMs: Date.now() - 60_000, pricing: { model: "FREE" }, costUsd: 1_000 });
  await keys.press("Control+r");
  await shows(30);

  // Periods.
  const period = total.getByRole("combobox", { name: fr.total.select });
  await keys.pick(period, "to", "Tous");
  await shows(365);
  for (const [key, days] of [1, 7, 30].entries()) {
    await keys.press(String(key + 1));
    await shows(days);
  }
  await keys.press("4");
  await shows(365);

  // The chart, its days and its table.
  await keys.pick(chart.getByRole("combobox", { name: fr.chart.select }), "90", "90 jours");
  const days = chart.getByRole("slider");
  await keys.goTo(days);
  await keys.press("ArrowLeft", "ArrowLeft");
  await expect.poll(() => days.getAttribute("aria-valuenow")).toBe("87");
  await keys.goTo(chart.getByRole("button", { name: fr.chart.asTable }));
  await keys.press("Enter");
  await chart.getByRole("table").waitFor();
  await keys.sees(chart.getByRole("button", { name: fr.chart.asChart }));
  await keys.press("Enter");
  await days.waitFor();

  // Filter by a group, and no more.
  const breakdown = page.getByRole("region", { name: fr.breakdown.title });
  await keys.goTo(breakdown.getByRole("tab", { name: fr.breakdown.actor }));
  await keys.press("ArrowRight", "ArrowRight");
  await keys.sees(breakdown.getByRole("tab", { name: fr.breakdown.status }));
  const succeeded = breakdown.getByRole("button", { name: fr.breakdown.statuses.succeeded });
  await keys.goTo(succeeded);
  await keys.press("Enter");
  const chips = page.getByRole("group", { name: fr.filter.title });
  await keys.sees(succeeded);
  await keys.goTo(chips.getByRole("button", { name: fr.breakdown.statuses.succeeded }));
  await keys.press("Enter");
  await expect.poll(() => chips.count()).toBe(0);
  await keys.sees(period);

  // Runs: search, sort, details.
  const search = runs.getByRole("textbox", { name: fr.runs.search });
  await keys.press("Control+f");
  await keys.sees(search);
  await keys.type(dearest.id);
  await runs.getByText("1 exécution ·").waitFor();
  await keys.press("Escape");
  await keys.goTo(runs.getByRole("button", { name: fr.runs.columns.cost }));
  await keys.press("Enter");
  await runs.locator("[data-index='0']").getByText("1\u202f000.00\u00a0$").waitFor();
  const grid = runs.getByRole("grid");
  await keys.goTo(grid);
  await keys.press("ArrowDown");
  await keys.sees(grid);
  await keys.press("Enter");
  await dialog.getByText(dearest.id).waitFor();
  await keys.goTo(dialog.getByRole("button", { name: fr.runs.onlyActor }));
  await keys.press("Escape");
  await keys.sees(grid);

  // Settings.
  await keys.press("Control+,");
  await keys.goTo(dialog.getByRole("tab", { name: fr.settings.tabs.general }));
  await keys.press("End");
  await keys.sees(dialog.getByRole("tab", { name: fr.settings.tabs.help }));
  await keys.press("Home");
  await keys.pick(dialog.getByRole("combobox", { name: fr.settings.theme }), "so", fr.settings.themes.dark);
  await expect.poll(() => electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe("dark");
  await keepPicture(page, "keyboard-settings");
  await keys.press("Escape");
  await keys.sees(grid);

  // A budget.
  await keys.goTo(page.getByRole("button", { name: fr.budgets.emptyCreate }));
  await keys.press("Enter");
  await keys.sees(dialog.getByRole("textbox", { name: fr.budgetForm.amount }));
  await keys.type("12,50");
  await keys.goTo(dialog.getByRole("radio", { name: fr.budgetForm.windows.month }));
  await keys.press("ArrowLeft");
  await keys.sees(dialog.getByRole("radio", { name: fr.budgetForm.windows.week }));
  await keys.goTo(dialog.getByRole("button", { name: fr.budgetForm.create }));
  await keys.press("Enter");
  const budget = page.getByRole("region", { name: fr.budgets.title }).getByRole("listitem");
  await budget.getByText(fr.budgets.names.week).waitFor();
  await keys.sees(budget);

  // Another account beside the first, and all of them.
  await keys.goTo(accountMenu);
  await keys.press("Enter");
  const add = page.getByRole("menuitem", { name: fr.accounts.add });
  await add.waitFor();
  await keys.type("ajouter");
  await keys.sees(add);
  await keys.press("Enter");
  await signIn(page, keys, desk.otherAccount.token);
  await total.getByText("0.42\u00a0$", { exact: true }).waitFor();
  await keys.goTo(accountMenu);
  await keys.press("Enter");
  await keys.sees(page.getByRole("menuitemradio", { name: desk.account.username }));
  await keys.press("Enter");
  await shows(365);
  await keys.press("Control+k");
  await keys.type("tous les comptes");
  await keys.press("Enter");
  await page.getByRole("heading", { name: fr.accounts.total }).waitFor();
  await keys.goTo(page.getByRole("button", { name: fr.accounts.back }));
  await keys.press("Enter");
  await shows(365);

  // Export.
  const file = join(desk.dataFolder, "export.json");
  await electron.evaluate(({ dialog: system }, filePath) => {
    system.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await keys.press("Control+e");
  await keys.goTo(dialog.getByRole("radio", { name: fr.runs.formats.csv }));
  await keys.press("ArrowRight");
  await keys.goTo(dialog.getByRole("button", { name: fr.runs.save }));
  await keys.press("Enter");
  await dialog.getByRole("button", { name: fr.runs.showFile }).waitFor();
  await keepPicture(page, "keyboard-exported");
  await keys.press("Escape");
  await keys.sees(runs.getByRole("button", { name: fr.runs.export }));
  const exported = JSON.parse(readFileSync(file, "utf8")) as readonly unknown[]; // The list's.
  expect(exported).toHaveLength(expectedFigures(desk.account, desk.timeZone, 365).runs);
});

/** On the page of the doors. */
async function signIn(page: Page, keys: Keyboard, token: string): Promise<void> {
  await keys.goTo(page.getByLabel(fr.signIn.tokenLabel, { exact: true }));
  await keys.type(token);
  await keys.press("Enter");
}
