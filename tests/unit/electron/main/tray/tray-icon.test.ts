import { beforeEach, expect, test, vi } from "vitest";
import type { IconFace } from "../../../../../electron/main/tray/icon/icon-face.ts";
import { trayIcon } from "../../../../../electron/main/tray/tray-icon.ts";

interface Representation {
  readonly scaleFactor: number;
  readonly width: number;
  readonly height: number;
  readonly buffer: Buffer;
}
const drawn = vi.hoisted(() => ({ representations: [] as Representation[], isTemplate: false }));
vi.mock("electron", () => ({
  nativeImage: {
    createEmpty: () => ({
      addRepresentation: (representation: Representation) => drawn.representations.push(representation),
      setTemplateImage: (isTemplate: boolean) => (drawn.isTemplate = isTemplate),
    }),
  },
}));

beforeEach(() => void Object.assign(drawn, { representations: [], isTemplate: false }));

const face: IconFace = { figure: "42", level: "near", percent: 84, condition: "fresh" };

test.each(["linux", "win32"] as const)("on %s is one picture, as large as the tray's on that screen", (platform) => {
  trayIcon(face, { platform, currentDesktop: "GNOME", scaleFactor: 2 });
  expect(drawn).toMatchObject({ representations: [{ scaleFactor: 1, width: 32, height: 32 }], isTemplate: false });
  expect(drawn.representations[0]?.buffer).toHaveLength(32 * 32 * 4);
});

test("on macOS is black for screens of both scales, and takes the menu bar's colour", () => {
  trayIcon(face, { platform: "darwin", currentDesktop: "", scaleFactor: 1 });
  expect(drawn).toMatchObject({
    representations: [
      { scaleFactor: 1, width: 18 },
      { scaleFactor: 2, width: 36 },
    ],
    isTemplate: true,
  });
  const isBlack = (buffer: Buffer) => buffer.every((value, index) => index % 4 === 3 || value === 0);
  expect(drawn.representations.every(({ buffer }) => isBlack(buffer))).toBe(true);
});
