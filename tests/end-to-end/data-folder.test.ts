import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { spawnApp } from "../support/desktop/desktop-app.ts";
import { type Display, openDisplay } from "../support/desktop/display.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../support/ledger/temporary-ledger.ts";

let folder: TemporaryFolder;
let display: Display;

beforeEach(async () => {
  folder = makeTemporaryFolder();
  display = await openDisplay();
});
afterEach(() => {
  display.stop();
  folder.remove();
});

it("names a data folder that it can't write, and leaves what is there alone", async () => {
  // Root may write into every folder, but nobody into one whose place a file has.
  const dataFolder = join(folder.path, "data");
  writeFileSync(dataFolder, "somebody else's");
  const { child, output } = await spawnApp({ display: display.name, dataFolder, apifyUrl: "http://127.0.0.1:9" });
  await expect.poll(output).toContain(`can't write its data folder ${dataFolder}.`);
  child.kill();
  await once(child, "exit");
  expect(readFileSync(dataFolder, "utf8")).toBe("somebody else's");
});
