import { clipboard, ClipboardItem, nativeImage } from "electron";
import { AppError } from "../../shared/errors.ts";

/** Puts a PNG on the clipboard. */
export async function copyImage(png: Uint8Array): Promise<void> {
  const image = nativeImage.createFromBuffer(Buffer.from(png));
  if (image.isEmpty()) throw new AppError("invalid_request", "The picture can't be read");
  // What Chromium has read is written, not what was sent.
  const bytes = Uint8Array.from(image.toPNG());
  if (hasItems()) await clipboard.write([new ClipboardItem({ "image/png": new Blob([bytes], { type: "image/png" }) })]);
  else (clipboard as unknown as FormerClipboard).writeImage(image);
}

/** Electron's clipboard of before items, which the oldest version that the application runs on has. */
interface FormerClipboard {
  writeImage(image: Electron.NativeImage): void;
}

const hasItems = (): boolean => typeof ClipboardItem === "function";
