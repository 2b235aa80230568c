/** In points, which are pixels on a screen of scale 1. */
const MENU_BAR_SIDE = 18;
const WINDOWS_SIDE = 16;
const GNOME_SIDE = 16;
/** Of KDE and of most other panels. */
const PANEL_SIDE = 22;

export interface TrayScreen {
  readonly platform: NodeJS.Platform;
  /** As in `XDG_CURRENT_DESKTOP`: names with colons between. */
  readonly currentDesktop: string;
  readonly scaleFactor: number;
}

/**
 * The side of the icon in whole pixels. Electron sends Linux's and Windows' trays one picture alone, which they would
 * blur where it is of another size; macOS has one for each scale.
 */
export function iconSide({ platform, currentDesktop, scaleFactor }: TrayScreen): number {
  return Math.round(pointsOf(platform, currentDesktop) * scaleFactor);
}

function pointsOf(platform: NodeJS.Platform, currentDesktop: string): number {
  if (platform === "darwin") return MENU_BAR_SIDE;
  if (platform === "win32") return WINDOWS_SIDE;
  return /gnome|unity/i.test(currentDesktop) ? GNOME_SIDE : PANEL_SIDE;
}
