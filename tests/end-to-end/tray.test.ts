import { writeFileSync } from "node:fs";
import type { Page } from "playwright";
import { PNG } from "pngjs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compactFigure, compactPercent } from "../../electron/main/tray/compact-figure.ts";
import { drawIcon } from "../../electron/main/tray/icon/draw-icon.ts";
import type { IconFace } from "../../electron/main/tray/icon/icon-face.ts";
import { fr } from "../../renderer/i18n/fr.ts";
import { formatUsd, nanoUsdFromUsd } from "../../shared/domain/money.ts";
import type { BudgetChoice } from "../../shared/ipc/budgets.ts";
import type { CallInput, CallName, CallOutput, Result } from "../../shared/ipc/contract.ts";
import type { TrayItem } from "../support/bus/tray-host.ts";
import { alertsOf } from "../support/desktop/alerts.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import { expectedFigures } from "../support/desktop/expected-figures.ts";
import {
  choose,
  openSettings,
  pictureFile,
  signIn,
  signOut,
  submitToken,
  waitUntilFresh,
} from "../support/desktop/screen.ts";

const OPAQUE = 255;
const TEAL = [13, 116, 110, OPAQUE];
const AMBER = [251, 176, 27, OPAQUE];
const RED = [200, 24, 36, OPAQUE];
const BLUE = [37, 88, 200, OPAQUE];
const GREY = [98, 98, 108, OPAQUE];
const DARK = [63, 63, 70, OPAQUE];

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

/** The colour that most of the icon has. */
async function ground(item: TrayItem): Promise<readonly number[]> {
  const { data } = await item.icon();
  const counts = new Map<string, number>();
  for (let start = 0; start < data.length; start += 4) {
    const colour = data.subarray(start, start + 4).join();
    if (data[start + 3] === OPAQUE) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const [[most] = [""]] = Array.from(counts).toSorted(([, left], [, right]) => right - left);
  return most.split(",").map(Number);
}

/** What the application draws of a face, as a host gets it: colours without their opacity, then that. */
function drawn(face: IconFace, side: number): readonly number[] {
  const pixels = drawIcon(face, side).pixels();
  return Array.from({ length: side ** 2 }, (_, pixel) => {
    const [blue = 0, green = 0, red = 0, opacity = 0] = pixels.subarray(pixel * 4, pixel * 4 + 4);
    // A point that can hardly be seen has no colour to speak of.
    if (opacity < OPAQUE) return [0, 0, 0, opacity];
    return [red, green, blue, opacity];
  }).flat();
}

function arrived({ data }: PNG): readonly number[] {
  return Array.from(data, (value, index) => {
    const opacity = data[index - (index % 4) + 3] ?? 0;
    return index % 4 === 3 || opacity === OPAQUE ? value : 0;
  });
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
  expect(await ground(item)).toEqual(DARK);
  await keepIcon(item, "tray-signed-out");
});

it("carries the chosen period's figure in its tooltip and all four in its menu", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  const item = await trayItem();
  const refreshedAt = /^Actualisé à \d\d:\d\d$/;
  await expect
    .poll(async () => (await item.toolTip()).split("\n"))
    .toMatchObject(["Décompte", `Jour\u00a0: ${total(1)}`, expect.stringMatching(refreshedAt)]);
  expect((await item.menu()).slice(0, 4)).toMatchObject([
    { label: `Jour\u00a0: ${total(1)}`, isChecked: true },
    { label: `Dernière semaine\u00a0: ${total(7)}`, isChecked: false },
    { label: `Dernier mois\u00a0: ${total(30)}`, isChecked: false },
    { label: `Tous\u00a0: ${total(365)}`, isChecked: false },
  ]);
  const line = (await item.menu()).find(({ label }) => refreshedAt.test(label));
  expect(line).toMatchObject({ isEnabled: false });
  expect(await ground(item)).toEqual(TEAL);
  await keepIcon(item, "tray-day");
});

it.each([
  ["KDE", "1", 22],
  ["KDE", "2", 44],
  ["ubuntu:GNOME", "1", 16],
  ["ubuntu:GNOME", "2", 32],
] as const)(
  "sends %s at a scale of %s one picture, of the panel's own size, pixel by pixel",
  async (desktop, scale, side) => {
    await desk.start({ currentDesktop: desktop, args: ["--sample", `--force-device-scale-factor=${scale}`] });
    const item = await trayItem();
    await expect.poll(() => item.toolTip()).toContain("Jour\u00a0: ");
    const day = /Jour\u00a0: (.*)\u00a0\$/.exec(await item.toolTip())?.[1]?.replaceAll("\u202f", "") ?? "";
    const figure = compactFigure(nanoUsdFromUsd(Number(day)));
    const icons = await item.icons();
    expect(icons.map(({ width, height }) => [width, height])).toEqual([[side, side]]);
    const face = { figure, level: "normal", percent: null, condition: "fresh" } as const;
    expect(icons.map(arrived)).toEqual([drawn(face, side)]);
    await keepIcon(item, `tray-${side}`);
  },
);

