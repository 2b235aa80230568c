import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, test } from "vitest";
import { menuTemplate } from "../../../../electron/main/menu-template.ts";
import { COMMAND_IDS, type CommandId } from "../../../../shared/ipc/commands.ts";

function itemsOf(template: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])]);
}

const noUpdate = { readyVersion: null, onInstall: () => undefined };

test.each([true, false])("a version that is ready can be installed, on a Mac: %s", (isMac) => {
  const asked: string[] = [];
  const install = { readyVersion: "0.2.0", onInstall: () => asked.push("install") };
  const items = itemsOf(menuTemplate({ language: "fr", isMac, onCommand: (id) => asked.push(id), ...install }));
  const item = items.find(({ label }) => label === "Redémarrer pour installer la version 0.2.0");
  (item?.click as (() => void) | undefined)?.();
  expect(asked).toEqual(["install"]);
});

describe.each(["fr", "en"] as const)("in %s", (language) => {
  test.each([true, false])("on a Mac (%s) every command can be chosen", (isMac) => {
    const chosen: CommandId[] = [];
    const items = itemsOf(menuTemplate({ language, isMac, onCommand: (id) => chosen.push(id), ...noUpdate }));
    for (const { click } of items) (click as (() => void) | undefined)?.();
    expect(chosen.toSorted()).toEqual([...COMMAND_IDS].toSorted());
  });

  test("nothing reloads the page or opens the developer's tools", () => {
    const items = itemsOf(menuTemplate({ language, isMac: true, onCommand: () => undefined, ...noUpdate }));
    const roles = items.map(({ role }) => role);
    for (const role of ["reload", "forceReload", "toggleDevTools", "viewMenu"]) expect(roles).not.toContain(role);
  });
});

test("no menu of a Mac takes a single key away from the fields", () => {
  const items = itemsOf(menuTemplate({ language: "fr", isMac: true, onCommand: () => undefined, ...noUpdate }));
  const accelerators = items.flatMap(({ accelerator }) => (accelerator === undefined ? [] : [accelerator]));
  expect(accelerators.length).toBeGreaterThan(3);
  expect(accelerators.filter((keys) => !keys.includes("+"))).toEqual([]);
});
