import { describe, expect, test } from "vitest";
import { iconFace, toolTip, trayTitle } from "../../../../../electron/main/tray/tray-words.ts";
import {
  offline,
  sampleData,
  signedIn,
  signedOut,
  withBudgets,
  withoutCost,
} from "../../../../support/desktop-main/tray-contents.ts";

describe("the tooltip", () => {
  test.each([
    ["fr", signedOut, "Décompte\nAucun compte connecté"],
    ["en", signedOut, "Décompte\nNo account signed in"],
    ["fr", signedIn, "Décompte\nDernière semaine\u00a0: 12.45\u00a0$\nActualisé à 14:32"],
    ["en", { ...signedIn, connection: null }, "Décompte\nLast week: $12.45"],
    ["fr", sampleData, "Décompte (Données d'exemple)\nDernière semaine\u00a0: 12.45\u00a0$"],
    ["en", sampleData, "Décompte (Sample data)\nLast week: $12.45"],
    [
      "fr",
      withoutCost(1),
      "Décompte\nDernière semaine\u00a0: 12.45\u00a0$\n1 exécution sans coût connu\nActualisé à 14:32",
    ],
    [
      "fr",
      withoutCost(3),
      "Décompte\nDernière semaine\u00a0: 12.45\u00a0$\n3 exécutions sans coût connu\nActualisé à 14:32",
    ],
    ["en", { ...withoutCost(1), connection: null }, "Décompte\nLast week: $12.45\n1 run without a known cost"],
    ["en", { ...withoutCost(3), connection: null }, "Décompte\nLast week: $12.45\n3 runs without a known cost"],
    ["fr", offline, "Décompte\nDernière semaine\u00a0: 12.45\u00a0$\nHors ligne depuis 14:32"],
  ] as const)("in %s of %j", (language, content, text) => {
    expect(toolTip(language, content)).toBe(text);
  });

  test("names at most three budgets and what was not read yet, and tells of an import", () => {
    const content = withBudgets({ unacknowledged: 2 });
    expect(toolTip("fr", { ...content, condition: "importing", connection: null })).toBe(
      [
        "Décompte",
        "Dernière semaine\u00a0: 12.45\u00a0$",
        "Budget du mois\u00a0: 130\u00a0% (dépassé)",
        "Budget du jour\u00a0: 87\u00a0% (bientôt atteint)",
        "camille/shop\u00a0: 12\u00a0%",
        "2 alertes à lire",
        "Importation de l'historique…",
      ].join("\n"),
    );
    const fourth = { id: "fourth", name: "Fourth", percent: 1, level: "normal" } as const;
    const budgets = [fourth, ...(content.alerts?.budgets ?? [])];
    const text = toolTip("en", withBudgets({ budgets, unacknowledged: 1 }));
    expect(text).toContain("Budget du mois: 130% (over)\nBudget du jour: 87% (nearly reached)");
    expect(text).toContain("\n1 alert to read\n");
    expect(text).not.toContain("Fourth");
  });
});

test("hidden amounts stand in no word and in no icon; percents do", () => {
  const hidden = { ...withBudgets(), areAmountsHidden: true };
  expect(iconFace(hidden).figure).toBe("•••");
  expect(trayTitle("fr", hidden)).toBe("•••");
  expect(toolTip("fr", hidden)).toMatch(/^Décompte\nDernière semaine\u00a0: •••\nBudget du mois\u00a0: 130/);
  expect(iconFace({ ...hidden, isBudgetShown: true }).figure).toBe("130%");
});

test("a period of which nothing is known has a dash, and another account's name stands beside the application's", () => {
  const totals = signedIn.totals && { ...signedIn.totals, day: null };
  const unknownDay = { ...signedIn, period: "day", account: "Noa", totals } as const;
  expect(toolTip("fr", unknownDay)).toBe("Décompte (Noa)\nJour\u00a0: –\nActualisé à 14:32");
  expect(iconFace(unknownDay).figure).toBe("-");
  expect(trayTitle("fr", unknownDay)).toBe("");
});

describe("the icon's figure and the text beside it", () => {
  test.each([
    ["the period's amount", signedIn, "12", "12.45\u00a0$"],
    ["the budget's percent where that is shown", { ...withBudgets(), isBudgetShown: true }, "130%", "130\u00a0%"],
    ["nothing while nobody is signed in", signedOut, "-", ""],
  ] as const)("are %s", (_, content, figure, title) => {
    expect(iconFace(content).figure).toBe(figure);
    expect(trayTitle("fr", content)).toBe(title);
  });

  test("come with the level and the percent of the budget, whichever is shown", () => {
    expect(iconFace(withBudgets())).toEqual({ figure: "12", level: "over", percent: 130, condition: "fresh" });
    expect(iconFace(offline)).toEqual({ figure: "12", level: "normal", percent: null, condition: "stale" });
  });
});
