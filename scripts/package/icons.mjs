import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { projectFolder } from "../setup/folders.mjs";

/** The sizes that desktops on Linux look for. */
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const WINDOWS_SIZES = [16, 24, 32, 48, 64, 128, 256];
/** Apple's names of them: a size, and what is drawn twice as fine for it. */
const MAC_SIZES = /** @type {const} */ ([
  ["icp4", 16],
  ["icp5", 32],
  ["ic11", 32],
  ["ic12", 64],
  ["ic07", 128],
  ["ic13", 256],
  ["ic08", 256],
  ["ic14", 512],
  ["ic09", 512],
  ["ic10", 1024],
]);

/**
 * Draws `resources/icon.svg` in every size and format that the packages need.
 *
 * @param {string} folder
 */
export async function drawIcons(folder) {
  const { Resvg } = await import("@resvg/resvg-js");
  const svg = await readFile(path.join(projectFolder, "resources/icon.svg"));
  const draw = (/** @type {number} */ size) =>
    new Resvg(svg, { fitTo: { mode: "width", value: size } }).render().asPng();
  await mkdir(path.join(folder, "linux"), { recursive: true });
  for (const size of LINUX_SIZES) await writeFile(path.join(folder, `linux/${size}x${size}.png`), draw(size));
  await writeFile(path.join(folder, "icon.ico"), toIco(WINDOWS_SIZES.map((size) => ({ size, png: draw(size) }))));
  await writeFile(path.join(folder, "icon.icns"), toIcns(MAC_SIZES.map(([type, size]) => ({ type, png: draw(size) }))));
}

const ICO_HEADER_BYTES = 6;
const ICO_ENTRY_BYTES = 16;

/**
 * Windows' container of pictures, as of Vista: each is a PNG file.
 *
 * @param {readonly { size: number, png: Buffer }[]} pictures
 */
function toIco(pictures) {
  const header = Buffer.alloc(ICO_HEADER_BYTES + ICO_ENTRY_BYTES * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = ICO_HEADER_BYTES + ICO_ENTRY_BYTES * index;
    // A byte each for width and height, where 0 is 256.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

const ICNS_HEADER_BYTES = 8;

/**
 * Apple's container: a type of four letters, a length, a PNG file, and so on.
 *
 * @param {readonly { type: string, png: Buffer }[]} pictures
 */
function toIcns(pictures) {
  const parts = pictures.map(({ type, png }) => Buffer.concat([icnsHeader(type, png.length), png]));
  const body = Buffer.concat(parts);
  return Buffer.concat([icnsHeader("icns", body.length), body]);
}

/**
 * @param {string} type
 * @param {number} length of what follows
 */
function icnsHeader(type, length) {
  const header = Buffer.alloc(ICNS_HEADER_BYTES);
  header.write(type, "latin1");
  header.writeUInt32BE(ICNS_HEADER_BYTES + length, 4);
  return header;
}
