import type { IconFace } from "./icon-face.ts";
import type { Colour } from "./raster.ts";

export interface Palette {
  readonly ground: Colour;
  /** Of the figure and of what is filled. */
  readonly ink: Colour;
  /** What is not filled of the bar. */
  readonly track: Colour;
}

const WHITE: Colour = [255, 255, 255];
const TEAL: Palette = { ground: [13, 116, 110], ink: WHITE, track: [7, 70, 67] };
const BLUE: Palette = { ground: [37, 88, 200], ink: WHITE, track: [20, 48, 122] };
const AMBER: Palette = { ground: [251, 176, 27], ink: [38, 24, 0], track: [206, 128, 0] };
const RED: Palette = { ground: [200, 24, 36], ink: WHITE, track: [118, 8, 18] };
const GREY: Palette = { ground: [98, 98, 108], ink: WHITE, track: [60, 60, 68] };
const DARK: Palette = { ground: [63, 63, 70], ink: [228, 228, 231], track: [63, 63, 70] };

/** Colours say the same as the shapes, for whoever sees them. */
export function paletteOf({ level, condition }: IconFace): Palette {
  if (condition === "signed-out") return DARK;
  if (condition === "stale") return GREY;
  if (level === "over") return RED;
  if (level === "near") return AMBER;
  return condition === "importing" ? BLUE : TEAL;
}
