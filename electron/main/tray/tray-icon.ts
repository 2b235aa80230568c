import { nativeImage, type NativeImage } from "electron";
import { drawIcon } from "./icon/draw-icon.ts";
import { drawTemplate } from "./icon/draw-template.ts";
import type { IconFace } from "./icon/icon-face.ts";
import { iconSide, type TrayScreen } from "./icon-size.ts";

const MAC_SCALES = [1, 2];

/** The icon as this system's tray takes it. */
export function trayIcon(face: IconFace, screen: TrayScreen): NativeImage {
  const icon = nativeImage.createEmpty();
  if (screen.platform !== "darwin") {
    const side = iconSide(screen);
    // Whatever the screen's scale, it is the picture of scale 1 that is sent.
    icon.addRepresentation({ scaleFactor: 1, width: side, height: side, buffer: drawIcon(face, side).pixels() });
    return icon;
  }
  for (const scaleFactor of MAC_SCALES) {
    const side = iconSide({ ...screen, scaleFactor });
    icon.addRepresentation({ scaleFactor, width: side, height: side, buffer: drawTemplate(face, side).pixels() });
  }
  icon.setTemplateImage(true);
  return icon;
}
