/** What the window shows before its page: the same as `--background` in `renderer/styles/colors.css`. */
export const PAGE_BACKGROUNDS = { light: "#fafaf9", dark: "#0d0e11" } as const;
