import { beforeEach, describe, expect, test, vi } from "vitest";
import {
  createTray,
  menuTemplate,
  toolTip,
  type TrayActions,
  type TrayContent,
} from "../../../../electron/main/tray.ts";
import type { Summary } from "../../../../shared/api/summary.ts";
import type { Period } from "../../../../shared/domain/period.ts";

const shown = vi.hoisted(() => ({ images: 0, toolTips: [] as string[], clicks: [] as (() => void)[], isGone: false }));
vi.mock("electron", () => ({
  nativeImage: { createEmpty: () => ({ addRepresentation: () => undefined }) },
  Menu: { buildFromTemplate: (template: unknown) => template },
  Tray: class {
    setTitle = () => undefined;
    setImage = () => (shown.images += 1);
    setToolTip = (text: string) => shown.toolTips.push(text);
    setContextMenu = () => undefined;
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
};
const signedOut: TrayContent = { state: "signed-out", isSample: false, period: "week", totals: null };
const sample: TrayContent = { ...signedIn, isSample: true };
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
  Object.assign(shown, { images: 0, toolTips: [], clicks: [], isGone: false });
});

describe("the tooltip", () => {
  test.each([
    ["fr", signedOut, "Décompte\nAucun compte connecté"],
    ["en", signedOut, "Décompte\nNo account signed in"],
    ["fr", signedIn, "Décompte\nDernière semaine : 12.45\u00a0$"],
    ["en", signedIn, "Décompte\nLast week: $12.45"],
    ["fr", sample, "Décompte (Données d’exemple)\nDernière semaine : 12.45\u00a0$"],
    ["en", sample, "Décompte (Sample data)\nLast week: $12.45"],
    ["fr", withoutCost(1), "Décompte\nDernière semaine : 12.45\u00a0$\n1 exécution sans coût connu"],
    ["fr", withoutCost(3), "Décompte\nDernière semaine : 12.45\u00a0$\n3 exécutions sans coût connu"],
    ["en", withoutCost(1), "Décompte\nLast week: $12.45\n1 run without a known cost"],
    ["en", withoutCost(3), "Décompte\nLast week: $12.45\n3 runs without a known cost"],
    ["fr", { ...signedIn, state: "stale" }, "Décompte\nDernière semaine : 12.45\u00a0$\nChiffres non actualisés"],
    ["en", { ...signedIn, state: "stale" }, "Décompte\nLast week: $12.45\nFigures not up to date"],
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
        "Actualiser",
        "Ouvrir Décompte",
        "-",
        "Quitter",
      ],
    ],
    [
      "en",
      signedIn,
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
    ["an account", signedIn, true],
    ["aged figures", { ...signedIn, state: "stale" }, true],
    ["sample data, where there is nothing to refresh", sample, false],
    ["nobody signed in", signedOut, false],
  ] as const)("offers to refresh with %s: %s", (_, content, isEnabled) => {
    const refresh = menuTemplate("fr", content, actions).find(({ label }) => label === "Actualiser");
    expect(refresh?.enabled).toBe(isEnabled);
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
    expect(shown).toMatchObject({ images: 1, toolTips: [toolTip("fr", signedIn)] });
    tray.show({ ...signedIn, period: "day" });
    expect(shown.images).toBe(2);
    tray.destroy();
    expect(shown.isGone).toBe(true);
  });

  test("opens the window by a click", () => {
    createTray("fr", actions);
    for (const click of shown.clicks) click();
    expect(actions.done).toEqual(["open"]);
  });
});
