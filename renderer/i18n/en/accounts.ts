export const accounts = {
  list: "Signed-in accounts",
  onThisComputer: "Ledger on this computer",
  add: "Add an account…",
  addTitle: "Add an account",
  addText: "Your other accounts stay signed in; their figures never mix.",
  back: "Back",
};
