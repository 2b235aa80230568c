import { beforeEach, describe, expect, test, vi } from "vitest";
import {
  createTray,
  menuTemplate,
  toolTip,
  type TrayActions,
  type TrayContent,
} from "../../../../../electron/main/tray/tray.ts";
import type { Summary } from "../../../../../shared/api/summary.ts";
import type { Period } from "../../../../../shared/domain/period.ts";

const shown = vi.hoisted(() => ({
  images: 0,
  menus: 0,
  toolTips: [] as string[],
  clicks: [] as (() => void)[],
  isGone: false,
}));
vi.mock("electron", () => ({
  nativeImage: { createEmpty: () => ({ addRepresentation: () => undefined }) },
  Menu: { buildFromTemplate: (template: unknown) => template },
  Tray: class {
    setTitle = () => undefined;
    setImage = () => (shown.images += 1);
    setToolTip = (text: string) => shown.toolTips.push(text);
    setContextMenu = () => (shown.menus += 1);
    on = (_event: "click", listener: () => void) => shown.clicks.push(listener);
    destroy = () => (shown.isGone = true);
  },
}));

const total = (period: Period, totalCostNanoUsd: string, runsWithoutCost = 0): Summary => ({
  period,
  totalCostUsd: Number(totalCostNanoUsd) / 1e9,
  totalCostNanoUsd,
  totalRuns: 7,
  runsWithoutCost,
  completeFrom: null,
});
const signedIn: TrayContent = {
  state: "normal",
  isSample: false,
  period: "week",
  totals: {
    day: total("day", "420000000"),
    week: total("week", "12450000000"),
    month: total("month", "1234560000000"),
    all: total("all", "9876540000000"),
  },
  connection: "Actualisé à 14:32",
  canRefresh: true,
};
const signedOut: TrayContent = {
  state: "signed-out",
  isSample: false,
  period: "week",
  totals: null,
  connection: null,
  canRefresh: false,
};
const sample: TrayContent = { ...signedIn, isSample: true, connection: null, canRefresh: false };
const offline: TrayContent = { ...signedIn, state: "stale", connection: "Hors ligne depuis 14:32" };
const withoutCost = (runs: number): TrayContent => ({
  ...signedIn,
  totals: signedIn.totals && { ...signedIn.totals, week: total("week", "12450000000", runs) },
});

let actions: TrayActions & { readonly done: string[] };

beforeEach(() => {
  const done: string[] = [];
  actions = {
    done,
    onOpen: () => done.push("open"),
    onRefresh: () => done.push("refresh"),
    onQuit: () => done.push("quit"),
    onChoosePeriod: (period) => done.push(period),
  };
  Object.assign(shown, { images: 0, menus: 0, toolTips: [], clicks: [], isGone: false });
});

describe("the tooltip", () => {
  test.each([
    ["fr", signedOut, "Décompte\nAucun compte connecté"],
    ["en", signedOut, "Décompte\nNo account signed in"],
    ["fr", signedIn, "Décompte\nDernière semaine : 12.45\u00a0$\nActualisé à 14:32"],
    ["en", { ...signedIn, connection: null }, "Décompte\nLast week: $12.45"],
    ["fr", sample, "Décompte (Données d'exemple)\nDernière semaine : 12.45\u00a0$"],
    ["en", sample, "Décompte (Sample data)\nLast week: $12.45"],
    ["fr", withoutCost(1), "Décompte\nDernière semaine : 12.45\u00a0$\n1 exécution sans coût connu\nActualisé à 14:32"],
    [
      "fr",
      withoutCost(3),
      "Décompte\nDernière semaine : 12.45\u00a0$\n3 exécutions sans coût connu\nActualisé à 14:32",
    ],
    ["en", { ...withoutCost(1), connection: null }, "Décompte\nLast week: $12.45\n1 run without a known cost"],
    ["en", { ...withoutCost(3), connection: null }, "Décompte\nLast week: $12.45\n3 runs without a known cost"],
    ["fr", offline, "Décompte\nDernière semaine : 12.45\u00a0$\nHors ligne depuis 14:32"],
  ] as const)("in %s of %j", (language, content, text) => {
    expect(toolTip(language, content)).toBe(text);
  });
});

