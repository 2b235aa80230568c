import { describe, expect, test } from "vitest";
import type { TrayContent } from "../../../../../electron/main/tray/tray-content.ts";
import { menuTemplate } from "../../../../../electron/main/tray/tray-menu.ts";
import {
  noteActions,
  offline,
  signedIn,
  signedOut,
  withBudgets,
} from "../../../../support/desktop-main/tray-contents.ts";

describe("the menu", () => {
  const labels = (language: "fr" | "en", content: TrayContent) =>
    menuTemplate(language, content, noteActions()).map(({ type, label }) => (type === "separator" ? "-" : label));

  test.each([
    [
      "fr",
      signedIn,
      [
        "Jour\u00a0: 0.42\u00a0$",
        "Dernière semaine\u00a0: 12.45\u00a0$",
        "Dernier mois\u00a0: 1\u202f234.56\u00a0$",
        "Tous\u00a0: 9\u202f876.54\u00a0$",
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
    const checked = menuTemplate("fr", signedIn, noteActions()).filter((item) => item.checked === true);
    expect(checked.map(({ label }) => label)).toEqual(["Dernière semaine\u00a0: 12.45\u00a0$"]);
  });

  test.each([
    ["where that is possible", signedIn, true],
    ["nowhere else", { ...signedIn, canRefresh: false }, false],
  ] as const)("offers to refresh %s", (_, content, isEnabled) => {
    const refresh = menuTemplate("fr", content, noteActions()).find(({ label }) => label === "Actualiser");
    expect(refresh?.enabled).toBe(isEnabled);
  });

  test("says how the connection stands, without anything to choose there", () => {
    const line = menuTemplate("fr", offline, noteActions()).find(({ label }) => label === "Hors ligne depuis 14:32");
    expect(line).toMatchObject({ enabled: false });
  });

  test("says when the figures were last refreshed, under what keeps them from it", () => {
    expect(labels("fr", { ...offline, refreshed: "Actualisé à 13:30" })).toEqual(
      expect.arrayContaining(["Hors ligne depuis 14:32", "Actualisé à 13:30"]),
    );
  });

  test("lists the budgets with their percents and levels in words, the alerts to read, and how to snooze", () => {
    expect(labels("fr", withBudgets({ unacknowledged: 1 })).slice(3, 12)).toEqual([
      "Tous\u00a0: 9\u202f876.54\u00a0$",
      "Part du budget\u00a0: 130\u00a0%",
      "-",
      "Budget du mois\u00a0: 130\u00a0% (dépassé)",
      "Budget du jour\u00a0: 87\u00a0% (bientôt atteint)",
      "camille/shop\u00a0: 12\u00a0%",
      "1 alerte à lire",
      "Reporter les alertes",
      "-",
    ]);
  });

  test("marks the budget's percent in a period's place where that is shown", () => {
    const template = menuTemplate("fr", { ...withBudgets(), isBudgetShown: true }, noteActions());
    expect(template.filter(({ checked }) => checked === true)).toMatchObject([
      { label: "Part du budget\u00a0: 130\u00a0%" },
    ]);
  });

  test("offers to end a snooze while there is one, and no other", () => {
    const snoozed = "Alertes reportées jusqu'à 15:32";
    const template = menuTemplate("fr", { ...withBudgets(), snoozed }, noteActions());
    expect(template.find(({ label }) => label === snoozed)).toMatchObject({ enabled: false });
    expect(template.some(({ label }) => label === "Ne plus reporter les alertes")).toBe(true);
    expect(template.some(({ label }) => label === "Reporter les alertes")).toBe(false);
  });

  test.each([
    ["for an account without budgets", signedIn, "day week month all refresh open quit"],
    [
      "with budgets and alerts",
      withBudgets({ unacknowledged: 1 }),
      "day week month all budget at-month at-day at-shop alerts snooze-hour snooze-tomorrow refresh open quit",
    ],
    [
      "while alerts are snoozed",
      { ...withBudgets({ budgets: [] }), snoozed: "…" },
      "day week month all budget end-snooze refresh open quit",
    ],
  ] as const)("does what it says %s", (_, content, expected) => {
    const actions = noteActions();
    for (const { click, submenu } of menuTemplate("fr", content, actions)) {
      const entries = Array.isArray(submenu) ? submenu : [{ click }];
      for (const entry of entries) (entry.click as (() => void) | undefined)?.();
    }
    expect(actions.done.join(" ")).toBe(expected);
  });
});
