import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PNG } from "pngjs";
import { expect, test } from "vitest";
import { drawIcon } from "../../../../../../electron/main/tray/icon/draw-icon.ts";
import { drawTemplate } from "../../../../../../electron/main/tray/icon/draw-template.ts";
import { pictureFile } from "../../../../../support/desktop/screen.ts";
import {
  type Cell,
  cellsOf,
  contactSheet,
  differingCells,
  enlarge,
  type Panel,
} from "../../../../../support/tray-pictures/contact-sheet.ts";
import { TRAY_FACES } from "../../../../../support/tray-pictures/faces.ts";

/** Set to accept the pictures as they are drawn now; then they are to be looked at. */
const isAccepting = process.env["ACCEPT_PICTURES"] === "1";

const SMALLEST = { colorType: 2, filterType: 0, deflateLevel: 9, deflateStrategy: 0 } as const;

const LIGHT = [239, 240, 241] as const;
const DARK = [32, 33, 36] as const;
/** Of GNOME, Windows and KDE, at the usual scales. */
const PANEL_SIDES = [16, 20, 22, 24, 32, 44, 48, 64];
const MENU_BAR_SIDES = [18, 36];

const PANELS: readonly (Panel & { readonly sides: readonly number[] })[] = [
  { name: "light", ground: LIGHT, draw: drawIcon, sides: PANEL_SIDES },
  { name: "dark", ground: DARK, draw: drawIcon, sides: PANEL_SIDES },
  { name: "menu-bar-light", ground: LIGHT, ink: [0, 0, 0], draw: drawTemplate, sides: MENU_BAR_SIDES },
  { name: "menu-bar-dark", ground: DARK, ink: [255, 255, 255], draw: drawTemplate, sides: MENU_BAR_SIDES },
];

const named = ({ face, side }: Cell) => `${face.figure} ${face.level} ${face.condition} at ${side}`;

test.each(PANELS)(
  "the icons on a $name panel are as they were accepted",
  (panel) => {
    const accepted = join(import.meta.dirname, "accepted", `${panel.name}.png`);
    const cells = cellsOf(TRAY_FACES, panel.sides);
    const sheet = contactSheet(cells, panel);
    if (isAccepting) writeFileSync(accepted, PNG.sync.write(sheet, SMALLEST));
    expect(existsSync(accepted), "There is no accepted picture: see docs/tray.md").toBe(true);
    const former = PNG.sync.read(readFileSync(accepted));
    const differing = differingCells(cells, sheet, former).map(named);
    if (isAccepting || differing.length > 0)
      writeFileSync(pictureFile(`tray-icons-${panel.name}`), PNG.sync.write(enlarge(sheet, 4)));
    expect(differing).toEqual([]);
  },
  30_000,
);
