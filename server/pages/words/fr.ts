import { LONGEST_KEY_NAME, MOST_KEYS, SHORTEST_PASSWORD } from "../../identity/limits.ts";

/** What the pages say, in French. It is the reference: the other language must say the same. */
export const fr = {
  language: "fr" as "fr" | "en",
  app: "Décompte",
  home: "Décompte, votre compte",
  email: "Adresse e-mail",
  password: "Mot de passe",
  signOut: "Se déconnecter",
  justNow: "à l'instant",

  signIn: {
    title: "Connexion",
    lead: "Connectez-vous au serveur de votre équipe.",
    leadForDevice: "Connectez-vous pour autoriser l'application Décompte.",
    submit: "Se connecter",
    noAccount:
      "Pas encore de compte, ou mot de passe perdu\u00a0? La personne qui gère ce serveur vous donnera un mot de passe à usage unique.",
    refused: "Adresse ou mot de passe incorrect.",
    expired: "Ce mot de passe à usage unique a expiré. Demandez-en un nouveau à la personne qui gère ce serveur.",
    signedOut: "Vous êtes déconnecté.",
  },

  throttled: (minutes: number) =>
    minutes === 1 ? "Trop d'essais. Réessayez dans une minute." : `Trop d'essais. Réessayez dans ${minutes} minutes.`,

  choosePassword: {
    title: "Choisissez votre mot de passe",
    lead: "Celui que vous venez d'utiliser ne sert qu'une fois.",
    submit: "Continuer",
  },
  newPassword: "Nouveau mot de passe",
  newPasswordRule: `${SHORTEST_PASSWORD} caractères au moins. Une phrase est plus facile à retenir.`,
  repeatPassword: "Le même, une seconde fois",
  currentPassword: "Mot de passe actuel",
  passwordProblems: {
    too_short: `Le nouveau mot de passe doit avoir au moins ${SHORTEST_PASSWORD} caractères.`,
    too_long: "Le nouveau mot de passe est trop long.",
    unchanged: "Choisissez un mot de passe différent de l'actuel.",
    wrong_current: "Le mot de passe actuel n'est pas le bon.",
    different: "Les deux nouveaux mots de passe ne sont pas les mêmes.",
  },

  device: {
    title: "Autoriser un appareil",
    typeCode: "Saisissez le code que l'application Décompte affiche.",
    code: "Code",
    submitCode: "Continuer",
    unknown: "Ce code n'existe pas, a expiré ou a déjà servi. Reprenez la connexion dans l'application.",
    question: "Autoriser cet appareil\u00a0?",
    compare: "L'application doit afficher ce même code.",
    device: "Appareil",
    asked: "Demandé",
    account: "Compte",
    warning:
      "Il verra vos dépenses et pourra enregistrer des exécutions en votre nom. N'autorisez que si vous venez de le demander.",
    approve: "Autoriser",
    deny: "Refuser",
    approved: "Appareil autorisé",
    approvedText: "Décompte se connecte. Vous pouvez fermer cette page.",
    denied: "Demande refusée",
    deniedText: "L'appareil n'a reçu aucun accès. Vous pouvez fermer cette page.",
    seeAccount: "Voir les appareils connectés",
  },

  account: {
    title: "Votre compte",
    sessions: "Appareils et navigateurs connectés",
    sessionsText: "Déconnectez tout ce que vous ne reconnaissez pas\u00a0: l'accès cesse aussitôt.",
    thisBrowser: "ce navigateur",
    signedIn: "Connecté",
    used: "utilisé",
    endSession: "Déconnecter",
    endSessionOf: (name: string) => `Déconnecter ${name}`,
    connectDevice: "Autoriser un appareil",
    keys: "Clés d'API",
    keysText: "Pour les services qui enregistrent des exécutions. Une clé vaut jusqu'à ce que vous la supprimiez.",
    noKeys: "Aucune clé pour l'instant.",
    keyName: "Nom de la nouvelle clé",
    keyNameExample: "Site Next.js",
    createKey: "Créer une clé",
    created: "Créée",
    neverUsed: "jamais utilisée",
    keyUsed: "utilisée",
    deleteKey: "Supprimer",
    deleteKeyOf: (name: string) => `Supprimer la clé ${name}`,
    newKey: (name: string) => `Clé «\u00a0${name}\u00a0» créée`,
    newKeyText: "Copiez-la maintenant\u00a0: elle ne sera plus jamais affichée.",
    keyRefused: `Donnez un nom de 1 à ${LONGEST_KEY_NAME} caractères. Un compte a ${MOST_KEYS} clés au plus.`,
    passwordText: "Le changer déconnecte tous vos autres appareils et navigateurs.",
    changePassword: "Changer le mot de passe",
  },

  done: {
    session: "Appareil déconnecté.",
    key: "Clé supprimée.",
    password: "Mot de passe changé. Vos autres appareils et navigateurs sont déconnectés.",
  },

  agents: {
    desktop: "Décompte",
    unknown: "Appareil inconnu",
    on: (name: string, system: string) => `${name} sur ${system}`,
  },

  failures: {
    title: "Quelque chose n'a pas marché",
    otherOrigin: (origin: string) =>
      `Cette page a été envoyée depuis une autre adresse que celle du serveur. Ouvrez ${origin} et recommencez.`,
    unavailable: "Le serveur n'arrive pas à joindre sa base de données. Réessayez dans un instant.",
    unexpected: "Le serveur a rencontré une erreur imprévue. Réessayez dans un instant.",
    wrongForm: "Le formulaire est incomplet. Revenez en arrière et recommencez.",
    tooLarge: "Le formulaire est trop long.",
    back: "Retour à votre compte",
  },
};

export type Words = Readonly<typeof fr>;
