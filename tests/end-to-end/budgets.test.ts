import type { Locator } from "playwright";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fr } from "../../renderer/i18n/fr.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import { keyboardOf } from "../support/desktop/keyboard.ts";
import { chartCard, keepPicture, signIn, totalCard } from "../support/desktop/screen.ts";

// From the keyboard alone, as somebody who uses no pointer would.

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk({ runCount: 400 });
});
afterEach((test) => desk.close(test));

const hasFocus = (target: Locator) => target.evaluate((element) => element === document.activeElement);

it("makes, changes, deletes and brings back a budget, and reads, snoozes and acknowledges its alert", async () => {
  const { page, electron } = await desk.start();
  const { goTo } = keyboardOf(page);
  await signIn(page, desk.account.token);
  const card = page.getByRole("region", { name: fr.budgets.title });
  const row = card.getByRole("listitem", { name: fr.budgets.names.month });
  const actions = row.getByRole("button", { name: /^Actions/ });
  const bell = page.getByRole("banner").getByRole("button", { name: /^Alertes/ });

  await goTo(card.getByRole("button", { name: fr.budgets.emptyCreate }));
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: fr.budgetForm.createTitle }).waitFor();
  await page.keyboard.type("1 000,50");
  await page.getByText("Lu comme 1\u202f000.50\u00a0$").waitFor();
  await keepPicture(page, "budget-new");
  await page.keyboard.press("Enter");
  await row.getByRole("meter").waitFor();
  await expect.poll(() => hasFocus(row)).toBe(true);
  expect(await totalCard(page).getByRole("meter", { name: fr.budgets.names.month }).count()).toBe(1);
  await chartCard(page)
    .getByText(/^Budget du mois réparti/)
    .waitFor();

  await goTo(actions);
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: fr.budgets.change }).waitFor();
  await page.keyboard.press("Enter");
  const amount = page.getByRole("dialog", { name: fr.budgetForm.changeTitle }).getByLabel(fr.budgetForm.amount);
  await expect.poll(() => hasFocus(amount)).toBe(true);
  await page.keyboard.press("Control+A");
  await page.keyboard.type("10");
  await page.keyboard.press("Enter");
  await row.getByText(/^dépassé de/).waitFor();
  await expect.poll(() => hasFocus(actions)).toBe(true);
  await page
    .getByRole("alert")
    .getByText(/^Budget du mois dépassé/)
    .waitFor();
  await keepPicture(page, "budget-exceeded");

  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: fr.budgets.remove }).waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect.poll(() => hasFocus(card.getByRole("button", { name: fr.budgets.undo }))).toBe(true);
  await keepPicture(page, "budget-deleted");
  await page.keyboard.press("Enter");
  await expect.poll(() => hasFocus(row)).toBe(true);

  await goTo(bell);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: fr.alerts.title });
  await goTo(dialog.getByRole("button", { name: fr.alerts.snoozeAll }));
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: fr.alerts.snoozes.hour }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await dialog.getByText(/^Toutes les alertes sont reportées/).waitFor();
  await keepPicture(page, "alerts-snoozed");
  await goTo(dialog.getByRole("button", { name: fr.alerts.acknowledge }));
  await page.keyboard.press("Enter");
  await expect.poll(() => hasFocus(dialog.getByRole("listitem"))).toBe(true);
  await goTo(dialog.getByRole("button", { name: fr.alerts.show }));
  await page.keyboard.press("Enter");
  await expect.poll(() => hasFocus(row)).toBe(true);
  expect(await bell.getAttribute("aria-label")).toBe(fr.alerts.bell);
  await keepPicture(page, "budget-shown");

  await page.emulateMedia({ colorScheme: "dark" });
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(380, 720));
  const isNarrowAndWhole = () => window.innerWidth <= 380 && document.documentElement.scrollWidth <= window.innerWidth;
  await expect.poll(() => page.evaluate(isNarrowAndWhole)).toBe(true);
  await keepPicture(page, "budget-narrow-dark");
});
