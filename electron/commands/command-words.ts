import type { Language } from "../../shared/domain/money.ts";
import { type ErrorCode } from "../../shared/errors.ts";
import type { FailureReason } from "./command-failure.ts";
import { englishHelp, frenchHelp } from "./help.ts";
import type { Misuse } from "./parse-command.ts";

/** What commands say by themselves, beside the words of the tray and of alerts. */
interface CommandWords {
  readonly help: string;
  readonly runs: (count: number) => string;
  readonly completeFrom: (date: string) => string;
  readonly noBudget: string;
  readonly budgetNotRead: (budget: string) => string;
  readonly removal: RemovalWords;
  readonly misuse: (misuse: Misuse) => string;
  readonly failure: (reason: FailureReason) => string;
}

interface RemovalWords {
  readonly announced: (folder: string) => string;
  readonly done: string;
  readonly keychainDoubtful: string;
  readonly folderLeft: (folder: string) => string;
}

const number = (language: Language, count: number): string => new Intl.NumberFormat(language).format(count);

export const COMMAND_WORDS: Readonly<Record<Language, CommandWords>> = {
  fr: {
    help: frenchHelp,
    runs: (count) => `${number("fr", count)} ${count < 2 ? "exécution" : "exécutions"}`,
    completeFrom: (date) => `Données depuis le ${date}`,
    noBudget: "Aucun budget n'est actif.",
    budgetNotRead: (budget) => `Budget non vérifié\u00a0: ${budget}`,
    removal: {
      announced: (folder) =>
        `Seront supprimés de cet ordinateur, sans retour\u00a0:
  ${folder} (registre, copies, budgets, préférences)
  les jetons et les secrets de Décompte dans le trousseau
  l'ouverture de Décompte à la connexion
  les nouvelles versions de Décompte déjà téléchargées
Rien n'est supprimé chez Apify. Pour le faire\u00a0: decompte remove-data --yes`,
      done: "Décompte ne garde plus rien de vous sur cet ordinateur.",
      keychainDoubtful:
        "Des entrées «\u00a0decompte\u00a0» sont peut-être encore dans le trousseau. Déverrouillez-le, puis recommencez.",
      folderLeft: (folder) => `DECOMPTE_DATA_DIR désigne ${folder}\u00a0: supprimez ce dossier vous-même.`,
    },
    misuse(misuse) {
      const { kind, typed } = misuse;
      switch (kind) {
        case "unknown-command":
          return `«\u00a0${typed}\u00a0» n'est pas une commande. decompte help les nomme.`;
        case "unknown-option":
          return `L'option ${typed} est inconnue. decompte help nomme les options.`;
        case "unexpected":
          return `«\u00a0${typed}\u00a0» est de trop. decompte help montre l'usage.`;
        case "no-value":
          return `Il manque une valeur à ${typed}.`;
        case "no-switch":
          return `${typed} ne prend pas de valeur.`;
        case "refused":
          return `La valeur de ${typed} ne convient pas. docs/command-line.md dit ce qu'elle peut être.`;
        case "wrong-value":
          return `${typed} prend l'une de ces valeurs\u00a0: ${misuse.allowed.join(", ")}.`;
      }
    },
    failure(reason) {
      switch (reason.kind) {
        case "failed":
          return FRENCH_FAILURES[reason.code] ?? "Échec inattendu.";
        case "no-ledger":
          return `Il n'y a pas encore de registre dans ${reason.folder}. Ouvrez d'abord Décompte.`;
        case "nobody":
          return "Aucun compte n'est connecté. Ouvrez Décompte pour en ajouter un.";
        case "unknown-account":
          return `Ce compte n'est pas connecté. Comptes connectés\u00a0: ${reason.names.join(", ")}.`;
        case "several-accounts":
          return `Plusieurs comptes portent ce nom. Donnez un identifiant\u00a0: ${reason.ids.join(", ")}.`;
        case "server-not-known":
          return "Rien n'est encore connu de ce serveur. Ouvrez Décompte pour lire ses chiffres.";
        case "server-not-of-today":
          return "Les chiffres connus de ce serveur ne sont pas d'aujourd'hui. Ouvrez Décompte pour les actualiser.";
        case "server-not-checked":
          return "Les budgets d'un compte de serveur ne se vérifient que dans l'application.";
        case "server-not-exported":
          return "Les exécutions d'un compte de serveur ne s'exportent que dans l'application.";
        case "not-written":
          return `${reason.file} ne peut pas être écrit (${reason.code}).`;
        case "running":
          return "Décompte est ouvert. Quittez-le d'abord.";
      }
    },
  },
  en: {
    help: englishHelp,
    runs: (count) => `${number("en", count)} ${count === 1 ? "run" : "runs"}`,
    completeFrom: (date) => `Data since ${date}`,
    noBudget: "No budget is on.",
    budgetNotRead: (budget) => `Budget not checked: ${budget}`,
    removal: {
      announced: (folder) =>
        `Will be removed from this computer for good:
  ${folder} (ledger, copies, budgets, preferences)
  the tokens and secrets of Décompte in the keychain
  the start of Décompte at login
  newer versions of Décompte that were downloaded
Nothing is removed at Apify. To do it: decompte remove-data --yes`,
      done: "Décompte keeps nothing of you on this computer any more.",
      keychainDoubtful: 'Entries named "decompte" may still be in the keychain. Unlock it, then run this again.',
      folderLeft: (folder) => `DECOMPTE_DATA_DIR names ${folder}: remove that folder yourself.`,
    },
    misuse(misuse) {
      const { kind, typed } = misuse;
      switch (kind) {
        case "unknown-command":
          return `"${typed}" is no command. decompte help names them.`;
        case "unknown-option":
          return `The option ${typed} is unknown. decompte help names the options.`;
        case "unexpected":
          return `"${typed}" is too much. decompte help shows the usage.`;
        case "no-value":
          return `${typed} needs a value.`;
        case "no-switch":
          return `${typed} takes no value.`;
        case "refused":
          return `The value of ${typed} does not do. docs/command-line.md tells what it may be.`;
        case "wrong-value":
          return `${typed} takes one of these values: ${misuse.allowed.join(", ")}.`;
      }
    },
    failure(reason) {
      switch (reason.kind) {
        case "failed":
          return ENGLISH_FAILURES[reason.code] ?? "Unexpected failure.";
        case "no-ledger":
          return `There is no ledger in ${reason.folder} yet. Open Décompte first.`;
        case "nobody":
          return "No account is signed in. Open Décompte to add one.";
        case "unknown-account":
          return `This account is not signed in. Signed in: ${reason.names.join(", ")}.`;
        case "several-accounts":
          return `Several accounts have this name. Give an id: ${reason.ids.join(", ")}.`;
        case "server-not-known":
          return "Nothing is known of this server yet. Open Décompte to read its figures.";
        case "server-not-of-today":
          return "What is known of this server is not of today. Open Décompte to refresh it.";
        case "server-not-checked":
          return "Budgets of a server's account are checked in the application only.";
        case "server-not-exported":
          return "Runs of a server's account are exported in the application only.";
        case "not-written":
          return `${reason.file} can't be written (${reason.code}).`;
        case "running":
          return "Décompte is running. Quit it first.";
      }
    },
  },
};

const FRENCH_FAILURES: Partial<Record<ErrorCode, string>> = {
  ledger_newer: "Le registre est d'une version plus récente de Décompte. Mettez l'application à jour.",
  ledger_unfit: "Le registre est d'une version plus ancienne. Ouvrez Décompte une fois pour le mettre à jour.",
  ledger_damaged: "Le registre est abîmé, ses chiffres ne sont pas fiables. Ouvrez Décompte pour savoir quoi faire.",
  ledger_unavailable: "Le registre ne peut pas être lu.",
};

const ENGLISH_FAILURES: Partial<Record<ErrorCode, string>> = {
  ledger_newer: "The ledger is of a newer version of Décompte. Update the application.",
  ledger_unfit: "The ledger is of an older version. Open Décompte once to bring it up to date.",
  ledger_damaged: "The ledger is damaged, its figures are not reliable. Open Décompte to see what to do.",
  ledger_unavailable: "The ledger can't be read.",
};
