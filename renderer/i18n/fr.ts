import { about } from "./fr/about.ts";
import { accounts } from "./fr/accounts.ts";
import { alerts } from "./fr/alerts.ts";
import { breakdown, filter } from "./fr/breakdown.ts";
import { budgetForm } from "./fr/budget-form.ts";
import { budgets } from "./fr/budgets.ts";
import { chart } from "./fr/chart.ts";
import { commands } from "./fr/commands.ts";
import { importProgress, importDialog } from "./fr/imports.ts";
import { ledger } from "./fr/ledger.ts";
import { reconciliation, services } from "./fr/reconciliation.ts";
import { recovery } from "./fr/recovery.ts";
import { runs } from "./fr/runs.ts";
import { settings } from "./fr/settings.ts";
import { teamServer } from "./fr/team-server.ts";
import { updates } from "./fr/updates.ts";

/** What the window says, in French. It is the reference: the other catalogs must hold the same keys. */
export const fr = {
  app: {
    name: "Décompte",
    loading: "Chargement…",
    retry: "Réessayer",
    close: "Fermer",
    failed: "Décompte n'a pas pu s'ouvrir",
  },
  signIn: {
    lead: "Le registre exact de ce que coûtent vos exécutions Apify, jour après jour.",
    apifyTitle: "Jeton Apify",
    apifyText: "Lit vos exécutions des 90 derniers jours et les garde dans un registre sur cet ordinateur.",
    tokenLabel: "Jeton d'API",
    tokenPlaceholder: "apify_api_…",
    showToken: "Afficher le jeton",
    hideToken: "Masquer le jeton",
    whereIsToken: "Où trouver mon jeton\u00a0?",
    submit: "Se connecter",
    checking: "Vérification…",
    tokenNote: "Le jeton va dans le trousseau du système, s'il répond, et n'est envoyé qu'à Apify.",
    tokenEmpty: "Collez votre jeton pour continuer.",
    sampleTitle: "Données d'exemple",
    sampleText: "Des exécutions inventées, dans un registre jetable, pour faire le tour sans compte.",
    sampleOpen: "Explorer l'exemple",
    sampleOpening: "Ouverture…",
  },
  total: {
    title: "Total dépensé",
    select: "Période du total",
    day: "Jour",
    week: "Dernière semaine",
    month: "Dernier mois",
    all: "Tous",
    cycle: "Cycle de facturation",
    range: "Dates choisies…",
    cycleDates: "{{dates}} (UTC)",
    dates: { from: "Du", to: "au", reversed: "La fin vient avant le début\u00a0; le total reste celui d'avant." },
    noRuns: "Aucune exécution sur la période",
    runs_one: "{{count, number}} exécution",
    runs_many: "{{count, number}} exécutions",
    runs_other: "{{count, number}} exécutions",
    unknown_one: "dont {{count, number}} sans coût connu",
    unknown_many: "dont {{count, number}} sans coût connu",
    unknown_other: "dont {{count, number}} sans coût connu",
    loadFailed: "Le total n'a pas pu être lu",
    outdated: "Le total n'a pas pu être relu\u00a0; voici le dernier connu.",
    aged: "Chiffres d'{{age}}",
    completeFrom: "Données depuis le {{date}}",
    before: {
      day: "par rapport à hier à la même heure ({{amount}})",
      week: "par rapport aux 7\u00a0jours précédents ({{amount}})",
      month: "par rapport aux 30\u00a0jours précédents ({{amount}})",
      range: "par rapport à la même durée juste avant ({{amount}})",
    },
    nothingBefore: {
      day: "Rien de dépensé hier jusqu'à cette heure-ci",
      week: "Rien de dépensé les 7\u00a0jours précédents",
      month: "Rien de dépensé les 30\u00a0jours précédents",
      range: "Rien de dépensé juste avant, sur la même durée",
    },
  },
  change: {
    same: "stable",
    fromNothing: "nouveau",
    moreThan: "plus de {{change}}",
  },
  chart,
  import: importProgress,
  connection: {
    refreshing: "Actualisation…",
    justNow: "À jour à l'instant",
    fresh: "À jour {{age}}",
    stale: "Chiffres d'{{age}}",
    incomplete: "Historique incomplet",
    never: "Pas encore à jour",
    offline: "Hors ligne depuis {{time}}",
    limited: "Nouvel essai à {{time}}",
    refused: "Jeton refusé",
    notAllowed: "Accès refusé",
    needsToken: "Jeton à redonner",
    locked: "Trousseau verrouillé",
    failed: "Actualisation échouée",
    refresh: "Actualiser",
    next: "Prochaine actualisation à {{time}}.",
    staleTitle: "Ces chiffres ont vieilli",
    staleText: "La dernière actualisation complète date d'{{age}}.",
    offlineTitle: "Apify ne répond pas",
    offlineText: "Hors ligne depuis {{time}}. Décompte réessaie de lui-même.",
    limitedTitle: "Apify demande de ralentir",
    limitedText: "Décompte attend jusqu'à {{time}}, puis reprend de lui-même.",
    failedTitle: "La dernière actualisation a échoué",
    failedText: "Aucune n'aboutit depuis {{time}}.",
    badAnswer: "Apify a donné une réponse inattendue.",
    retries: "Décompte réessaie de lui-même à {{time}}.",
    figuresFrom: "Les chiffres affichés datent d'{{age}}.",
    saveFailed: "Votre choix n'a pas pu être enregistré",
  },
  credential: {
    sessionTitle: "Jeton gardé en mémoire",
    sessionText:
      "Aucun trousseau n'a répondu\u00a0: le jeton reste en mémoire pour cette session et sera redemandé au prochain démarrage.",
    missingTitle: "Le jeton n'est plus là",
    missingText:
      "Le trousseau du système ne contient plus le jeton de ce compte. Collez\u2011le à nouveau pour reprendre les actualisations.",
    lockedTitle: "Le trousseau est verrouillé",
    lockedText: "Le jeton y est toujours. Déverrouillez le trousseau du système, puis réessayez.",
    unavailableTitle: "Le trousseau ne répond pas",
    unavailableText:
      "Collez le jeton pour reprendre dès maintenant\u00a0; il restera en mémoire si le trousseau se tait encore.",
    refusedTitle: "Apify refuse ce jeton",
    refusedText: "Il a expiré ou a été révoqué. Collez\u2011en un autre pour reprendre les actualisations.",
    "not-allowedTitle": "Ce jeton ne peut pas lire vos exécutions",
    "not-allowedText":
      "Ses permissions sont limitées et ne comprennent pas la lecture des Actors et de leurs exécutions. Donnez-lui cette permission dans la console Apify, puis actualisez, ou collez un autre jeton.",
    readable: "Les chiffres déjà importés restent lisibles.",
    pasteToken: "Coller le jeton",
    close: "Fermer",
    retrying: "Nouvel essai…",
  },
  session: {
    sampleBadge: "Données d'exemple",
    sampleText: "Ces chiffres sont inventés et disparaîtront quand vous quitterez l'exemple.",
    leaveSample: "Quitter l'exemple",
    menu: "Menu du compte",
    importHistory: "Importer l'historique…",
    importHistoryText: "Relit les jours que vous choisissez",
    settings: "Réglages…",
    signOut: "Se déconnecter",
    signOutText: "Le registre reste sur cet ordinateur",
    version: "Version {{version}}",
  },
  accounts,
  teamServer,
  updates,
  recovery,
  about,
  importDialog,
  runs,
  reconciliation,
  services,
  ledger,
  settings,
  breakdown,
  filter,
  commands,
  budgets,
  budgetForm,
  alerts,
  errors: {
    invalid_request: "Décompte a fait une demande que le registre ne comprend pas. Mettez l'application à jour.",
    unauthorized: "La session n'est plus valable. Reconnectez-vous.",
    forbidden: "Ce compte n'a pas le droit de faire cela.",
    rate_limited: "Trop de demandes en peu de temps. Réessayez dans une minute.",
    ledger_damaged:
      "Le fichier du registre est abîmé\u00a0: des montants peuvent être faux. Gardez-en une copie, puis remettez une sauvegarde ou repartez d'un registre neuf.",
    server_unreachable: "Le serveur de l'équipe ne répond pas. Vérifiez le réseau et l'adresse du serveur.",
    server_bad_answer:
      "Le serveur de l'équipe a donné une réponse inattendue. Vérifiez le réseau, et que Décompte et le serveur sont à jour.",
    not_found: "Ces données n'existent pas ou plus.",
    payload_too_large: "La demande est trop volumineuse.",
    import_running: "Un import est déjà en cours. Attendez qu'il finisse.",
    cancelled: "L'opération a été annulée.",
    apify_not_connected: "Aucun jeton Apify n'est prêt. Collez votre jeton pour continuer.",
    apify_token_refused:
      "Apify a refusé ce jeton. Copiez-le en entier depuis la console Apify, ou créez-en un nouveau.",
    apify_forbidden: "Ce jeton n'a pas le droit de lire vos exécutions. Donnez-lui ce droit ou prenez-en un autre.",
    apify_rate_limited: "Apify limite les demandes. Attendez une minute, puis réessayez.",
    apify_unreachable: "Apify ne répond pas. Vérifiez votre connexion à Internet, puis réessayez.",
    apify_bad_answer: "Apify a donné une réponse inattendue. Réessayez dans quelques minutes.",
    keychain_unavailable: "Le trousseau du système ne répond pas. Déverrouillez-le, puis réessayez.",
    ledger_newer: "Le registre vient d'une version plus récente de Décompte. Mettez l'application à jour.",
    ledger_unfit:
      "La base de données ne peut pas contenir le registre telle qu'elle est. La personne qui la gère doit la modifier.",
    ledger_unavailable:
      "Le registre n'a pas pu être ouvert. Redémarrez Décompte\u00a0; vérifiez aussi l'espace disque.",
    internal: "Une erreur inattendue est survenue. Réessayez\u00a0; si elle revient, redémarrez Décompte.",
  },
} as const;
