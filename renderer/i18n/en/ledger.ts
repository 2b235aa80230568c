export const ledger = {
  damagedTitle: "The ledger is damaged",
  damagedText:
    "The ledger's file no longer holds what Décompte wrote into it (noticed: {{time}}). The amounts on screen may be wrong. Automatic refreshing is suspended so that nothing gets worse.",
  whatToDo:
    "Keep a copy of the folder first. Then put a backup in place, if there is one beside the ledger (ledger.db.backup-…), or begin a new ledger, which Décompte fills from Apify again.",
  unopenedText: "The ledger's file no longer holds what Décompte wrote into it, and can't be opened.",
  newerVersionText:
    "The ledger was opened by Décompte {{openedBy}}, and you have just started version {{version}}. Nothing in it was changed. Start version {{openedBy}} or a later one, or go back to a copy from before: what was recorded since is not in it, and Décompte reads the runs that your plan still keeps from Apify again.",
  newerText:
    "The ledger was opened by a later version than this one ({{version}}). Nothing in it was changed. Start the later one, or go back to a copy from before: what was recorded since is not in it, and Décompte reads the runs that your plan still keeps from Apify again.",
  copyingTitle: "A copy of the ledger first",
  copyingText:
    "This version of Décompte opens for the first time. It copies the ledger before it touches it, which may take a minute if that is large.",
  file: "Ledger file",
  showFile: "Open the folder",
  replace: "Import the history again…",
  unreliable: "Figures not reliable: the ledger is damaged",
  status: "Ledger damaged",
  replaceTitle: "Begin a new ledger?",
  replaceText:
    "Décompte restarts, sets the damaged ledger aside in the same folder (ledger.db.damaged-…, nothing is deleted) and reads your runs from Apify again.",
  replaceLimit:
    "Apify keeps runs for a time only, depending on your plan. Older ones, and what a feature recorded, remain only in the file set aside and in the backups. Your budgets are carried over as far as they can still be read: check them afterwards. The list of past alerts is not.",
  replaceStart: "Restart and import again",
  failed: "That did not work.",
};
