import type { Language } from "../domain/money.ts";
import type { CommandId } from "./commands.ts";

/** What a command is called, in the palette and in the menus alike. */
export const COMMAND_WORDS: Readonly<Record<Language, Readonly<Record<CommandId, string>>>> = {
  fr: {
    palette: "Commandes…",
    "period-day": "Total du jour",
    "period-week": "Total de la dernière semaine",
    "period-month": "Total du dernier mois",
    "period-all": "Total depuis toujours",
    refresh: "Actualiser",
    search: "Rechercher une exécution",
    export: "Exporter les exécutions…",
    "import-history": "Importer l'historique…",
    "all-accounts": "Tous les comptes",
    "add-account": "Ajouter un compte…",
    "hide-amounts": "Masquer ou afficher les montants",
    settings: "Réglages…",
    "check-updates": "Rechercher des mises à jour…",
    about: "À propos de Décompte",
  },
  en: {
    palette: "Commands…",
    "period-day": "Total of today",
    "period-week": "Total of the last week",
    "period-month": "Total of the last month",
    "period-all": "Total of everything",
    refresh: "Refresh",
    search: "Search for a run",
    export: "Export the runs…",
    "import-history": "Import history…",
    "all-accounts": "All accounts",
    "add-account": "Add an account…",
    "hide-amounts": "Hide or show amounts",
    settings: "Settings…",
    "check-updates": "Check for updates…",
    about: "About Décompte",
  },
};
