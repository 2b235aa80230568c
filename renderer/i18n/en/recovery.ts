/** What a window says that stopped and has come back. */
export const recovery = {
  titles: {
    crash: "The window stopped and was just opened again",
    hang: "The window no longer answered and was just opened again",
    failure: "Décompte stopped on an error and has just restarted",
  },
  text: "Your figures and settings are intact. Only what you were typing is to be typed again.",
  details: "Details",
  notes: "Crash log",
  noNotes: "No crash noted. Nothing is ever sent.",
  count_one: "{{count}} crash noted on this computer. Nothing is sent.",
  count_other: "{{count}} crashes noted on this computer. Nothing is sent.",
  show: "Show the file",
  forget: "Clear",
} as const;
