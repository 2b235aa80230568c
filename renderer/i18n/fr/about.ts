/** Ce qu'est cette application, et le travail d'autrui qu'elle contient. */
export const about = {
  marks: {
    none: "Version de développement, qui n'est pas empaquetée.",
    test: "Paquet d'essai, qui n'est pas fait pour être distribué.",
    unsigned: "Paquet non signé\u00a0: rien ne prouve qui l'a fait.",
    signed: "Paquet officiel, signé ou attesté par son éditeur.",
  },
  runtime: "Electron\u00a0{{electron}}, Chromium\u00a0{{chromium}}, Node.js\u00a0{{node}}",
  licences: "Licences",
  licencesText: "Décompte contient le travail d'autres personnes, sous ces licences.",
  chromium: "Voir le fichier des licences de Chromium",
} as const;
