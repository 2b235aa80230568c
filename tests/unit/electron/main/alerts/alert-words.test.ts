import { describe, expect, test } from "vitest";
import {
  type AlertNames,
  alertWords,
  summaryWords,
  testWords,
} from "../../../../../electron/main/alerts/alert-words.ts";
import type { Announcement } from "../../../../../shared/domain/budget/alert.ts";
import type { Language } from "../../../../../shared/domain/money.ts";
import { anomaly, crossing, overrun, USD } from "../../../../support/budgets/sample-alerts.ts";

const names: AlertNames = { scraper: (id) => (id === "abc" ? "apify/web-scraper" : id), account: null };
const words = (language: Language, announcement: Announcement, of: AlertNames = names) => {
  const { title, body } = alertWords(language, announcement, of);
  return [title, body].map((text) => text.replaceAll("\u00a0", " "));
};

describe("a threshold", () => {
  test("tells the percentage, the amounts and the window", () => {
    expect(words("fr", crossing())).toEqual(["83 % du budget du mois", "41.50 $ dépensés sur 50.00 $ · novembre 2026"]);
    expect(words("en", crossing())).toEqual(["83% of the monthly budget", "$41.50 of $50.00 spent · November 2026"]);
  });

  test("that is reached exactly exceeds nothing", () => {
    const exactly = crossing({ spentNanoUsd: 50n * USD, threshold: 100 });
    expect(words("fr", exactly)[0]).toBe("Budget du mois atteint");
    expect(words("en", exactly)[0]).toBe("Monthly budget reached");
  });

  test("that is exceeded tells by how much, beyond 100 percent", () => {
    const exceeded = crossing({ spentNanoUsd: 61n * USD, threshold: 100 });
    expect(words("fr", exceeded)[0]).toBe("Budget du mois dépassé : 122 %");
    expect(words("en", exceeded)[0]).toBe("Monthly budget exceeded: 122%");
  });

  test("that is missed by less than a cent does not read as if it were reached", () => {
    expect(words("fr", crossing({ spentNanoUsd: 50n * USD - 1n }))).toEqual([
      "99 % du budget du mois",
      "49.999999999 $ dépensés sur 50.00 $ · novembre 2026",
    ]);
  });

  test.each([
    ["day", "day:2026-11-23", "budget du jour", "23 novembre"],
    ["week", "week:2026-11-23", "budget de la semaine", "semaine du 23 novembre"],
    ["cycle", "cycle:2026-11-15", "budget du cycle Apify", "cycle du 15 novembre"],
  ] as const)("of a %s names it", (window, windowLabel, budget, name) => {
    const [title, body] = words("fr", crossing({ window, windowLabel }));
    expect(title).toBe(`83 % du ${budget}`);
    expect(body).toBe(`41.50 $ dépensés sur 50.00 $ · ${name}`);
  });

  test("names the Actor, and the account where there are several", () => {
    const mine = { ...names, account: "camille" };
    expect(words("fr", crossing({ scraperId: "abc" }), mine)[1]).toBe(
      "41.50 $ dépensés sur 50.00 $ · novembre 2026 · apify/web-scraper · camille",
    );
  });

  test("of a window that is over says why it comes so late", () => {
    expect(words("fr", crossing({ isWindowOver: true }))[1]).toMatch(/· novembre 2026 · coûts connus après coup$/);
    expect(words("en", crossing({ isWindowOver: true }))[1]).toMatch(/· November 2026 · costs that became known late$/);
  });
});

test("a projection tells what is expected and what was spent", () => {
  expect(words("fr", overrun())).toEqual([
    "Dépassement prévu du budget du mois",
    "62.00 $ attendus sur 50.00 $ (124 %) · 41.50 $ dépensés · novembre 2026",
  ]);
  expect(words("en", overrun())).toEqual([
    "The monthly budget is expected to be exceeded",
    "$62.00 of $50.00 expected (124%) · $41.50 spent · November 2026",
  ]);
});

test("an anomaly names its day and what is usual on it", () => {
  expect(words("fr", anomaly)).toEqual([
    "Dépense inhabituelle le 23 novembre",
    "12.00 $, contre 3.00 $ d'ordinaire le lundi",
  ]);
  expect(words("en", anomaly)).toEqual(["Unusual spend on November 23", "$12.00, usually $3.00 on a Monday"]);
});

test("hidden amounts leave the percent and the dates", () => {
  const hidden = (announcement: Announcement) => alertWords("fr", announcement, names, true).body;
  expect(hidden(crossing())).toMatch(/^••• dépensés sur ••• · novembre 2026/);
  expect(hidden(anomaly)).toBe("•••, contre ••• d'ordinaire le lundi");
  expect(alertWords("fr", crossing(), names, true).title).toBe(alertWords("fr", crossing(), names).title);
});

describe("a summary", () => {
  const lines = (count: number, account: string | null = null) =>
    summaryWords("fr", Array<typeof anomaly>(count).fill(anomaly), { ...names, account });

  test("names each of a few", () => {
    const { title, body } = summaryWords("fr", [crossing({ scraperId: "abc" }), anomaly], names);
    expect(title).toBe("2 alertes de dépense");
    expect(body.replaceAll("\u00a0", " ").split("\n")).toEqual([
      "83 % du budget du mois · novembre 2026 · apify/web-scraper",
      "Dépense inhabituelle le 23 novembre",
    ]);
  });

  test("counts the others of many, and names the account", () => {
    expect(lines(4).body.split("\n")).toHaveLength(4);
    expect(lines(6, "camille").body.split("\n").slice(3)).toEqual(["et 3 autres", "camille"]);
  });
});

test("the test notification is told apart from an alert", () => {
  expect([testWords("fr").title, testWords("en").title]).toEqual(["Notification d'essai", "Test notification"]);
});
