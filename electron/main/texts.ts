import type { Period } from "../../shared/domain/period.ts";
import type { Language } from "../../shared/domain/money.ts";
import type { LanguageChoice } from "../../shared/ipc/preferences.ts";

export interface Moment {
  /** Null for today. */
  readonly day: string | null;
  readonly time: string;
}

interface MenuTexts {
  readonly file: string;
  readonly edit: string;
  readonly view: string;
  readonly quit: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly selectAll: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly resetZoom: string;
  readonly fullScreen: string;
  readonly help: string;
}

/** What main says by itself: in the tray, the menus and on the terminal. The window has its own catalogue. */
interface Texts {
  readonly periods: Readonly<Record<Period, string>>;
  /** What stands between a name and its value. */
  readonly colon: string;
  readonly refresh: string;
  readonly open: string;
  readonly quit: string;
  readonly signedOut: string;
  readonly sample: string;
  readonly refreshing: string;
  readonly importing: string;
  readonly refreshedAt: (moment: Moment) => string;
  readonly agedSince: (moment: Moment) => string;
  readonly offlineSince: (moment: Moment) => string;
  readonly rateLimitedUntil: (moment: Moment) => string;
  readonly failingSince: (moment: Moment) => string;
  readonly serverOfflineSince: (moment: Moment) => string;
  readonly serverLimitedUntil: (moment: Moment) => string;
  readonly serverApifyRefused: string;
  readonly tokenRefused: string;
  readonly notAllowed: string;
  readonly ledgerDamaged: string;
  readonly folderRefused: { readonly title: string; readonly text: (folder: string) => string };
  /** The window's page stopped again and again. */
  readonly pageGone: Readonly<Record<"title" | "text" | "reload" | "quit", string>>;
  readonly mainFailed: { readonly title: string; readonly text: (file: string) => string };
  readonly noToken: Readonly<Record<"missing" | "locked" | "unavailable", string>>;
  readonly withoutCost: (runs: number) => string;
  readonly budgetPart: string;
  readonly levels: Readonly<Record<"near" | "over", string>>;
  readonly unacknowledged: (alerts: number) => string;
  readonly snooze: string;
  readonly snoozeHour: string;
  readonly snoozeTomorrow: string;
  readonly snoozedUntil: (moment: Moment) => string;
  readonly endSnooze: string;
  readonly installUpdate: (version: string) => string;
  readonly updateAvailable: (version: string) => string;
  readonly menuBar: MenuTexts;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  fr: {
    periods: { day: "Jour", week: "Dernière semaine", month: "Dernier mois", all: "Tous" },
    colon: "\u00a0: ",
    refresh: "Actualiser",
    open: "Ouvrir Décompte",
    quit: "Quitter",
    signedOut: "Aucun compte connecté",
    sample: "Données d'exemple",
    refreshing: "Actualisation…",
    importing: "Importation de l'historique…",
    refreshedAt: ({ day, time }) => (day === null ? `Actualisé à ${time}` : `Actualisé le ${day} à ${time}`),
    agedSince: (moment) => `Chiffres non actualisés depuis ${frenchMoment(moment)}`,
    offlineSince: (moment) => `Hors ligne depuis ${frenchMoment(moment)}`,
    rateLimitedUntil: ({ day, time }) => `Limité par Apify, nouvel essai ${day === null ? "" : `le ${day} `}à ${time}`,
    failingSince: (moment) => `Actualisation en échec depuis ${frenchMoment(moment)}`,
    serverOfflineSince: (moment) => `Serveur injoignable depuis ${frenchMoment(moment)}`,
    serverLimitedUntil: ({ day, time }) =>
      `Limité par le serveur, nouvel essai ${day === null ? "" : `le ${day} `}à ${time}`,
    serverApifyRefused: "Jeton Apify du serveur refusé",
    tokenRefused: "Jeton refusé",
    notAllowed: "Accès refusé par Apify",
    ledgerDamaged: "Registre abîmé\u00a0: chiffres non fiables",
    folderRefused: {
      title: "Décompte n'a pas pu s'ouvrir",
      text: (folder) =>
        `Son dossier de données n'est pas accessible en écriture\u00a0:\n${folder}\n\nRendez-le accessible, puis relancez Décompte.`,
    },
    pageGone: {
      title: "La fenêtre s'est arrêtée plusieurs fois",
      text: "Vos chiffres et vos réglages sont intacts. Vous pouvez l'afficher de nouveau, ou quitter Décompte et le relancer.",
      reload: "Afficher de nouveau",
      quit: "Quitter",
    },
    mainFailed: {
      title: "Décompte s'est arrêté sur une erreur",
      text: (file) => `Ce qui était enregistré le reste. Relancez Décompte.\n\nL'erreur est notée dans\u00a0:\n${file}`,
    },
    noToken: {
      missing: "Jeton absent du trousseau",
      locked: "Trousseau verrouillé",
      unavailable: "Jeton à redonner",
    },
    withoutCost: (runs) => (runs === 1 ? "1 exécution sans coût connu" : `${runs} exécutions sans coût connu`),
    budgetPart: "Part du budget",
    levels: { near: "bientôt atteint", over: "dépassé" },
    unacknowledged: (alerts) => (alerts === 1 ? "1 alerte à lire" : `${alerts} alertes à lire`),
    snooze: "Reporter les alertes",
    snoozeHour: "Pendant une heure",
    snoozeTomorrow: "Jusqu'à demain",
    snoozedUntil: ({ day, time }) =>
      `Alertes reportées ${day === null ? `jusqu'à ${time}` : `jusqu'au ${day} à ${time}`}`,
    endSnooze: "Ne plus reporter les alertes",
    installUpdate: (version) => `Redémarrer pour installer la version ${version}`,
    updateAvailable: (version) => `Version ${version} disponible…`,
    menuBar: {
      file: "Fichier",
      edit: "Édition",
      view: "Affichage",
      quit: "Quitter Décompte",
      undo: "Annuler",
      redo: "Rétablir",
      cut: "Couper",
      copy: "Copier",
      paste: "Coller",
      selectAll: "Tout sélectionner",
      zoomIn: "Agrandir",
      zoomOut: "Réduire",
      resetZoom: "Taille réelle",
      fullScreen: "Plein écran",
      help: "Aide",
    },
  },
  en: {
    periods: { day: "Day", week: "Last week", month: "Last month", all: "All" },
    colon: ": ",
    refresh: "Refresh",
    open: "Open Décompte",
    quit: "Quit",
    signedOut: "No account signed in",
    sample: "Sample data",
    refreshing: "Refreshing…",
    importing: "Importing history…",
    refreshedAt: ({ day, time }) => (day === null ? `Refreshed at ${time}` : `Refreshed on ${day} at ${time}`),
    agedSince: (moment) => `Figures not refreshed since ${englishMoment(moment)}`,
    offlineSince: (moment) => `Offline since ${englishMoment(moment)}`,
    rateLimitedUntil: ({ day, time }) => `Limited by Apify, next try ${day === null ? "" : `on ${day} `}at ${time}`,
    failingSince: (moment) => `Refreshing has failed since ${englishMoment(moment)}`,
    serverOfflineSince: (moment) => `Server out of reach since ${englishMoment(moment)}`,
    serverLimitedUntil: ({ day, time }) =>
      `Limited by the server, next try ${day === null ? "" : `on ${day} `}at ${time}`,
    serverApifyRefused: "The server's Apify token is refused",
    tokenRefused: "Token refused",
    notAllowed: "Access refused by Apify",
    ledgerDamaged: "Ledger damaged: figures not reliable",
    folderRefused: {
      title: "Décompte could not open",
      text: (folder) => `Its data folder can't be written:\n${folder}\n\nMake it writable, then start Décompte again.`,
    },
    pageGone: {
      title: "The window stopped several times",
      text: "Your figures and settings are intact. You can show it again, or quit Décompte and start it anew.",
      reload: "Show again",
      quit: "Quit",
    },
    mainFailed: {
      title: "Décompte stopped on an error",
      text: (file) => `What was saved stays saved. Start Décompte again.\n\nThe error is noted in:\n${file}`,
    },
    noToken: { missing: "Token gone from the keychain", locked: "Keychain locked", unavailable: "Token needed" },
    withoutCost: (runs) => (runs === 1 ? "1 run without a known cost" : `${runs} runs without a known cost`),
    budgetPart: "Part of the budget",
    levels: { near: "nearly reached", over: "over" },
    unacknowledged: (alerts) => (alerts === 1 ? "1 alert to read" : `${alerts} alerts to read`),
    snooze: "Snooze alerts",
    snoozeHour: "For an hour",
    snoozeTomorrow: "Until tomorrow",
    snoozedUntil: (moment) => `Alerts snoozed until ${englishMoment(moment)}`,
    endSnooze: "End the snooze",
    installUpdate: (version) => `Restart to install version ${version}`,
    updateAvailable: (version) => `Version ${version} available…`,
    menuBar: {
      file: "File",
      edit: "Edit",
      view: "View",
      quit: "Quit Décompte",
      undo: "Undo",
      redo: "Redo",
      cut: "Cut",
      copy: "Copy",
      paste: "Paste",
      selectAll: "Select all",
      zoomIn: "Zoom in",
      zoomOut: "Zoom out",
      resetZoom: "Actual size",
      fullScreen: "Full screen",
      help: "Help",
    },
  },
};

function frenchMoment({ day, time }: Moment): string {
  return day === null ? time : `le ${day} à ${time}`;
}

function englishMoment({ day, time }: Moment): string {
  return day === null ? time : `${day} at ${time}`;
}

/** The chosen one, or the system's: French, unless that speaks English. */
export function languageOf(systemLocale: string, choice: LanguageChoice = "system"): Language {
  if (choice !== "system") return choice;
  return /^en\b/i.test(systemLocale) ? "en" : "fr";
}
