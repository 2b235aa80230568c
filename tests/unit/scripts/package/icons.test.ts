import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { drawIcons } from "../../../../scripts/package/icons.mjs";

let folder = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "decompte-test-"));
  await drawIcons(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

it("draws each size that a desktop asks for", () => {
  const files = readdirSync(join(folder, "linux"));
  expect(files).toHaveLength(8);
  for (const file of files) {
    const { width, height } = PNG.sync.read(readFileSync(join(folder, "linux", file)));
    expect(`${width}x${height}.png`).toBe(file);
  }
});

it("draws what the application shows of itself", () => {
  const drawn = PNG.sync.read(readFileSync(join(folder, "linux/512x512.png")));
  const shown = PNG.sync.read(readFileSync("resources/icon.png"));
  expect(pixelmatch(drawn.data, shown.data, undefined, 512, 512)).toBe(0);
});

it("gathers pictures for Windows, each where its entry says", () => {
  const ico = readFileSync(join(folder, "icon.ico"));
  const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
    const entry = 6 + 16 * index;
    const offset = ico.readUInt32LE(entry + 12);
    const { width } = PNG.sync.read(ico.subarray(offset, offset + ico.readUInt32LE(entry + 8)));
    expect(ico.readUInt8(entry)).toBe(width % 256);
    return width;
  });
  expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
});

it("gathers pictures for macOS, each behind its type and length", () => {
  const icns = readFileSync(join(folder, "icon.icns"));
  expect(icns.toString("latin1", 0, 4)).toBe("icns");
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const found: Record<string, number> = {};
  for (let offset = 8; offset < icns.length; offset += icns.readUInt32BE(offset + 4)) {
    const end = offset + icns.readUInt32BE(offset + 4);
    found[icns.toString("latin1", offset, offset + 4)] = PNG.sync.read(icns.subarray(offset + 8, end)).width;
  }
  expect(found).toMatchObject({ icp4: 16, icp5: 32, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 });
});
