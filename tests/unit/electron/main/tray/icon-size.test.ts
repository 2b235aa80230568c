import { expect, test } from "vitest";
import { iconSide } from "../../../../../electron/main/tray/icon-size.ts";

test.each([
  ["linux", "KDE", 1, 22],
  ["linux", "KDE", 2, 44],
  ["linux", "XFCE", 1.5, 33],
  ["linux", "", 1, 22],
  ["linux", "ubuntu:GNOME", 1, 16],
  ["linux", "GNOME-Classic:GNOME", 2, 32],
  ["win32", "", 1, 16],
  ["win32", "", 1.25, 20],
  ["win32", "", 1.5, 24],
  ["win32", "", 1.75, 28],
  ["win32", "", 2, 32],
  ["darwin", "", 2, 36],
] as const)(
  "on %s (%s) at a scale of %d the icon's side has %d pixels",
  (platform, currentDesktop, scaleFactor, side) => {
    expect(iconSide({ platform, currentDesktop, scaleFactor })).toBe(side);
  },
);
