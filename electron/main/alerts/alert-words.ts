import type { Announcement } from "../../../shared/domain/budget/alert.ts";
import type { BudgetWindow } from "../../../shared/domain/budget/budget.ts";
import { levelOf, percentOf } from "../../../shared/domain/budget/level.ts";
import { formatUsdApart, HIDDEN_AMOUNT, type Language, type NanoUsd } from "../../../shared/domain/money.ts";

/** What a notification says. */
export interface AlertWords {
  readonly title: string;
  readonly body: string;
}

export interface AlertNames {
  /** The Actor's name of an announcement's scraper. */
  readonly scraper: (scraperId: string) => string;
  /** Whose account it is, where several are signed in. */
  readonly account: string | null;
}

interface Phrases {
  readonly name: Readonly<Record<BudgetWindow, string>>;
  readonly budget: Readonly<Record<BudgetWindow, string>>;
  readonly window: Readonly<Record<BudgetWindow, (date: string) => string>>;
  readonly part: (percent: number, budget: string) => string;
  readonly reached: (budget: string) => string;
  readonly exceeded: (budget: string, percent: number) => string;
  readonly projected: (budget: string) => string;
  readonly spentOf: (spent: string, amount: string) => string;
  readonly expectedOf: (expected: string, amount: string, percent: number) => string;
  readonly spent: (spent: string) => string;
  readonly over: string;
  readonly unusual: (date: string) => string;
  readonly usual: (spent: string, usual: string, weekday: string) => string;
  readonly several: (count: number) => string;
  readonly others: (count: number) => string;
  readonly test: AlertWords;
}

const PHRASES: Readonly<Record<Language, Phrases>> = {
  fr: {
    name: { day: "Jour", week: "Semaine", month: "Mois", cycle: "Cycle Apify" },
    budget: {
      day: "budget du jour",
      week: "budget de la semaine",
      month: "budget du mois",
      cycle: "budget du cycle Apify",
    },
    window: {
      day: (date) => date,
      week: (date) => `semaine du ${date}`,
      month: (date) => date,
      cycle: (date) => `cycle du ${date}`,
    },
    part: (percent, budget) => `${percent}\u00a0% du ${budget}`,
    reached: (budget) => `${capital(budget)} atteint`,
    exceeded: (budget, percent) => `${capital(budget)} dépassé\u00a0: ${percent}\u00a0%`,
    projected: (budget) => `Dépassement prévu du ${budget}`,
    spentOf: (spent, amount) => `${spent} dépensés sur ${amount}`,
    expectedOf: (expected, amount, percent) => `${expected} attendus sur ${amount} (${percent}\u00a0%)`,
    spent: (spent) => `${spent} dépensés`,
    over: "coûts connus après coup",
    unusual: (date) => `Dépense inhabituelle le ${date}`,
    usual: (spent, usual, weekday) => `${spent}, contre ${usual} d'ordinaire le ${weekday}`,
    several: (count) => `${count} alertes de dépense`,
    others: (count) => (count === 1 ? "et 1 autre" : `et ${count} autres`),
    test: { title: "Notification d'essai", body: "Décompte peut vous prévenir ici." },
  },
  en: {
    name: { day: "Day", week: "Week", month: "Month", cycle: "Apify cycle" },
    budget: { day: "daily budget", week: "weekly budget", month: "monthly budget", cycle: "Apify cycle budget" },
    window: {
      day: (date) => date,
      week: (date) => `week of ${date}`,
      month: (date) => date,
      cycle: (date) => `cycle of ${date}`,
    },
    part: (percent, budget) => `${percent}% of the ${budget}`,
    reached: (budget) => `${capital(budget)} reached`,
    exceeded: (budget, percent) => `${capital(budget)} exceeded: ${percent}%`,
    projected: (budget) => `The ${budget} is expected to be exceeded`,
    spentOf: (spent, amount) => `${spent} of ${amount} spent`,
    expectedOf: (expected, amount, percent) => `${expected} of ${amount} expected (${percent}%)`,
    spent: (spent) => `${spent} spent`,
    over: "costs that became known late",
    unusual: (date) => `Unusual spend on ${date}`,
    usual: (spent, usual, weekday) => `${spent}, usually ${usual} on a ${weekday}`,
    several: (count) => `${count} spend alerts`,
    others: (count) => (count === 1 ? "and 1 more" : `and ${count} more`),
    test: { title: "Test notification", body: "Décompte can tell you here." },
  },
};

/** How many alerts a summary names one by one. */
const NAMED = 3;

