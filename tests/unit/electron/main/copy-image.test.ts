import { beforeEach, expect, test, vi } from "vitest";
import { copyImage } from "../../../../electron/main/copy-image.ts";

const electron = vi.hoisted(() => ({
  isEmpty: false,
  written: [] as unknown[],
  ClipboardItem: undefined as unknown,
}));
vi.mock("electron", () => ({
  get ClipboardItem() {
    return electron.ClipboardItem;
  },
  clipboard: {
    write: async (items: unknown) => void electron.written.push({ items }),
    writeImage: (image: unknown) => void electron.written.push({ image }),
  },
  nativeImage: {
    createFromBuffer: (bytes: Buffer) => ({ isEmpty: () => electron.isEmpty, toPNG: () => Buffer.from([...bytes, 0]) }),
  },
}));

beforeEach(() => Object.assign(electron, { isEmpty: false, written: [], ClipboardItem: undefined }));

test("the picture is written as Chromium has read it", async () => {
  electron.ClipboardItem = class {
    readonly parts: Readonly<Record<string, Blob>>;
    constructor(parts: Readonly<Record<string, Blob>>) {
      this.parts = parts;
    }
  };
  await copyImage(Uint8Array.from([1, 2]));
  const [{ items }] = electron.written as [{ items: { parts: Record<string, Blob> }[] }];
  const blob = items[0]?.parts["image/png"];
  expect([...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer())]).toEqual([1, 2, 0]);
});

test("an older Electron takes the image itself", async () => {
  await copyImage(Uint8Array.from([1, 2]));
  expect(electron.written).toMatchObject([{ image: {} }]);
});

test("what can't be read is refused, and the clipboard left as it was", async () => {
  electron.isEmpty = true;
  await expect(copyImage(Uint8Array.from([1]))).rejects.toMatchObject({ code: "invalid_request" });
  expect(electron.written).toEqual([]);
});
