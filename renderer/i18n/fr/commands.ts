/** Around the commands, which are named in `shared/ipc/command-words.ts`. */
export const commands = {
  title: "Commandes",
  placeholder: "Que voulez-vous faire\u00a0?",
  none: "Aucune commande de ce nom.",
} as const;