export function alertWords(
  language: Language,
  announcement: Announcement,
  names: AlertNames,
  areAmountsHidden = false,
): AlertWords {
  const usdApart: UsdApart = (one, other) =>
    areAmountsHidden ? [HIDDEN_AMOUNT, HIDDEN_AMOUNT] : formatUsdApart(one, other, language);
  const phrases = PHRASES[language];
  const title = titleOf(language, announcement);
  if (announcement.kind === "anomaly") {
    const { date, spentNanoUsd, usualNanoUsd } = announcement;
    const [spent, usual] = usdApart(spentNanoUsd, usualNanoUsd);
    return { title, body: join(phrases.usual(spent, usual, dateWords(language, date, { weekday: "long" })), names) };
  }
  const { amountNanoUsd, spentNanoUsd, scraperId, isWindowOver } = announcement;
  const [spent, amount] = usdApart(spentNanoUsd, amountNanoUsd);
  const figures =
    announcement.kind === "threshold"
      ? [phrases.spentOf(spent, amount)]
      : [expectedWords(language, announcement, usdApart), phrases.spent(spent)];
  const scraper = scraperId === null ? [] : [names.scraper(scraperId)];
  const late = isWindowOver ? [phrases.over] : [];
  return { title, body: join(...figures, windowWords(language, announcement.windowLabel), ...late, ...scraper, names) };
}

/** Alerts that waited, in one notification. */
export function summaryWords(
  language: Language,
  announcements: readonly Announcement[],
  names: AlertNames,
): AlertWords {
  const phrases = PHRASES[language];
  const shown = announcements.length > NAMED + 1 ? announcements.slice(0, NAMED) : announcements;
  const rest = announcements.length - shown.length;
  const lines = shown.map((announcement) => lineOf(language, announcement, names));
  if (rest > 0) lines.push(phrases.others(rest));
  if (names.account !== null) lines.push(names.account);
  return { title: phrases.several(announcements.length), body: lines.join("\n") };
}

/** What a budget is called where there is little room, such as in the tray: `Mois · apify/web-scraper`. */
export function budgetName(language: Language, window: BudgetWindow, scraperName: string | null): string {
  const name = PHRASES[language].name[window];
  return scraperName === null ? name : `${name} · ${scraperName}`;
}

export const testWords = (language: Language): AlertWords => PHRASES[language].test;

function lineOf(language: Language, announcement: Announcement, names: AlertNames): string {
  const title = titleOf(language, announcement);
  if (announcement.kind === "anomaly") return title;
  const { windowLabel, scraperId } = announcement;
  const scraper = scraperId === null ? [] : [names.scraper(scraperId)];
  return join(title, windowWords(language, windowLabel), ...scraper);
}

/** Exactly the amount has reached it and exceeds nothing. */
function titleOf(language: Language, announcement: Announcement): string {
  const phrases = PHRASES[language];
  if (announcement.kind === "anomaly") return phrases.unusual(dayWords(language, announcement.date));
  const { window, amountNanoUsd, spentNanoUsd } = announcement;
  const budget = phrases.budget[window];
  if (announcement.kind === "projection") return phrases.projected(budget);
  const percent = percentOf(amountNanoUsd, spentNanoUsd);
  if (levelOf(amountNanoUsd, spentNanoUsd) === "over") return phrases.exceeded(budget, percent);
  return spentNanoUsd === amountNanoUsd ? phrases.reached(budget) : phrases.part(percent, budget);
}

type UsdApart = (one: NanoUsd, other: NanoUsd) => readonly [string, string];

function expectedWords(
  language: Language,
  { expectedNanoUsd, amountNanoUsd }: { readonly expectedNanoUsd: NanoUsd; readonly amountNanoUsd: NanoUsd },
  usdApart: UsdApart,
): string {
  const [expected, amount] = usdApart(expectedNanoUsd, amountNanoUsd);
  return PHRASES[language].expectedOf(expected, amount, percentOf(amountNanoUsd, expectedNanoUsd));
}

/** Of a window's label, such as `week:2025-01-27`. */
function windowWords(language: Language, label: string): string {
  const [window = "", date = ""] = label.split(":");
  const phrases = PHRASES[language].window;
  if (window === "month") return phrases.month(dateWords(language, `${date}-01`, { month: "long", year: "numeric" }));
  const words = dayWords(language, date);
  return window === "week" || window === "cycle" ? phrases[window](words) : phrases.day(words);
}

const dayWords = (language: Language, date: string): string =>
  dateWords(language, date, { day: "numeric", month: "long" });

const dateWords = (language: Language, date: string, form: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language, { ...form, timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));

function join(...parts: readonly (string | AlertNames)[]): string {
  const words = parts.map((part) => (typeof part === "string" ? part : part.account));
  return words.filter((word) => word !== null).join(" · ");
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
