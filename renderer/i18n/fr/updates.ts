/** Les nouvelles versions de Décompte. */
export const updates = {
  title: "Mises à jour",
  check: "Rechercher",
  install: "Redémarrer et installer",
  page: "Page de téléchargement",
  news: "Nouveautés",
  newsOf: "Nouveautés de la version {{version}}",
  none: "Cette version de Décompte ne reçoit pas de mises à jour.",
  unchecked: "Décompte cherche une nouvelle version peu après son ouverture, puis chaque jour.",
  current: "Décompte est à jour (vérifié\u00a0: {{time}}).",
  checking: "Recherche en cours…",
  available: "La version {{version}} est disponible.",
  waiting: "La version {{version}} sera téléchargée dès que l'importation en cours sera terminée.",
  downloading: "Téléchargement de la version {{version}}\u00a0: {{part}}",
  ready: "La version {{version}} est prête\u00a0: elle s'installe quand vous quittez Décompte, ou maintenant.",
  asked: "Décompte redémarrera dès que l'importation en cours sera terminée.",
  installing: "Installation de la version {{version}}…",
  readyTitle: "La version {{version}} est prête",
  readyText: "Elle s'installe quand vous quittez Décompte, ou maintenant.",
  availableTitle: "La version {{version}} est disponible",
  availableText: "Cette installation ne se met pas à jour d'elle-même\u00a0: prenez le nouveau paquet.",
  installedTitle: "Décompte {{version}} est installé",
  installedText: "Vos chiffres et vos réglages sont restés tels quels.",
  failedTitle: "La mise à jour n'a pas eu lieu",
  problems: {
    "no-network": "Pas de réseau\u00a0: Décompte cherchera de nouveau demain.",
    "no-answer": "Le serveur des mises à jour ne répond pas comme il devrait. Réessayez plus tard.",
    forged:
      "L'annonce de la nouvelle version n'est pas signée par l'éditeur de Décompte. Rien n'a été téléchargé\u00a0: quelqu'un s'est peut-être mis entre vous et lui.",
    expired:
      "L'annonce des versions est périmée\u00a0: une version plus récente vous est peut-être cachée. Vérifiez l'heure de cet ordinateur, puis réessayez.",
    "rolled-back":
      "L'annonce reçue est plus ancienne qu'une autre déjà vue. Rien n'a été téléchargé\u00a0: une version plus récente vous est peut-être cachée.",
    "broken-file": "Le fichier téléchargé n'est pas celui que l'éditeur a signé. Il a été jeté.",
    "no-room": "Il n'y a pas assez de place sur le disque pour télécharger la nouvelle version.",
    "not-installed":
      "La nouvelle version n'a pas pu prendre la place de celle-ci, qui continue. Vérifiez que son fichier peut être modifié, puis réessayez.",
  },
  channel: "Versions proposées",
  channelText: "Les versions bêta arrivent plus tôt, et sont encore à l'essai",
  channels: { stable: "Stables", beta: "Stables et bêta" },
} as const;