it("shows that the history is being imported until it is", async () => {
  const answerFast = desk.apify.fail({
    match: { path: /actor-runs/ },
    with: { kind: "slow", delayMs: 600_000 },
  });
  const { page } = await desk.start();
  await submitToken(page, desk.account.token);
  const item = await trayItem();
  await expect.poll(() => item.toolTip()).toContain("Importation de l'historique…");
  expect(await ground(item)).toEqual(BLUE);
  await keepIcon(item, "tray-importing");
  answerFast();
  await item.choose("Quitter");
});

it("shows what was chosen in the window, the period's figure as long as there is no budget", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  const item = await trayItem();
  await expect.poll(() => item.toolTip()).toContain(`Jour\u00a0: ${total(1)}`);
  const before = await item.icon();
  const dialog = await openSettings(page, "system");
  await choose(page, fr.settings.tray, fr.settings.trayShows.budget);
  await dialog.getByRole("combobox", { name: fr.settings.tray }).getByText(fr.settings.trayShows.budget).waitFor();
  const checked = async () => (await item.menu()).filter(({ isChecked }) => isChecked);
  await expect.poll(checked).toMatchObject([{ label: `Jour\u00a0: ${total(1)}` }]);
  expect((await item.icon()).data.equals(before.data)).toBe(true);
});

