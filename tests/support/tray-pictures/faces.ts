import type { IconFace } from "../../../electron/main/tray/icon/icon-face.ts";

const face = (
  figure: string,
  percent: number | null = null,
  level: IconFace["level"] = "normal",
  condition: IconFace["condition"] = "fresh",
): IconFace => ({ figure, percent, level, condition });

/** Every state of the icon, with figures from the shortest to the widest. */
export const TRAY_FACES: readonly IconFace[] = [
  face("0"),
  face("12"),
  face("0.4"),
  face("999"),
  face("1.2k"),
  face("999k"),
  face("1.0M"),
  face("-"),
  face("•••"),
  face("42", 0),
  face("9.9", 35),
  face("1.2k", 55),
  face("37%", 37),
  face("87%", 87, "near"),
  face("1.2k", 84, "near"),
  face("468", 99, "near"),
  face("130%", 130, "over"),
  face("1.2k", 112, "over"),
  face("250%", 250, "over"),
  face("12×", 1_250, "over"),
  face("42", null, "normal", "stale"),
  face("1.2k", 55, "normal", "stale"),
  face("87%", 87, "near", "stale"),
  face("130%", 130, "over", "stale"),
  face("-", null, "normal", "stale"),
  face("1.2k", null, "normal", "importing"),
  face("42", 35, "normal", "importing"),
  face("87%", 87, "near", "importing"),
  face("130%", 130, "over", "importing"),
  face("-", null, "normal", "signed-out"),
];
