import type { Period } from "../../shared/domain/period.ts";
import type { Language } from "../../shared/domain/money.ts";

/** What main says by itself: in the tray, its menu and on the terminal. The window has its own catalogue. */
interface Texts {
  readonly periods: Readonly<Record<Period, string>>;
  /** What stands between a name and its value. */
  readonly colon: string;
  readonly refresh: string;
  readonly open: string;
  readonly quit: string;
  readonly signedOut: string;
  readonly sample: string;
  readonly stale: string;
  readonly withoutCost: (runs: number) => string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  fr: {
    periods: { day: "Jour", week: "Dernière semaine", month: "Dernier mois", all: "Tous" },
    colon: " : ",
    refresh: "Actualiser",
    open: "Ouvrir Décompte",
    quit: "Quitter",
    signedOut: "Aucun compte connecté",
    sample: "Données d’exemple",
    stale: "Chiffres non actualisés",
    withoutCost: (runs) => (runs === 1 ? "1 exécution sans coût connu" : `${runs} exécutions sans coût connu`),
  },
  en: {
    periods: { day: "Day", week: "Last week", month: "Last month", all: "All" },
    colon: ": ",
    refresh: "Refresh",
    open: "Open Décompte",
    quit: "Quit",
    signedOut: "No account signed in",
    sample: "Sample data",
    stale: "Figures not up to date",
    withoutCost: (runs) => (runs === 1 ? "1 run without a known cost" : `${runs} runs without a known cost`),
  },
};

/** French, unless the system speaks English. */
export function languageOf(systemLocale: string): Language {
  return /^en\b/i.test(systemLocale) ? "en" : "fr";
}
