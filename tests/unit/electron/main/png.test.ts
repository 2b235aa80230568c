import { PNG } from "pngjs";
import { describe, expect, test } from "vitest";
import { isPicture } from "../../../../electron/main/png.ts";

const picture = Uint8Array.from(PNG.sync.write(new PNG({ width: 3, height: 2 })));

/** The same with another four bytes at `offset`. */
function withNumber(offset: number, value: number): Uint8Array {
  const bytes = Uint8Array.from(picture);
  new DataView(bytes.buffer).setUint32(offset, value);
  return bytes;
}

test("a picture is taken, wherever in its memory it begins", () => {
  expect(isPicture(picture)).toBe(true);
  const within = new Uint8Array(picture.length + 5);
  within.set(picture, 5);
  expect(isPicture(within.subarray(5))).toBe(true);
});

describe("what is no picture of a window is refused", () => {
  test.each([
    ["nothing", undefined],
    ["text", "\u0089PNG"],
    ["a list of numbers", [...picture]],
    ["a cut file", picture.subarray(0, 20)],
    ["another type", Uint8Array.from([0xff, 0xd8, 0xff, ...picture.subarray(3)])],
    ["another first part", withNumber(12, 0x69434350)],
    ["no width", withNumber(16, 0)],
    ["a width that fills the memory", withNumber(16, 100_000)],
    ["a height that fills the memory", withNumber(20, 4_294_967_295)],
    ["more than 8 MB", Uint8Array.from([...picture, ...new Uint8Array(8 * 1024 * 1024)])],
  ])("%s", (_, value) => {
    expect(isPicture(value)).toBe(false);
  });
});
