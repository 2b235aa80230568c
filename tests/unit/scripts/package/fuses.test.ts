import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { builderConfiguration } from "../../../../electron-builder.config.mjs";
import { buildKind } from "../../../../scripts/package/build-kind.mjs";
import { FUSES, flipFuses, readFuses, wrongFuses } from "../../../../scripts/package/fuses.mjs";

const SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
/** As Electron's own releases have it: eight fuses until 42, nine since. */
const STOCK = "101100011";

let folder = "";
let executable = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "decompte-test-"));
  executable = join(folder, "electron");
});
afterEach(() => rmSync(folder, { recursive: true }));

const writeWire = (wire: string) =>
  writeFileSync(
    executable,
    Buffer.concat([Buffer.from(`code${SENTINEL}`), Buffer.from([1, wire.length]), Buffer.from(wire)]),
  );

it.each([
  ["the floor runtime", STOCK.slice(0, 8)],
  ["the runtime that ships", STOCK],
])("turns the fuses of %s as decided", async (_, wire) => {
  writeWire(wire);
  await flipFuses(executable);
  expect(Object.fromEntries(await readFuses(executable))).toEqual(
    Object.fromEntries(Object.entries(FUSES).slice(0, wire.length)),
  );
});

it("turns the inspector on in a copy that is driven, and nothing else", async () => {
  writeWire(STOCK);
  await flipFuses(executable, { EnableNodeCliInspectArguments: true });
  expect(wrongFuses(await readFuses(executable), FUSES)).toEqual(["EnableNodeCliInspectArguments is on"]);
});

it("packages nothing with a fuse that nobody has decided", async () => {
  writeWire(`${STOCK}1`);
  await expect(flipFuses(executable)).rejects.toThrow(/fuse 9 is on/);
});

it("passes over a fuse that Electron has removed", async () => {
  writeWire("10110r011");
  expect((await readFuses(executable)).has("OnlyLoadAppFromAsar")).toBe(false);
});

it.each(["darwin", "win32"] as const)(
  "has the archive's sums packed, and checked where Electron checks them: %s",
  (platform) => {
    const kind = buildKind({ isForTests: false, platform });
    const configuration = builderConfiguration({
      kind,
      platform,
      stage: "",
      icons: "",
      output: "",
      runtime: undefined,
    });
    // electron-builder packs the sums unless it is told not to.
    expect(configuration).toMatchObject({ asar: true });
    expect(configuration.disableAsarIntegrity).toBeUndefined();
    expect(FUSES).toMatchObject({ EnableEmbeddedAsarIntegrityValidation: true, OnlyLoadAppFromAsar: true });
  },
);
