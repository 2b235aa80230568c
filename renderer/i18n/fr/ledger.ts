/** The ledger's file, where something is wrong with it. */
export const ledger = {
  damagedTitle: "Le registre est abîmé",
  damagedText:
    "Le fichier du registre ne contient plus ce que Décompte y a écrit (constaté\u00a0: {{time}}). Les montants affichés peuvent être faux. L'actualisation automatique est suspendue pour ne rien aggraver.",
  whatToDo:
    "Gardez d'abord une copie du dossier. Ensuite, remettez en place une sauvegarde, s'il y en a une à côté du registre (ledger.db.backup-…), ou repartez d'un registre neuf, que Décompte remplit à nouveau depuis Apify.",
  unopenedText: "Le fichier du registre ne contient plus ce que Décompte y a écrit, et ne peut pas être ouvert.",
  newerVersionText:
    "Le registre a été ouvert par Décompte {{openedBy}}, et vous venez de lancer la version {{version}}. Rien n'y a été changé. Relancez la version {{openedBy}} ou une plus récente, ou reprenez une copie d'avant\u00a0: ce qui a été enregistré depuis n'y est pas, et Décompte relit auprès d'Apify les exécutions que votre formule garde encore.",
  newerText:
    "Le registre a été ouvert par une version plus récente que celle-ci ({{version}}). Rien n'y a été changé. Lancez la plus récente, ou reprenez une copie d'avant\u00a0: ce qui a été enregistré depuis n'y est pas, et Décompte relit auprès d'Apify les exécutions que votre formule garde encore.",
  copyingTitle: "Une copie du registre, d'abord",
  copyingText:
    "Cette version de Décompte s'ouvre pour la première fois. Elle copie le registre avant d'y toucher, ce qui peut durer une minute s'il est grand.",
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
