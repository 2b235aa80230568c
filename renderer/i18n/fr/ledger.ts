/** The ledger's file, where something is wrong with it. */
export const ledger = {
  damagedTitle: "Le registre est abîmé",
  damagedText:
    "Le fichier du registre ne contient plus ce que Décompte y a écrit (constaté\u00a0: {{time}}). Les montants affichés peuvent être faux. L'actualisation automatique est suspendue pour ne rien aggraver.",
  whatToDo:
    "Gardez d'abord une copie du dossier. Ensuite, remettez en place une sauvegarde, s'il y en a une à côté du registre (ledger.db.backup-…), ou repartez d'un registre neuf, que Décompte remplit à nouveau depuis Apify.",
  unopenedText: "Le fichier du registre ne contient plus ce que Décompte y a écrit, et ne peut pas être ouvert.",
  file: "Fichier du registre",
  showFile: "Ouvrir le dossier",
  replace: "Réimporter l'historique…",
  unreliable: "Chiffres non fiables\u00a0: le registre est abîmé",
  status: "Registre abîmé",
  replaceTitle: "Repartir d'un registre neuf\u00a0?",
  replaceText:
    "Décompte redémarre, met le registre abîmé de côté dans le même dossier (ledger.db.damaged-…, rien n'est supprimé) et relit vos exécutions auprès d'Apify.",
  replaceLimit:
    "Apify ne garde les exécutions qu'un temps, selon votre formule. Les plus anciennes, et ce qu'une fonctionnalité a enregistré, ne restent que dans le fichier mis de côté et dans les sauvegardes. Vos budgets sont repris s'ils sont encore lisibles\u00a0: vérifiez-les ensuite. La liste des alertes passées ne l'est pas.",
  replaceStart: "Redémarrer et réimporter",
  failed: "Cela n'a pas fonctionné.",
} as const;
