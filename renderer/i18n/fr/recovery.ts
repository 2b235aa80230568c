/** Ce que dit une fenêtre qui s'est arrêtée et qui est revenue. */
export const recovery = {
  titles: {
    crash: "La fenêtre s'est arrêtée et vient d'être rouverte",
    hang: "La fenêtre ne répondait plus et vient d'être rouverte",
    failure: "Décompte s'est arrêté sur une erreur et vient de redémarrer",
  },
  text: "Vos chiffres et vos réglages sont intacts. Seul ce que vous étiez en train de saisir est à refaire.",
  details: "Détails",
  notes: "Journal des pannes",
  noNotes: "Aucune panne notée. Rien n'est jamais envoyé.",
  count_one: "{{count}} panne notée sur cet ordinateur. Rien n'est envoyé.",
  count_many: "{{count}} pannes notées sur cet ordinateur. Rien n'est envoyé.",
  count_other: "{{count}} pannes notées sur cet ordinateur. Rien n'est envoyé.",
  show: "Voir le fichier",
  forget: "Effacer",
} as const;
