import { dirname } from "node:path";
import { expect, test } from "vitest";
import { startCommand } from "../../../../../electron/main/launch/start-command.ts";

const checkout = {
  isPackaged: false,
  executable: "/cache/electron",
  variables: { DECOMPTE_START_COMMAND: '["/usr/bin/node","/code/scripts/start.mjs"]' },
};

test("a checkout is started by what started it, in the same folder of data", () => {
  expect(startCommand(checkout)).toEqual({ words: ["/usr/bin/node", "/code/scripts/start.mjs"], variables: {} });
  const variables = { ...checkout.variables, DECOMPTE_DATA_DIR: "/data", HOME: "/home/me" };
  expect(startCommand({ ...checkout, variables })?.variables).toEqual({ DECOMPTE_DATA_DIR: "/data" });
});

test("a package is its own executable, or the image that it runs from", () => {
  const installed = { isPackaged: true, executable: "/opt/decompte/decompte", variables: {} };
  expect(startCommand(installed)?.words).toEqual(["/opt/decompte/decompte"]);
  const variables = { APPIMAGE: "/home/me/Decompte.AppImage", APPDIR: dirname(process.execPath) };
  expect(startCommand({ ...installed, variables })?.words).toEqual(["/opt/decompte/decompte"]);
  const words = [variables.APPIMAGE];
  expect(startCommand({ ...installed, executable: process.execPath, variables })?.words).toEqual(words);
});

test.each([[undefined], [""], ["node start.mjs"], ["[]"], ["[1]"], ['[""]']])(
  "nobody knows how to start a checkout from %j",
  (told) => {
    expect(startCommand({ ...checkout, variables: { DECOMPTE_START_COMMAND: told } })).toBeNull();
  },
);