describe("with a budget of the day", () => {
  /** Its amount; alerts at 80 and 100 percent. */
  const choice = (dollars: number): BudgetChoice => ({
    amountNanoUsd: String(dollars * 1_000_000_000),
    window: "day",
    scraperId: null,
    thresholds: [80, 100],
    isOn: true,
    isProjectionAnnounced: false,
  });
  /** What the window would ask for. */
  const ask = <Name extends CallName>(page: Page, name: Name, input: CallInput<Name>) =>
    page.evaluate(
      ([call, value]) =>
        (window as unknown as { desktop: Record<string, (input: unknown) => unknown> }).desktop[call]?.(value),
      [name, input] as const,
    ) as Promise<Result<CallOutput<Name>>>;
  const labels = async (item: TrayItem) => (await item.menu()).map(({ label }) => label);

  async function startWithBudget(dollars: number) {
    const { page } = await desk.start();
    await signIn(page, desk.account.token);
    const made = await ask(page, "createBudget", choice(dollars));
    if (!made.ok) throw new Error(made.error.message);
    return { page, item: await trayItem(), budgetId: made.value.id };
  }
  const spent = () => expectedFigures(desk.account, desk.timeZone, 1).costNanoUsd;
  const percentOf = (dollars: number) => Number((spent() * 100n) / (BigInt(dollars) * 1_000_000_000n));

  it("tells by shape, colour and words how near it is, and draws its percent when that is chosen", async () => {
    const levels = [
      ["normal", 50, "", TEAL],
      ["near", 14, " (bientôt atteint)", AMBER],
      ["over", 10, " (dépassé)", RED],
    ] as const;
    const { page, item, budgetId } = await startWithBudget(50);
    await item.choose("Part du budget");
    for (const [level, dollars, words, colour] of levels) {
      await ask(page, "changeBudget", { budgetId, choice: choice(dollars) });
      const percent = percentOf(dollars);
      await expect.poll(() => item.toolTip()).toContain(`\u00a0: ${percent}\u00a0%${words}\n`);
      expect(await labels(item)).toContain(`Part du budget\u00a0: ${percent}\u00a0%`);
      const face: IconFace = { figure: compactPercent(percent), level, percent, condition: "fresh" };
      const icon = await item.icon();
      expect(arrived(icon)).toEqual(drawn(face, icon.width));
      expect(await ground(item)).toEqual(colour);
      await keepIcon(item, `tray-${level}`);
    }
    await item.choose("Jour");
    await expect
      .poll(async () => arrived(await item.icon()))
      .toEqual(
        drawn({ figure: compactFigure(spent()), level: "over", percent: percentOf(10), condition: "fresh" }, 22),
      );
  });

  it("snoozes alerts from its menu, and ends that; alerts to read lead to the window", async () => {
    const { page, item } = await startWithBudget(10);
    await expect.poll(() => labels(item)).toContain("1 alerte à lire");
    await item.choose("Pendant une heure");
    await expect.poll(async () => (await labels(item)).join()).toMatch(/Alertes reportées jusqu'(à|au) /);
    const view = await ask(page, "getAlerts", undefined);
    expect(view).toMatchObject({ ok: true, value: { snoozes: [{ budgetId: null }] } });
    await item.choose("Ne plus reporter les alertes");
    await expect.poll(() => labels(item)).toContain("Reporter les alertes");
    const { alerts } = await alertsOf(page);
    await ask(page, "acknowledgeAlerts", { alertIds: alerts.map(({ id }) => id) });
    await expect.poll(() => labels(item)).not.toContain("1 alerte à lire");
  });

  it("opens the window at the alerts from its menu, and at a budget", async () => {
    const app = await desk.start();
    await signIn(app.page, desk.account.token);
    await ask(app.page, "createBudget", choice(10));
    const item = await trayItem();
    await expect.poll(() => labels(item)).toContain("1 alerte à lire");
    await app.closeWindow();
    await expect.poll(() => app.isWindowVisible()).toBe(false);
    await item.choose("1 alerte à lire");
    await expect.poll(() => app.isWindowVisible()).toBe(true);
    const list = app.page.getByRole("dialog", { name: fr.alerts.title });
    await list.waitFor();

    await app.closeWindow();
    await expect.poll(() => app.isWindowVisible()).toBe(false);
    await item.choose(`Jour\u00a0: ${percentOf(10)}\u00a0% (dépassé)`);
    await expect.poll(() => app.isWindowVisible()).toBe(true);
    await list.waitFor({ state: "detached" });
    const row = app.page.getByRole("listitem", { name: fr.budgets.names.day });
    await expect.poll(() => row.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

it("takes another period from its menu, draws its figure and remembers it", async () => {
  const first = await desk.start();
  await signIn(first.page, desk.account.token);
  const item = await trayItem();
  await expect.poll(() => item.toolTip()).toContain(`Jour\u00a0: ${total(1)}`);
  const before = await item.icon();
  await item.choose("Tous");
  await expect.poll(() => item.toolTip()).toContain(`Tous\u00a0: ${total(365)}`);
  expect((await item.icon()).data.equals(before.data)).toBe(false);
  await keepIcon(item, "tray-all");
  await first.quit();
  await expect.poll(() => desk.tray.item()).toBeUndefined();

  await desk.start();
  const again = await trayItem();
  await expect.poll(() => again.toolTip()).toContain(`Tous\u00a0: ${total(365)}`);
});

it("asks Apify for what is new from its menu, and follows the ledger", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  const item = await trayItem();
  desk.account.addRun({ startedAtMs: Date.now() - 60_000, pricing: { model: "FREE" }, costUsd: 77.7 });
  await item.choose("Actualiser");
  await expect.poll(() => item.toolTip()).toContain(`Jour\u00a0: ${total(1)}`);
});

it("sends no picture again that has not changed", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  const item = await trayItem();
  await expect.poll(() => item.toolTip()).toMatch(/Actualisé à/);
  const before = desk.tray.newIcons();
  expect(before).toBeGreaterThan(0);
  for (const label of ["Dernière semaine", "Tous", "Jour"]) {
    await item.choose(label);
    await expect.poll(() => item.toolTip()).toContain(`\n${label}\u00a0: `);
    const drawnSoFar = desk.tray.newIcons();
    const asked = desk.apify.requests.length;
    await item.choose("Actualiser");
    await expect.poll(() => desk.apify.requests.length).toBeGreaterThan(asked);
    await expect.poll(() => item.toolTip()).toMatch(/Actualisé à/);
    expect(desk.tray.newIcons()).toBe(drawnSoFar);
  }
  expect(desk.tray.newIcons()).toBeLessThanOrEqual(before + 3);
});

it("turns grey and says so when the figures can't be refreshed, and back once they can", async () => {
  const { page } = await desk.start();
  await signIn(page, desk.account.token);
  const item = await trayItem();
  const answerAgain = desk.apify.fail({ match: { path: /actor-runs/ }, with: { kind: "html" } });
  await page.getByRole("button", { name: fr.connection.refresh }).click();
  await expect.poll(() => item.toolTip()).toContain("Actualisation en échec depuis");
  await expect.poll(() => ground(item)).toEqual(GREY);
  await keepIcon(item, "tray-stale");
  answerAgain();
  await page.getByRole("button", { name: fr.connection.refresh }).click();
  await waitUntilFresh(page);
  await expect.poll(() => ground(item)).toEqual(TEAL);
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