describe("the menu", () => {
  const labels = (language: "fr" | "en", content: TrayContent) =>
    menuTemplate(language, content, actions).map(({ type, label }) => (type === "separator" ? "-" : label));

  test.each([
    [
      "fr",
      signedIn,
      [
        "Jour : 0.42\u00a0$",
        "Dernière semaine : 12.45\u00a0$",
        "Dernier mois : 1\u202f234.56\u00a0$",
        "Tous : 9\u202f876.54\u00a0$",
        "-",
        "Actualisé à 14:32",
        "Actualiser",
        "Ouvrir Décompte",
        "-",
        "Quitter",
      ],
    ],
    [
      "en",
      { ...signedIn, connection: null },
      [
        "Day: $0.42",
        "Last week: $12.45",
        "Last month: $1,234.56",
        "All: $9,876.54",
        "-",
        "Refresh",
        "Open Décompte",
        "-",
        "Quit",
      ],
    ],
    ["fr", signedOut, ["Aucun compte connecté", "-", "Actualiser", "Ouvrir Décompte", "-", "Quitter"]],
    ["en", signedOut, ["No account signed in", "-", "Refresh", "Open Décompte", "-", "Quit"]],
  ] as const)("in %s of %j", (language, content, expected) => {
    expect(labels(language, content)).toEqual(expected);
  });

  test("marks the chosen period alone", () => {
    const checked = menuTemplate("fr", signedIn, actions).filter((item) => item.checked === true);
    expect(checked.map(({ label }) => label)).toEqual(["Dernière semaine : 12.45\u00a0$"]);
  });

  test.each([
    ["where that is possible", signedIn, true],
    ["nowhere else", { ...signedIn, canRefresh: false }, false],
  ] as const)("offers to refresh %s", (_, content, isEnabled) => {
    const refresh = menuTemplate("fr", content, actions).find(({ label }) => label === "Actualiser");
    expect(refresh?.enabled).toBe(isEnabled);
  });

  test("says how the connection stands, without anything to choose there", () => {
    const line = menuTemplate("fr", offline, actions).find(({ label }) => label === "Hors ligne depuis 14:32");
    expect(line).toMatchObject({ enabled: false });
  });

  test("does what it says", () => {
    for (const { click } of menuTemplate("fr", signedIn, actions)) (click as (() => void) | undefined)?.();
    expect(actions.done).toEqual(["day", "week", "month", "all", "refresh", "open", "quit"]);
  });
});

describe("the icon in the tray", () => {
  test("is drawn again only for what has changed", () => {
    const tray = createTray("fr", actions);
    tray.show(signedIn);
    tray.show({ ...signedIn });
    expect(shown).toMatchObject({ images: 1, toolTips: [toolTip("fr", signedIn)], menus: 1 });
    tray.show({ ...signedIn, connection: "Actualisation…", canRefresh: false });
    expect([shown.images, shown.toolTips.length, shown.menus]).toEqual([1, 2, 2]);
    tray.show({ ...signedIn, period: "day" });
    expect(shown.images).toBe(2);
    tray.show({ ...signedIn, period: "day", state: "stale" });
    expect([shown.images, shown.toolTips.length]).toEqual([3, 3]);
    tray.destroy();
    expect(shown.isGone).toBe(true);
  });

  test("opens the window by a click", () => {
    createTray("fr", actions);
    for (const click of shown.clicks) click();
    expect(actions.done).toEqual(["open"]);
  });
});

test("a period of which nothing is known has a dash, and another account's name stands beside the application's", () => {
  const unknownDay: TrayContent = {
    ...signedIn,
    period: "day",
    account: "Noa",
    totals: signedIn.totals && { ...signedIn.totals, day: null },
  };
  expect(toolTip("fr", unknownDay)).toBe("Décompte (Noa)\nJour : –\nActualisé à 14:32");
  expect(menuTemplate("fr", unknownDay, actions)[0]).toMatchObject({ label: "Jour : –", checked: true });
});
