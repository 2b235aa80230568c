/** Several accounts side by side. */
export const accounts = {
  list: "Comptes connectés",
  onThisComputer: "Registre sur cet ordinateur",
  add: "Ajouter un compte…",
  addTitle: "Ajouter un compte",
  addText: "Vos autres comptes restent connectés\u00a0; leurs chiffres ne se mélangent jamais.",
  back: "Retour",
} as const;
