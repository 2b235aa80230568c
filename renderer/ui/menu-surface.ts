/** The look of what opens above the page: lists of a Select, menus. */
export const MENU_SURFACE =
  "z-50 overflow-hidden rounded-lg border border-border bg-card text-foreground shadow-lg shadow-black/8 dark:shadow-black/40";
