/** What the keyboard, the command palette and the menus can ask of the window. */
export const COMMAND_IDS = [
  "palette",
  "period-day",
  "period-week",
  "period-month",
  "period-all",
  "refresh",
  "search",
  "export",
  "import-history",
  "all-accounts",
  "add-account",
  "hide-amounts",
  "settings",
  "check-updates",
  "about",
] as const;

export type CommandId = (typeof COMMAND_IDS)[number];

/** In Electron's words; a single figure or sign is heard only outside of fields and dialogs. */
export const SHORTCUTS: Readonly<Partial<Record<CommandId, string>>> = {
  palette: "CommandOrControl+K",
  "period-day": "1",
  "period-week": "2",
  "period-month": "3",
  "period-all": "4",
  refresh: "CommandOrControl+R",
  search: "CommandOrControl+F",
  export: "CommandOrControl+E",
  "hide-amounts": "CommandOrControl+Shift+H",
  settings: "CommandOrControl+,",
};
